from . import portal
from . import import_report
from . import portal_interpellations
from . import portal_live
from . import portal_money
from . import money_files
from . import bip_rada
from . import portal_sessions
