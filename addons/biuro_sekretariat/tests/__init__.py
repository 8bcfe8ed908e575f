from . import test_law_api
from . import test_contracts_law
from . import test_petitions_law
from . import test_culture_travel_law
from . import test_replies_meeting
from . import test_visits_law
from . import test_culture_register
from . import test_calendar_access
