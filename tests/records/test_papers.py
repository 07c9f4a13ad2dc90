"""Roles, comments, sign-offs and inspections in the log: once, in order, and for good."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.records import RecordsError, Store, verify
from game.records.filing import file, papers, papers_of
from game.records.headfile import read_head
from game.records.leaving import take_name
from game.records.papers import (
    KINDS,
    Commented,
    Drawn,
    Entry,
    MentorGiven,
    PinSet,
    RoleGiven,
    Signed,
    new_paper,
)
from game.records.pins import set_pin
from tests.records import kit
from tests.records.test_faults import ROOT, go

HEAD = "0" * 64


@pytest.fixture
def trainer(store: Store) -> str:
    """Tea, the first trainer."""
    tea = store.person("Tea").pseudonym
    file(store, RoleGiven(new_paper(), tea, "trainer", None))
    return tea


def word_on(run: str, by: str, text: str = "Well asked.", index: int | None = 0) -> Commented:
    return Commented(new_paper(), run, by, index, text)


def test_papers_come_back_as_they_were_filed(store: Store, who: kit.Cast, trainer: str) -> None:
    run = kit.play(store, who)
    adjusted = Commented(new_paper(), run, trainer, 1, "She said no.", "adjust", "mistake")
    given: list[Entry] = [
        RoleGiven(new_paper(), who.person, "trainee", trainer),
        MentorGiven(new_paper(), who.person, trainer, trainer),
        word_on(run, trainer, "on the whole", None),
        adjusted,
        Drawn(new_paper(), trainer, 7, 3, HEAD, 30, 7, (run,)),
    ]
    filed = [file(store, entry) for entry in given]
    assert [paper.entry for paper in papers(store, KINDS)][1:] == given
    assert papers_of(store, [run]) == {run: filed[2:4]}
    before = store.run(run)
    assert verify(store).problems == ()
    store.rebuild()
    assert [paper.entry for paper in papers(store, KINDS)][1:] == given
    assert store.run(run) == before
    assert verify(store).problems == ()


def test_a_sign_off_holds_the_head_it_was_signed_on_and_is_noted_outside(
    store: Store, who: kit.Cast, trainer: str
) -> None:
    run = kit.play(store, who)
    head = store.head()
    signed = file(store, Signed(new_paper(), run, trainer, "agree"))
    assert isinstance(signed.entry, Signed)
    assert (signed.entry.events, signed.entry.head) == (head.count, head.hash)
    assert read_head(store.head_file) == store.head()
    assert verify(store, signed.entry.head).problems == ()


def test_the_end_of_the_log_is_noted_outside_with_every_paper(
    home: Path, store: Store, who: kit.Cast, trainer: str
) -> None:
    run = kit.play(store, who)
    for entry in (
        RoleGiven(new_paper(), who.person, "trainee", trainer),
        MentorGiven(new_paper(), who.person, trainer, trainer),
        word_on(run, trainer),
        Signed(new_paper(), run, trainer, "agree"),
    ):
        file(store, entry)
        assert read_head(store.head_file) == store.head()
    set_pin(store, PinSet(new_paper(), who.person, "given", trainer), "hash", None)
    assert read_head(store.head_file) == store.head()
    take_name(store, RoleGiven(new_paper(), who.person, None, trainer))
    assert read_head(store.head_file) == store.head()


def test_a_word_cut_from_the_end_of_the_log_is_found(
    home: Path, store: Store, who: kit.Cast, trainer: str
) -> None:
    last = file(store, word_on(kit.play(store, who), trainer)).seq
    for table in ("event", "paper"):
        kit.burgle(home, f"DELETE FROM {table} WHERE seq = {last}")
    (problem,) = kit.verified(home).problems
    assert problem.event == last
    assert "cut from its end" in problem.sentence


def test_filing_a_paper_twice_changes_nothing(store: Store, who: kit.Cast, trainer: str) -> None:
    run = kit.play(store, who)
    for entry in (word_on(run, trainer), Signed(new_paper(), run, trainer, "agree")):
        once = file(store, entry)
        file(store, word_on(run, trainer, "meanwhile"))
        head = store.head()
        assert file(store, entry) == once
        assert store.head() == head
        with pytest.raises(RecordsError, match="filed already"):
            file(store, replace(entry, text="otherwise"))


def test_the_machines_scores_stay_whatever_is_signed(
    store: Store, who: kit.Cast, trainer: str
) -> None:
    run = kit.play(store, who)
    before = store.run(run)
    file(store, Signed(new_paper(), run, trainer, "adjust", "She was kinder.", sixty=90))
    assert store.run(run) == before


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"index": 9}, "numbered from 1 to 3"),
        ({"run": "no-run"}, "no run's id"),
        ({"run": new_paper()}, "has no run"),
        ({"by": "p-nobody"}, "knows nobody"),
        ({"text": " \n"}, "empty"),
        ({"text": "a\x1b[2J"}, "control characters"),
        ({"text": "a\0b"}, "control characters"),
        ({"text": "\ud800"}, "control characters"),
        ({"text": "a" * 10_001}, "10,000 characters at most, and this one has 10,001"),
        ({"verdict": "adjust"}, "another"),
        ({"verdict": "adjust", "label": "good", "text": ""}, "needs a reason"),
        ({"verdict": "retry", "text": ""}, "needs a reason"),
        ({"verdict": "agree", "index": None}, "sign-off"),
        ({"label": "good"}, "another"),
    ],
)
def test_a_comment_that_could_not_be_right_is_refused(
    store: Store, who: kit.Cast, trainer: str, how: dict[str, object], said: str
) -> None:
    run = kit.play(store, who)
    head = store.head()
    with pytest.raises(RecordsError, match=said):
        file(store, replace(word_on(run, trainer), **how))  # type: ignore[arg-type]
    assert store.head() == head


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"sixty": 50}, "only then"),
        ({"verdict": "adjust", "text": "why"}, "only then"),
        ({"verdict": "adjust", "text": "why", "sixty": 101}, "0 to 100"),
        ({"verdict": "adjust", "sixty": 50}, "needs a reason"),
    ],
)
def test_a_sign_off_that_could_not_be_right_is_refused(
    store: Store, who: kit.Cast, trainer: str, how: dict[str, object], said: str
) -> None:
    run = kit.play(store, who)
    entry = Signed(new_paper(), run, trainer, "agree")
    with pytest.raises(RecordsError, match=said):
        file(store, replace(entry, **how))  # type: ignore[arg-type]


def test_a_run_that_goes_on_is_not_signed_off(store: Store, who: kit.Cast, trainer: str) -> None:
    run = kit.play(store, who, end=False)
    with pytest.raises(RecordsError, match="once it is over"):
        file(store, Signed(new_paper(), run, trainer, "agree"))


def test_there_is_one_first_trainer_and_always_a_last(store: Store, trainer: str) -> None:
    ben = store.person("Ben").pseudonym
    with pytest.raises(RecordsError, match="a trainer here already"):
        file(store, RoleGiven(new_paper(), ben, "trainer", None))
    with pytest.raises(RecordsError, match="no trainer left"):
        file(store, RoleGiven(new_paper(), trainer, "mentor", trainer))
    file(store, RoleGiven(new_paper(), ben, "trainer", trainer))
    file(store, RoleGiven(new_paper(), trainer, "mentor", ben))
    with pytest.raises(RecordsError, match="own mentor"):
        file(store, MentorGiven(new_paper(), ben, ben, ben))


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t=+-@[]<>\u202e\u200f'\""),
    min_size=1,
    max_size=200,
).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=WORDS)
def test_any_text_comes_back_letter_by_letter(
    store: Store, who: kit.Cast, trainer: str, text: str
) -> None:
    run = kit.play(store, who, decisions=1)
    file(store, word_on(run, trainer, text))
    (paper,) = papers_of(store, [run])[run]
    assert isinstance(paper.entry, Commented)
    assert paper.entry.text == text


def test_ten_thousand_characters_are_kept(store: Store, who: kit.Cast, trainer: str) -> None:
    run = kit.play(store, who, decisions=1)
    text = "=cmd() \u202e[b]" * 833 + "last"
    file(store, word_on(run, trainer, text))
    assert [paper.entry.text for paper in papers_of(store, [run])[run]] == [text]  # type: ignore[union-attr]
    assert verify(store).problems == ()


def test_a_changed_comment_shows(home: Path, store: Store, who: kit.Cast, trainer: str) -> None:
    run = kit.play(store, who, decisions=1)
    filed = file(store, word_on(run, trainer))
    kit.burgle(
        home,
        f"UPDATE event SET body = replace(body, 'Well', 'Ill!') WHERE seq = {filed.seq}",
    )
    (problem,) = verify(store).problems
    assert (problem.event, problem.run) == (filed.seq, run)


def test_a_paper_put_under_another_run_or_author_shows(
    home: Path, store: Store, who: kit.Cast, trainer: str
) -> None:
    run = kit.play(store, who, decisions=1)
    filed = file(store, word_on(run, trainer))
    kit.burgle(home, f"UPDATE paper SET author = 'p-other' WHERE seq = {filed.seq}")
    (problem,) = verify(store).problems
    assert problem.event == filed.seq
    store.rebuild()
    assert verify(store).problems == ()
    kit.burgle(home, f"DELETE FROM paper WHERE seq = {filed.seq}")
    assert [each.event for each in verify(store).problems] == [filed.seq]


def clerk(home: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.records.clerk", str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def filed_by(store: Store) -> set[str]:
    return {paper.entry.id for paper in papers(store, ("comment", "sign-off"))}


@pytest.mark.fault
def test_two_clerks_at_once_leave_one_chain_and_everything_in_it(
    home: Path, store: Store, who: kit.Cast, trainer: str
) -> None:
    run = kit.play(store, who)
    processes = [clerk(home) for _ in range(2)]
    for process in processes:
        go(process, f"{run} {trainer} 10")
    kept: set[str] = set()
    for process in processes:
        out, _ = process.communicate()
        assert process.returncode == 0, out
        kept |= set(out.split())
    assert len(kept) == 40
    assert filed_by(store) == kept
    assert verify(store).problems == ()
