from . import portal_osiedle
from . import bip_osiedla
from . import service_files
from . import bip_wybory
