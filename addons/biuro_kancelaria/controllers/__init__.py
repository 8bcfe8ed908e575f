from . import login
from . import bip
from . import bip_data
from . import calendar_feed
