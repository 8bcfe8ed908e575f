"""The law as pure Python: no ORM, no database, no clock of its own.

Every function cites its article and returns its result together with the reasons. Texts are Polish, the language
of the law itself; they are not translated.
"""
