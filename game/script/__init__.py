"""The files mentors write: their shape, how they are read, and what is wrong with them, in words.

Knows the binder from `scoring`; knows nothing of how a scenario is played, shown or logged.
"""
