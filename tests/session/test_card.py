"""The CRM card: blank until something is logged, then what was known when it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.run import start
from game.session.card import Card, card
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
def test_the_card_holds_one_entry_for_each_such_step_done_and_no_fact_that_was_not_known(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    run = start(pair.program, seed)
    layout, script = pair.program.judge.layout, pair.program.script
    seen: tuple[object, ...] = ()
    while True:
        now = card(run)
        writes = [step.id for step in script.binder.steps if step.secures_next_step]
        done = [step for step in writes if run.state & layout.done[step]]
        assert len(now.entries) == len(done)
        assert (now.customer is None) == (not done)
        known = {
            fact.says
            for name, fact in script.scenario.facts.items()
            if run.state & layout.facts[name]
        }
        assert all(set(entry.facts) <= known for entry in now.entries)
        assert now.entries[: len(seen)] == seen
        seen = now.entries
        if run.over:
            break
        run = run.choose(pick(numbers, len(run.taken), run.offered()).id)
