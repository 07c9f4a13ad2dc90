"""What a run came to, gathered once for every front end, and the document others build on."""

from __future__ import annotations

import json

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.run import Run, start
from game.session.coach import Coach
from game.session.debrief import debrief
from game.session.documents import run_document, run_schema
from scoring.binder import METERS
from tests.engine.tale import meters, play, tale
from tests.generate import Pair, pairs, pick, picks


def played(pair: Pair, seed: int, numbers: list[int], most: int) -> Run:
    """A run of at most so many decisions: finished, or left on the way."""
    run = start(pair.program, seed)
    while not run.over and len(run.taken) < most:
        run = run.choose(pick(numbers, len(run.taken), run.offered()).id)
    return run


RUNS = st.builds(played, pairs(), st.integers(0, 2**53 - 1), picks(), st.integers(0, 12))


@given(RUNS)
@settings(max_examples=60)
def test_the_debrief_repeats_the_scorecard_and_adds_no_point_of_its_own(run: Run) -> None:
    told, card = debrief(run), run.scorecard()
    assert tuple(entry.line for entry in told.ledger) == card.ledger
    assert (told.process, told.sixty, told.passed) == (card.process, card.sixty, card.passed)
    assert [number for _, number in told.fouls] == [number for _, number in card.fouls]
    assert told.over == run.over


@given(RUNS)
@settings(max_examples=60)
def test_the_decisions_moves_add_up_to_what_the_customer_has_become(run: Run) -> None:
    told, layout = debrief(run), run.program.judge.layout
    for meter in METERS:
        moved = sum(by for d in told.decisions for name, by in d.moves if name == meter)
        assert layout.meter(run.opening, meter) + moved == layout.meter(run.state, meter)
    assert [decision.number for decision in told.decisions] == list(range(1, len(run.taken) + 1))
    learnt = [fact for decision in told.decisions for fact in decision.learnt]
    if not any(scene.source.takes_over for scene in run.program.scenes):
        assert len(set(learnt)) == len(learnt)  # who takes over may have to be told again


@given(RUNS)
@settings(max_examples=60)
def test_the_document_of_a_run_holds_to_its_published_shape_and_gives_the_run_again(
    run: Run,
) -> None:
    document = json.loads(json.dumps(run_document(run, Coach().review(run))))
    jsonschema.Draft202012Validator(run_schema()).validate(document)
    again = start(run.program, document["seed"], document["truth"])
    for decision in document["decisions"]:
        assert [row.id for row in again.offered()] == decision["offered"]
        assert (again.scene.id, again.minute) == (decision["scene"], decision["minute"])
        again = again.choose(decision["choice"])
    assert again.state == run.state
    assert sum(line["earned"] for line in document["ledger"]) == (
        document["process"]["earned"] + document["sixty"]["earned"]
    )


def test_a_decision_tells_the_true_moves_the_steps_with_their_rules_and_the_coachs_words() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - say: Push.
              id: push
              tone: pressure
              trust: -9
              pressure: +1
              does: [discover, greet]
              learn: seats
              foul: fib
              coach: She has told you nothing yet.
              to: gone
        gone: {tells: Gone., ending: lost, today: 0}
        """,
        covers="greet, discover",
        steps="""
        greet: {label: Greet, points: 10}
        discover: {label: Discover, points: 20, after: greet, why: It is asked first.}
        """,
        binder="fouls: {fib: Told a fib.}",
        head="customer: {name: Dana}\nfacts: {seats: {says: Two seats.}}\ncost: 310",
    )
    run = play(program, "push")
    told = debrief(run)
    (decision,) = told.decisions
    assert meters(run) == (0, 3, 2)
    assert decision.moves == (("trust", -3), ("pressure", 1))
    assert decision.did == (("Greet", True), ("Discover", False))
    assert decision.learnt == ("Two seats.",)
    assert decision.fouls == ("Told a fib.",)
    assert (decision.tone, decision.coach) == ("pressure", "She has told you nothing yet.")
    assert told.fouls == (("Told a fib.", 0),)
    assert (told.money.cost, told.money.today, told.money.later) == (310, 0, 0)
    discover = next(entry for entry in told.ledger if entry.line.cites == "discover")
    assert (discover.label, discover.why) == ("Discover", "It is asked first.")
    assert told.ending == "lost"
    assert not told.passed
