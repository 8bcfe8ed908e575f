"""The law of press, publications and ceremonies: pure functions, each with its article."""
