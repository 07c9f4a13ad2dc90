"""What was proved already, by the digest of what it hangs on: a JSON file that anyone may delete.

Nothing in it is trusted: what does not fit is forgotten. Knows no scenario.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import game.author
import game.coach
import game.engine
import game.script
import scoring
from game.author.check.findings import Findings, Worded, as_document, findings_of, worded_of
from game.coach.bots import courtesy, turn_overs
from game.library.index import rules
from game.script.wordless import wordless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.script.load import Script

_KIND = "sixty proofs 2"
_MOST = 1_000
"""Findings remembered; the oldest are forgotten first."""
_LARGEST = 16 * 1024 * 1024
_ROOMS = (game.author, game.coach, game.engine, game.script, scoring)


@dataclass(slots=True)
class Memory:
    """What was found, by key. Findings hang on the mechanics, what bots meet who go by the words on
    those too."""

    rest: dict[str, Findings] = field(default_factory=dict)
    words: dict[str, Worded] = field(default_factory=dict)
    changed: bool = False

    @classmethod
    def read(cls, file: Path | None) -> Memory:
        """The memory as it was written, or an empty one where it was not written by this code."""
        memory = cls()
        if file is None:
            return memory
        try:
            if file.stat().st_size > _LARGEST:
                return memory
            raw: Any = json.loads(file.read_bytes())
            if raw["kind"] != _KIND or raw["rules"] != rules(_ROOMS):
                return memory
            rest = {str(key): findings_of(each) for key, each in raw["rest"].items()}
            words = {str(key): worded_of(each) for key, each in raw["words"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
            return memory
        except RecursionError:
            return memory
        memory.rest, memory.words = rest, words
        return memory

    def keep(self, keys: Keys, rest: Findings | None, words: Worded | None) -> None:
        """Remembers what was found."""
        if rest is not None:
            self.rest.pop(keys.rest, None)
            self.rest[keys.rest] = rest
        if words is not None:
            self.words.pop(keys.words, None)
            self.words[keys.words] = words
        self.changed = True

    def forget(self, keys: Keys) -> None:
        """Forgets what was found."""
        self.rest.pop(keys.rest, None)
        self.words.pop(keys.words, None)
        self.changed = True

    def write(self, file: Path | None) -> None:
        """Writes the memory whole or not at all, where anything in it is new."""
        if file is None or not self.changed:
            return
        document = {
            "kind": _KIND,
            "rules": rules(_ROOMS),
            "rest": {key: as_document(each) for key, each in _last(self.rest)},
            "words": {key: as_document(each) for key, each in _last(self.words)},
        }
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        with suppress(OSError, ValueError):
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_text(json.dumps(document), encoding="utf-8")
                beside.replace(file)
                self.changed = False
            finally:
                beside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Keys:
    """What the findings of a script hang on, as digests in hex."""

    rest: str
    words: str

    @classmethod
    def of(cls, script: Script, *, deep: bool = False) -> Keys:
        """The keys of a script. The words count only as the bots see them: which line is longer,
        which more courteous, which step is a T.O."""
        mechanics = [wordless(script), sorted(turn_overs(script.binder)), deep]
        texts = [
            [choice.text for choice in scene.choices] for scene in script.scenario.scenes.values()
        ]
        seen = [
            (_ranks([len(each) for each in scene]), _ranks([courtesy(each) for each in scene]))
            for scene in texts
        ]
        return cls(_digest(mechanics), _digest([mechanics, seen]))


def _ranks(counts: Sequence[int]) -> list[int]:
    """Each count's place among those that differ."""
    order = {count: rank for rank, count in enumerate(sorted(set(counts)))}
    return [order[count] for count in counts]


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, separators=(",", ":")).encode()).hexdigest()


def _last(kept: dict[str, Any]) -> list[tuple[str, Any]]:
    return list(kept.items())[-_MOST:]
