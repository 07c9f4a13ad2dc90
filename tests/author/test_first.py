"""A first scenario passes everything, for each channel and binder, whatever the answers hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.author.first import (
    FEWEST,
    MOST,
    Answers,
    binders,
    channels,
    cleaned,
    file_name,
    usual_binder,
    write,
)
from game.coach.proofs import prove
from game.coach.study import Study
from game.library.shelves import built_in, shelves
from game.script.load import load_sources
from game.script.problems import visible
from game.session.opening import inspect
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


def test_every_channel_of_the_format_and_binders_of_the_library_can_be_asked_for() -> None:
    from typing import get_args

    from game.script.kinds import Channel

    assert set(channels()) == set(get_args(Channel))
    assert set(binders()) <= {path.stem for path in (built_in() / "binders").glob("*.yaml")}
    assert {usual_binder(channel) for channel in channels()} <= set(binders())


@pytest.mark.parametrize("binder", binders())
@pytest.mark.parametrize("channel", channels())
def test_a_first_scenario_has_no_problem_and_every_proof_holds(
    channel: str, binder: str, tmp_path: Path
) -> None:
    path = tmp_path / "first.yaml"
    path.write_text(write(Answers(channel=channel, binder=binder), path.name), encoding="utf-8")
    found = inspect(path, shelves(), thorough=True)
    assert found.problems == ()
    assert found.program is not None
    assert [proof.name for proof in prove(Study(found.program)) if not proof.holds] == []


@pytest.mark.parametrize("binder", binders())
@pytest.mark.parametrize("buyers", [FEWEST, MOST])
def test_the_proofs_hold_at_both_ends_of_the_odds(buyers: int, binder: str, tmp_path: Path) -> None:
    path = tmp_path / "first.yaml"
    path.write_text(write(Answers(binder=binder, buyers=buyers), path.name), encoding="utf-8")
    program = inspect(path, shelves()).program
    assert program is not None
    assert [truth.odds for truth in program.truths] == [100 - buyers, buyers]
    assert all(proof.holds for proof in prove(Study(program)))


@pytest.mark.parametrize("buyers", [FEWEST - 1, MOST + 1])
def test_odds_that_nothing_is_proved_of_are_refused(buyers: int) -> None:
    with pytest.raises(ValueError, match="of a hundred"):
        write(Answers(buyers=buyers), "first.yaml")


BINDER = (built_in() / "binders" / "showroom.yaml").read_bytes()


@given(TITLES, TITLES)
@settings(max_examples=60)
@example("no", "no")
@example('It\'s 10:40 # said "she": no', "O'Hara, ${name}")
def test_whatever_is_answered_the_file_says_it_and_nothing_else(title: str, name: str) -> None:
    text = write(Answers(title=title, name=name), title)
    assert moves_nothing(text.replace("\n", ""))
    found = load_sources("first", text.encode("utf-8"), "showroom", BINDER)
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
