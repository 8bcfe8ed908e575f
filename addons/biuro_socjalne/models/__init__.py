from . import biuro_socjalne_law
