from .serial import fetch_serialized
