"""`sixty check`: every problem of the files and every proof, each with a place and a play.

The commands and the studio show what it finds; nothing here knows a terminal or a screen.
"""
