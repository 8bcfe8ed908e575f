from . import biuro_register_book
from . import biuro_register_cancel
