"""What a play of a scenario hangs on, without the words: the same for every wording of it.

Everything in the models and the binder is taken but the fields named here, so that a key added to
the format counts until it is known to be words. Knows no play.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from game.script.load import Script

WORDS: dict[str, frozenset[str]] = {
    "Scenario": frozenset({"title", "about", "channel", "seat", "cost", "use", "exercises"}),
    "Customer": frozenset({"name", "seen"}),
    "Truth": frozenset({"really"}),
    "Fact": frozenset({"says"}),
    "Scene": frozenset({"says", "cue", "who", "tells", "hint", "today", "afterwards"}),
    "Choice": frozenset({"say", "do", "coach", "otherwise"}),
    "Binder": frozenset({"title"}),
    "Step": frozenset({"label", "why"}),
    "Foul": frozenset({"says"}),
}
"""What is only shown, by the model it stands in: words, money, and how a choice looks where
it is not offered. What a scenario exercises is told of it, and weighs nothing in a play."""


def wordless(script: Script) -> Any:
    """The mechanics of a script as plain lists, texts and numbers, the same each time."""
    return [_plain(script.scenario), _plain(script.binder)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value] if value else []
    if isinstance(value, dict):
        return [[key, _plain(inner)] for key, inner in value.items()]
    kind: type[object] = type(value)
    names = _names(kind)  # type: ignore[arg-type]  # mypy takes instances for the class
    if names is None:
        return repr(value)
    return [kind.__name__, *([name, _plain(getattr(value, name))] for name in names)]


@lru_cache(maxsize=256)
def _names(kind: type[object]) -> tuple[str, ...] | None:
    """The fields that a play hangs on; None of what has no fields."""
    if issubclass(kind, BaseModel):
        names: Iterable[str] = kind.model_fields
    elif is_dataclass(kind):
        names = (field.name for field in fields(kind))
    else:
        return None
    words = WORDS.get(kind.__name__, frozenset())
    return tuple(name for name in names if name not in words)
