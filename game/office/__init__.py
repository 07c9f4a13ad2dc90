"""The trainer's side of the score log: what leaves it for other programs, and what it is asked.

Reads the log through `game.records` and judges through `game.session`. Knows no screen.
"""
