from .clock import office_today as office_today
from .serial import fetch_serialized as fetch_serialized
