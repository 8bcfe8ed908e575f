from . import test_judges_nomination
