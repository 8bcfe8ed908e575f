from . import biuro_rada_interpellation_stat
from . import biuro_rada_interpellation_year_xlsx
from . import biuro_rada_composition_xlsx
from . import biuro_rada_resolution_book_xlsx
