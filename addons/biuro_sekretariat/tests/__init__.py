from . import test_law_api
