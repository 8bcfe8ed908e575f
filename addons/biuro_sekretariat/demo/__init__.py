"""Stories of the demo office: each module has ``SEQUENCE`` and ``tell(env)``."""
