from . import biuro_rada_fee_plan
from . import biuro_rada_diet_correct
from . import biuro_rada_organization_step
