"""Lines on a terminal are cut between words, and whatever has to stay whole stays whole."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from game.session.folding import folded, folded_for

LINES = st.text("ab -,|/", max_size=200)


@given(LINES, st.integers(1, 120))
def test_folding_loses_no_word_and_no_part_is_wider_unless_it_is_one_word(
    line: str, across: int
) -> None:
    parts = folded(line, across)
    assert " ".join(parts).split() == line.split()
    if len(parts) > 1:
        assert all(len(part) <= across or len(part.split()) == 1 for part in parts)
        assert all(part.startswith("  ") for part in parts[1:])


def test_what_goes_on_below_stands_further_in_than_what_it_belongs_to() -> None:
    assert folded("  2. " + "word " * 9, 40) == (
        "  2. word word word word word word word",
        "    word word",
    )


def test_a_line_of_somebodys_file_and_its_caret_stay_as_they_are() -> None:
    for line in (f"  124 | {'say: ' * 30}", f"      | {' ' * 90}^"):
        assert folded(line, 80) == (line,)


def test_nothing_is_folded_where_there_is_no_room_for_it() -> None:
    assert folded("one two three " * 10, 20) == ("one two three " * 10,)


def test_only_a_terminal_gets_its_lines_folded() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    long = "word " * 60
    assert list(folded_for(io.StringIO(), [long])) == [long]
    assert len(list(folded_for(Terminal(), [f"{long}\n{long}"]))) > 4
