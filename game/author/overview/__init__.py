"""`sixty library`: all scenarios in one table, and what they exercise of the floor's systems.

Works on what was loaded and proved; nothing here solves, and nothing knows a terminal.
"""
