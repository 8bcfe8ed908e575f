from . import biuro_register_book_pdf
from . import biuro_register_book_xlsx
from . import biuro_yearly_xlsx
from . import biuro_case_list_xlsx
