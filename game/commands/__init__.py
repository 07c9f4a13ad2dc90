"""What each command does: a few lines that call a room and write what it gave.

One module a kind of work, imported when asked for. Knows no rule of the game.
"""
