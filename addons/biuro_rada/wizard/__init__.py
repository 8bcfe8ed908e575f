from . import biuro_rada_fee_plan
from . import biuro_rada_diet_correct
from . import biuro_rada_organization_step
from . import biuro_rada_money_report
from . import biuro_rada_step
