from . import biuro_rada_demo
from . import biuro_rada_law
