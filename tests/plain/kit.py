"""Plays in plain lines for the tests of this mode: typed by number, or by what the choices say.

Not a test itself.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from tests.commands import CORNER, Ended, sixty

ASK = "Your choice, "
SEED = "4"


def play(
    *typed: str, scenario: str | Path = CORNER, name: str = "Ana", more: tuple[str, ...] = ()
) -> Ended:
    lines = "".join(f"{line}\n" for line in typed)
    return sixty("play", scenario, "--plain", "--as", name, "--seed", SEED, *more, typed=lines)


def runs() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(sixty("log", "--json").stdout)["runs"]
    return found


def number_of(text: str, words: str) -> str:
    """The number that these words have in the last scene shown."""
    scene = text.rpartition(ASK)[0]
    found = re.findall(rf"^(\d+)\. .*{re.escape(words)}", scene, re.MULTILINE)
    assert found, (words, scene)
    return str(found[-1])


def play_by_words(*choices: str) -> Ended:
    """Play by what the choices say, reading each scene before answering."""
    typed: list[str] = []
    for words in choices:
        typed.append(number_of(play(*typed).stdout, words))
    return play(*typed)


def assert_plain(text: str) -> None:
    for character in text:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs"), character
        assert not 0x2500 <= ord(character) <= 0x259F, f"{character} draws a box"
