"""The same play in plain lines: for pipes, screen readers and terminals that cannot draw.

Writes whole lines of text in reading order, no escape sequence and no frame. Knows no Textual.
"""
