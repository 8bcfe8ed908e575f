from .serial import fetch_serialized as fetch_serialized
