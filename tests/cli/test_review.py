"""`sixty review --plain`: the trainer's review in lines, for pipes and screen readers."""

from __future__ import annotations

import re

import pytest

from game.office import judging
from game.session import live
from tests.commands import CORNER, sixty

HOSTILE = "[b]Ana[/b] \u202e=cmd()"


def played(name: str) -> None:
    typed = "1\n" * 60
    ended = sixty("play", CORNER, "--plain", "--floor", "--as", name, typed=typed)
    assert ended.returncode == 0, ended.stderr


def test_a_review_tells_people_steps_and_costs_with_their_fractions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sixty("run", CORNER, "--choose", "who-for,present,write", "--log").returncode == 0
    bare = sixty("review", "--plain").stdout
    assert "sixty log lists them" in bare
    assert "days=all" not in bare  # they would not count there either
    # A seed that nobody gave counts; which one it is must not be left to chance here.
    monkeypatch.setattr(live, "fresh_seed", lambda: 1)
    played(HOSTILE)
    played("Ben")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(judging, "judge", interrupted)
        left = sixty("review", "--plain").stdout
    assert "2 runs not judged yet" in left
    assert "None that cost anything" in left
    told = sixty("review", "--plain").stdout
    assert "not judged" not in told
    assert "days=all and mode=any" in sixty("review", "--plain", "until=2000-01-01").stdout
    assert "2 runs that count, by 2 people" in told
    assert "[b]Ana[/b]" in told
    assert "\u202e" not in told
    assert "Under 10 runs there is no trend" in told
    assert re.search(r"greet: (\d) of \d \(\d+%\)", told)
    assert re.search(r"taken (\d) of 2 times; lost \d+ points", told)
    ben = sixty("review", "--plain", "be", "days=90").stdout
    assert "by 1 person" in ben
    assert "Ana" not in ben


def test_a_call_that_is_wrong_is_told_how_to_mend_it() -> None:
    for word, said, code in (
        ("colour=red", "no filter 'colour'", 2),
        ("days=0", "whole number", 2),
        ("Eve", "Nobody here is called 'Eve'", 1),
    ):
        ended = sixty("review", "--plain", word)
        assert (ended.returncode, ended.stdout) == (code, "")
        assert said in ended.stderr
