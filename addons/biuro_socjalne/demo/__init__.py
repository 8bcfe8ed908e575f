"""Stories of the demo city: each module has ``SEQUENCE`` and ``tell(env)``."""
