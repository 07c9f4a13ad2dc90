"""`python -m game`: the same as `sixty`, where the installed command is not on the PATH."""

from __future__ import annotations

from game.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
