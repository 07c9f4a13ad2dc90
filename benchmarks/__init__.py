"""Where the README's figures come from: `python -m benchmarks`, or `make bench`.

Measures and reports; asserts nothing. No part of the game or its tests imports it.
"""
