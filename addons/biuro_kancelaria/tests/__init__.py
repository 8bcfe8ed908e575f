from . import test_register
from . import test_print
from . import test_web
from . import test_search
from . import test_case_open
from . import test_jrwa
from . import test_case_log
from . import test_access
