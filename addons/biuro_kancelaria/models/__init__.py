# mixins first: the models below inherit them
from . import biuro_access_mixin
from . import biuro_law_mixin
from . import biuro_journal_mixin
from . import biuro_register_mixin

from . import biuro_case
from . import biuro_case_event
from . import biuro_case_lifecycle
from . import biuro_journal
from . import biuro_journal_head
from . import biuro_jrwa_class
from . import biuro_jrwa_exception
from . import biuro_deadline_rule
from . import biuro_law
from . import biuro_letter
from . import biuro_rate
from . import biuro_rate_limit
from . import biuro_register
from . import biuro_register_book
from . import biuro_register_counter
from . import biuro_search
from . import biuro_start
from . import biuro_register_event
from . import biuro_substitution
from . import hr_department
from . import hr_department_symbol
from . import ir_actions_report
from . import ir_http
from . import res_company
from . import res_partner
from . import res_config_settings
from . import res_users

# who sees what: on the finished models
from . import biuro_case_access
from . import biuro_letter_access
