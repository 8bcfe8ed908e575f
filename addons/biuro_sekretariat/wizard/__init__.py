from . import biuro_sekretariat_culture_as_of
from . import biuro_sekretariat_culture_book_add
from . import biuro_sekretariat_culture_change
from . import biuro_sekretariat_culture_strike
from . import biuro_sekretariat_travel_payment
from . import biuro_sekretariat_petition_act
from . import biuro_sekretariat_info_act
from . import biuro_sekretariat_info_statement
