from . import test_composition
from . import test_help
from . import test_interpellation
from . import test_law
from . import test_law_api
from . import test_money
from . import test_resolution
from . import test_vote
