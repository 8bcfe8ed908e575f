from . import login
from . import bip
