from . import test_register
from . import test_print
from . import test_web
from . import test_search
