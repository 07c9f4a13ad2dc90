"""A first scenario passes everything, for each binder, whatever the answers hold."""

from __future__ import annotations

import re
from itertools import chain, product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.author.first import (
    FEWEST,
    MOST,
    Answers,
    NoFitError,
    channels,
    cleaned,
    file_name,
    fitting,
    proved,
    write,
)
from game.author.fit import known
from game.coach.proofs import prove, unreachable
from game.coach.study import Study
from game.engine.program import compile_script
from game.library.shelves import built_in
from game.script.kinds import Channel
from game.script.load import load_binder, load_sources
from game.script.problems import visible
from scoring.binder import Binder
from tests.author.drawn import TRAPS, moves_nothing

YAML_TRAPS = (
    *("no", "Yes", "ON", "null", "~", "10:40", "1e3", "0x1f", "- a", "a: b", "a #b", "#b", "key:"),
    *("'", "''", '"', "it's", "[a", "{a", "a, b", "*a*", "&a", "!a", "%a", "@a", "`a`", "|", ">"),
    *("---", "...", "? a", ": a", "\\", "\t", "שלום", "\u202eabc", "é", "\u0085", "${title}", "$x"),
    *("= ", "<<", "🙂", "漢字", "\x7f", "\ud800", " lead", "trail "),
)
TITLES = st.one_of(
    st.sampled_from((*YAML_TRAPS, *TRAPS)),
    st.text(max_size=40),
    st.lists(st.sampled_from((*YAML_TRAPS, *TRAPS)), max_size=5).map(" ".join),
)


LIBRARY = {path.stem: path for path in sorted((built_in() / "binders").glob("*.yaml"))}
SHOWROOM = LIBRARY["showroom"].read_bytes()
SHOWROOM_BINDER = load_binder(LIBRARY["showroom"]).binder


def read(source: bytes, name: str, folder: Path) -> Binder:
    """A binder that has no mistake."""
    path = folder / f"{name}.yaml"
    path.write_bytes(source)
    found = load_binder(path)
    assert found.problems == ()
    assert found.binder is not None
    return found.binder


def test_every_channel_of_the_format_goes_with_a_binder(tmp_path: Path) -> None:
    of_each = [fitting(n, read(p.read_bytes(), n, tmp_path)) for n, p in LIBRARY.items()]
    assert set(channels()) == set(get_args(Channel))
    assert set(chain.from_iterable(of_each)) == set(channels())


@pytest.mark.parametrize("name", LIBRARY)
def test_by_each_binder_of_the_library_there_is_no_problem_and_every_proof_holds(
    name: str, tmp_path: Path
) -> None:
    source = LIBRARY[name].read_bytes()
    binder = read(source, name, tmp_path)
    fit = known(name, binder)
    assert fit is not None, "laid on by hand, with words of its own place"
    odds = {FEWEST, Answers().buyers, MOST}
    for channel, buyers in {*product(fit.channels[:1], odds), *product(fit.channels, {40})}:
        answers = Answers(channel=channel, binder=name, buyers=buyers)
        written = proved(answers, "first.yaml", binder, source)
        assert written.unproved == ()
        found = load_sources("first", written.text.encode("utf-8"), name, source)
        assert found.problems == ()
        assert found.script is not None
        assert unreachable(Study(compile_script(found.script))) == ((), ())
        assert found.script.scenario.channel == channel
        assert all(len(line) <= 125 for line in written.text.splitlines())
        assert not re.search(r"\$|(moment|does|foul): *(#|$)", written.text, re.MULTILINE)


OURS = b"""
title: The way we do it
steps:
  smile: {label: Say hello within a minute, points: 20, within: 1 min of door}
  coffee: {label: Offer a coffee, points: 5}
  listen: {label: Ask what it is for and by when, points: 30, after: smile}
  invite: {label: Ask them to drive it, points: 15, after: listen, before: angry}
  book: {label: Write it in the book, points: 30, within: 1 hour of gone, secures: next-step}
moments: [door, angry, gone, sold]
"""


def test_a_binder_of_the_stores_own_is_laid_on_by_its_labels_and_proved(tmp_path: Path) -> None:
    binder = read(OURS, "ours", tmp_path)
    assert fitting("ours", binder) == channels()
    written = proved(Answers(binder="ours"), "first.yaml", binder, OURS)
    assert written.unproved == ()
    assert "covers: [smile, listen, invite, book]" in written.text
    assert "foul:" not in written.text, "the binder has none"
    assert load_sources("first", written.text.encode(), "ours", OURS).problems == ()


def test_a_binder_called_like_one_of_the_librarys_but_with_other_steps_is_the_stores_own(
    tmp_path: Path,
) -> None:
    binder = read(OURS, "showroom", tmp_path)
    assert known("showroom", binder) is None
    written = proved(Answers(), "first.yaml", binder, OURS)
    assert load_sources("first", written.text.encode(), "showroom", OURS).problems == ()


def test_what_is_not_proved_by_a_strange_binder_is_told(tmp_path: Path) -> None:
    source = b"title: Ours\nsteps:\n  hello: {label: Say hello, points: 10}\n"
    written = proved(Answers(binder="o"), "x.yaml", read(source, "o", tmp_path), source)
    assert "no-bot-passes" in written.unproved
    found = load_sources("first", written.text.encode(), "o", source)
    assert found.script is not None
    program = compile_script(found.script)
    assert written.unproved == tuple(p.name for p in prove(Study(program)) if not p.holds)


def test_a_binder_whose_steps_wait_for_what_never_comes_is_told_of(tmp_path: Path) -> None:
    source = b"""
title: Ours
steps:
  call: {label: Call back, points: 10, after: [rang, sang]}
moments: [first, rang, sang]
"""
    with pytest.raises(NoFitError, match="wait for moments"):
        proved(Answers(binder="o"), "x.yaml", read(source, "o", tmp_path), source)


@pytest.mark.parametrize("buyers", [FEWEST - 1, MOST + 1])
def test_odds_that_nothing_is_proved_of_are_refused(buyers: int) -> None:
    assert SHOWROOM_BINDER is not None
    with pytest.raises(ValueError, match="of a hundred"):
        proved(Answers(buyers=buyers), "first.yaml", SHOWROOM_BINDER, SHOWROOM)


@given(TITLES, TITLES)
@settings(max_examples=60)
@example("no", "no")
@example('It\'s 10:40 # said "she": no', "O'Hara, ${name}")
def test_whatever_is_answered_the_file_says_it_and_nothing_else(title: str, name: str) -> None:
    assert SHOWROOM_BINDER is not None
    fit = known("showroom", SHOWROOM_BINDER)
    assert fit is not None
    text = write(Answers(title=title, name=name), title, SHOWROOM_BINDER, fit)
    assert moves_nothing(text.replace("\n", ""))
    found = load_sources("first", text.encode("utf-8"), "showroom", SHOWROOM)
    assert found.problems == ()
    assert found.script is not None
    scenario = found.script.scenario
    usual = Answers()
    assert scenario.title == (cleaned(title) or usual.title)
    assert scenario.customer.name == (cleaned(name) or usual.name)
    assert len(scenario.scenes) == 10


@given(TITLES)
def test_what_is_cleaned_shows_everything_it_has_and_stays_as_it_is(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert visible(once) == once
    assert len(once) <= 120


@given(TITLES)
def test_a_file_name_is_safe_on_every_machine(title: str) -> None:
    name = file_name(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.yaml", name)
    assert len(name) <= 64
    assert name.removesuffix(".yaml") not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


def test_a_title_gives_its_words_to_the_file() -> None:
    assert file_name("Just looking, she said") == "just-looking-she-said.yaml"
    assert file_name("Señor Müller's visit") == "senor-mullers-visit.yaml"
    assert file_name("漢字") == "a-first-visit.yaml"
    assert file_name("../../etc/passwd") == "etc-passwd.yaml"
    assert file_name("CON") == "con-scenario.yaml"
