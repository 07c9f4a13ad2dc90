"""A choice keeps its id when choices are reordered, and a bundle comes apart as it was put up."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from game.script.bundle import bundled, unbundled
from game.script.ids import choice_id


def test_the_authors_own_id_is_the_choices_id() -> None:
    assert choice_id("lot", SimpleNamespace(id="mine", text="Hi")) == "mine"


def test_a_choice_without_one_goes_by_its_scene_and_words() -> None:
    digest = hashlib.sha256(b"lot\nHi").hexdigest()[:8]
    assert choice_id("lot", SimpleNamespace(id=None, text="Hi")) == digest


@given(st.text(max_size=8), st.text(max_size=8))
def test_two_scenes_give_the_same_words_two_ids(one: str, other: str) -> None:
    text = SimpleNamespace(id=None, text="Hi")
    assert (choice_id(one, text) == choice_id(other, text)) == (one == other)


contents = st.binary(max_size=40).filter(lambda b: b"--- # piece: " not in b)
names = st.from_regex(r"[a-z][a-z/-]{0,8}", fullmatch=True)


@given(contents, st.dictionaries(names, contents, max_size=3))
def test_a_bundle_comes_apart_into_what_it_was_made_of(
    main: bytes, pieces: dict[str, bytes]
) -> None:
    assert unbundled(bundled(main, pieces)) == (main, pieces)


def test_a_scenario_without_pieces_is_its_own_bundle() -> None:
    assert bundled(b"title: A\n", {}) == b"title: A\n"
