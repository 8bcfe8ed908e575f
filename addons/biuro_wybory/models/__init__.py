from . import biuro_wybory_demo
from . import biuro_wybory_law
