from . import biuro_socjalne_demo
from . import biuro_socjalne_law
