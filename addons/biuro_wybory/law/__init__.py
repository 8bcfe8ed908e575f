"""The law of lay judges and neighbourhood councils: pure functions, each with its article."""
