"""The law of lay judges and neighbourhood councils: pure functions, each with its article.

Counts are integers, percentages are compared as whole numbers or exact decimals, never as rounded text. Nothing here
draws lots: a tie that the rules leave to chance is returned for a recorded draw.
"""
