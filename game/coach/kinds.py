"""The kinds of failure a proof can show. Light to import: whoever tells them needs no solver."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "stuck",
    "fouls-only",
    "closed",
    "unoffered",
    "unwinnable",
    "pays",
    "alone",
    "bot",
    "habit",
    "unsold",
    "short",
]
"""What a failure is, for whoever tells it in words of their own, in the order of the proofs: a
state that offers nothing, or fouls alone; a scene that never opens, a choice never offered; no pass
at all; pressure that pays, or is alone; a bot, a habit; no sale; a short play."""
