from . import portal
from . import import_report
