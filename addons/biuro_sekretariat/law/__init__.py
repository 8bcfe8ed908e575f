"""The law of the secretariat as pure functions: no ORM, no database, no clock."""
