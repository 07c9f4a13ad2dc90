"""Names: who is the same person, and what may be a name."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.records import RecordsError, Store
from game.records.names import LONGEST, clean_name, name_key
from tests.records import kit


def test_one_name_is_one_person_however_it_is_typed(store: Store) -> None:
    zoe = store.person("Zoë Straße")
    assert store.person("  zoë   STRASSE\n") == zoe
    assert store.person(unicodedata.normalize("NFD", "Zoë Straße")) == zoe
    assert store.person("\u202eZoë\u200b Straße\ufeff") == zoe
    assert zoe.name == "Zoë Straße"
    assert store.person("Zoe Straße") != zoe
    assert len(store.people()) == 2


def test_a_pseudonym_says_nothing_of_the_name(store: Store) -> None:
    assert "ana" not in store.person("ana").pseudonym
    assert store.person("Ben").pseudonym != store.person("Ana").pseudonym


@pytest.mark.parametrize(
    "name",
    [
        "[bold red]Ana[/]",
        "<b>Ana</b> & Söhne",
        "=cmd()",
        "'; DROP TABLE event; --",
        "שרה לוי",
        "نور\u200cالدین",
        "李小龙",
        "🙂",
        "a" * LONGEST,
    ],
)
def test_a_strange_name_is_a_name_and_is_kept_to_the_letter(store: Store, name: str) -> None:
    person = store.person(name)
    assert person.name == name
    assert store.people() == [person]
    assert store.run(kit.play(store, kit.cast(store, name))).name == name


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "That name is empty"),
        (" \t\n", "That name is empty"),
        ("\u202e\u2066\u200b", "That name is empty"),
        ("\u0301", "That name is empty"),
        ("a" * 10_000, "80 characters at most, and this one has 10,000"),
        ("Ana\x1b[2J", "cannot hold control characters"),
        ("Ana\x00", "cannot hold control characters"),
        ("Ana\x9b", "cannot hold control characters"),
        ("Ana\udc80", "cannot hold control characters"),
    ],
)
def test_what_is_no_name_is_refused_in_a_plain_sentence(
    store: Store, typed: str, said: str
) -> None:
    with pytest.raises(RecordsError, match=said) as caught:
        store.person(typed)
    assert caught.value.sentence.isprintable()
    assert store.people() == []


@given(st.text())
def test_a_name_that_is_taken_is_safe_and_stays_the_same_when_typed_again(typed: str) -> None:
    try:
        name = clean_name(typed)
    except RecordsError:
        return
    assert 0 < len(name) <= LONGEST
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in name)
    assert clean_name(name) == name
    assert name_key(name) == name_key(typed) == name_key(f" {typed} ")


def test_whoever_was_here_last_is_remembered(store: Store) -> None:
    assert store.last_person() is None
    ana, ben = kit.cast(store, "Ana"), kit.cast(store, "Ben")
    last = store.last_person()
    assert last is not None
    assert last.name == "Ben"
    kit.play(store, ana, decisions=0, end=False)
    assert store.last_person() == store.people()[0]
    assert store.person("Ben").pseudonym == ben.person
    last = store.last_person()
    assert last is not None
    assert last.name == "Ben"


def test_a_bot_is_nobody_to_greet(store: Store) -> None:
    ana = kit.cast(store, "Ana")
    kit.play(store, ana)
    kit.play(store, kit.cast(store, "The machine"), bot="first", front="run")
    last = store.last_person()
    assert last is not None
    assert last.name == "Ana"
    kit.cast(store, "Ben")  # has said their name, and nothing yet
    assert [person.name for person in store.players()] == ["Ana", "Ben"]


def test_a_name_can_be_taken_away_and_the_chain_stays_whole(
    home: Path, store: Store, who: kit.Cast
) -> None:
    run = kit.play(store, who)
    kit.burgle(home, "UPDATE person SET name = NULL, name_key = NULL")
    assert store.run(run).name is None
    assert store.run(run).person == who.person
    assert store.people() == []
    assert store.last_person() is None
    assert kit.verified(home).problems == ()
