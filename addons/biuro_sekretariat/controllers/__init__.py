from . import bip_petitions
