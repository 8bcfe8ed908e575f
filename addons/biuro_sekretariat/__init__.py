from . import controllers
from . import models
from . import report
from . import wizard


def uninstall_hook(env):
    """Give the platform its own rule of private events back."""
    rule = env.ref("calendar.calendar_event_rule_private", raise_if_not_found=False)
    if rule:
        rule.active = True
