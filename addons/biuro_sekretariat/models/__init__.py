from . import biuro_letter
from . import biuro_sekretariat_demo
from . import biuro_sekretariat_law
