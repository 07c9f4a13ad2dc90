"""Who plays without a person, and, later, what the best play would have been.

Pure: knows no terminal, clock, database or random module; chance is the engine's draws.
"""
