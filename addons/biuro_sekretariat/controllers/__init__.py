from . import bip_petitions
from . import booking
