from . import test_law
from . import test_law_api
