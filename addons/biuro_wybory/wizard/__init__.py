from . import biuro_wybory_lawnik_step
from . import biuro_wybory_osiedle_ordinance_compare
