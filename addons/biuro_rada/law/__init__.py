"""The law of the council as pure functions: no ORM, no database, no clock. Counts are integers, money is Decimal."""
