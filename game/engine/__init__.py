"""How a scenario unfolds: a compiled program, a one-integer state, a run that is its inputs.

Pure. Knows no files, screens, clocks, databases or random module; judges nothing but through
`scoring`'s one fold.
"""
