"""The law of the company social fund (ZFŚS): pure functions, exact ``Decimal`` money, each with its article."""
