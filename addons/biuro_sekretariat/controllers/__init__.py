from . import bip_petitions
from . import booking
from . import bip_culture
from . import bip_agenda
from . import bip_contracts
