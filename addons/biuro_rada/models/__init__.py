from . import biuro_rada_law
