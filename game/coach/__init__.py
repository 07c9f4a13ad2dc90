"""The coach: every scenario solved, what each decision was worth, and who plays without a person.

Pure: knows no terminal, clock, database or random module; chance is the engine's draws.
"""
