from . import test_judges_nomination
from . import test_poll
from . import test_poll_law
from . import test_seats_vote
from . import test_seats_files
from . import test_service_law
