from . import biuro_wybory_lawnik_step
from . import biuro_wybory_osiedle_ordinance_compare
from . import biuro_wybory_osiedle_lots
from . import biuro_wybory_osiedle_order
from . import biuro_wybory_osiedle_step
from . import biuro_wybory_osiedle_count_step
from . import biuro_wybory_osiedle_book
