from .clock import office_today as office_today
from .numbered_char import NumberedChar as NumberedChar
from .serial import fetch_serialized as fetch_serialized
from .word_search import WordSearch as WordSearch
