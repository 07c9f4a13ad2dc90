"""One live run, for whichever front end plays it: what to show, what to log, what to say after.

The engine's run and the record's commit meet here and nowhere else. Knows no terminal.
"""
