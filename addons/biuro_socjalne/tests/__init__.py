from . import test_law
from . import test_law_properties
from . import test_law_api
