"""The Textual app: a folder a screen, its styles beside it, and the widgets they share.

Shows what the session tells it. Must not judge, step the engine or query the log in a widget.
"""
