"""What a mentor writes with: every problem told, every proof, a map, a first scenario, a preview.

Knows no terminal, no screen and no score log; the commands and the studio show what it finds.
"""
