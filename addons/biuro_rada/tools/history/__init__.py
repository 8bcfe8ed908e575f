"""Reading of history kept elsewhere: people by name, the documented format, the files of other programs, the plan.

Nothing here knows the ORM: files come in, plain dicts with remarks and refusals come out.
"""
