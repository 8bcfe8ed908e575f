from . import biuro_register_book
from . import biuro_register_cancel
from . import biuro_case_act
from . import biuro_register_import
from . import biuro_publication_reason
from . import biuro_archive_step
from . import biuro_case_list
