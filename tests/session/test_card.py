"""The CRM card: blank until something is logged, then what was known when it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.run import start
from game.session.card import BEFORE, WRITTEN, Card, card
from tests.engine.tale import play, tale
from tests.generate import Pair, pairs, pick, picks

BLANK = Card(None, ())

STORY = """
lot:
  says: Hi.
  learn: seats
  choices:
    - {say: Ask., id: ask, learn: lease, takes: 5 min, to: lot}
    - {say: Log., id: log, does: log, learn: name, takes: 2 min, to: hall}
    - {say: Bye., id: bye, to: gone}
hall:
  says: In here.
  learn: budget
  choices:
    - {say: Log again., id: again, does: log, to: hall}
    - {say: Call., id: call, does: [greet, call], takes: 10 min, to: gone}
    - {say: Bye., id: out, to: gone}
gone: {tells: Gone., ending: lost}
"""
STEPS = """
greet: {label: Greet, points: 10}
log: {label: Log the visit, points: 10, secures: next-step}
call: {label: Call back, points: 10, secures: next-step}
"""
HEAD = """
customer: {name: Dana Reyes}
opens: Saturday 10:40
facts:
  lease: {says: Five weeks.}
  seats: {says: Two seats.}
  name: {says: Dana.}
  budget: {says: Not much.}
"""


def after(*choices: str) -> Card:
    return card(play(tale(STORY, steps=STEPS, head=HEAD), *choices))


def test_the_card_is_blank_before_anything_is_logged_whatever_is_known() -> None:
    assert after() == BLANK
    assert after("ask") == BLANK
    assert after("ask", "bye") == BLANK


def test_an_entry_has_its_minute_its_step_and_what_was_known_as_it_was_written() -> None:
    logged = after("ask", "log")
    assert logged.customer == "Dana Reyes"
    (entry,) = logged.entries
    assert (entry.clock, entry.step) == ("Saturday 10:47", "Log the visit")
    assert entry.facts == ("Five weeks.", "Two seats.", "Dana.")


def test_what_is_learnt_later_is_not_on_an_earlier_entry() -> None:
    first, second = after("log", "call").entries
    assert first.facts == ("Two seats.", "Dana.")
    assert second.step == "Call back"
    assert second.facts == ("Two seats.", "Dana.", "Not much.")


def test_a_step_logged_twice_is_written_once() -> None:
    assert after("log", "again") == after("log")


@given(pairs(), st.integers(0, 2**53 - 1), picks())
@settings(max_examples=60)
def test_the_card_shows_what_the_judge_has_noted_and_no_fact_that_was_never_known(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    run = start(pair.program, seed)
    layout, script = pair.program.judge.layout, pair.program.script
    seen: tuple[object, ...] = ()
    facts, notes = script.scenario.facts, script.scenario.notes
    says = {name: fact.says for name, fact in facts.items()}
    says |= {name: note.says for name, note in notes.items()}
    ever = {facts[name].says for name, bit in layout.facts.items() if run.state & bit}
    while True:
        now = card(run)
        writes = [step for step in script.binder.steps if step.secures_next_step]
        done = [step.label for step in writes if run.state & layout.done[step.id]]
        ever |= {facts[name].says for name, bit in layout.facts.items() if run.state & bit}
        assert now.closed == run.scene.source.from_memory
        if not now.closed:
            shown = {line for entry in now.entries for line in entry.facts}
            labels = [entry.step for entry in now.entries if entry.step not in (BEFORE, WRITTEN)]
            assert sorted(labels) == sorted(done)
            assert (now.customer is None) == (not now.entries)
            assert shown <= ever | {note.says for note in notes.values()}
            if layout.noted:
                assert shown == {says[n] for n, bit in layout.noted.items() if run.state & bit}
            assert now.entries[: len(seen)] == seen
            seen = now.entries
        if run.over:
            break
        run = run.choose(pick(numbers, len(run.taken), run.offered()).id)
