from . import biuro_register_book_pdf
from . import biuro_register_book_xlsx
