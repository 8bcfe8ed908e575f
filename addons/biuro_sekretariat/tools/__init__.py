from .cru_adapter import CruAdapter
