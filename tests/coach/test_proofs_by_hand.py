"""Each proof on a scenario with one thing wrong, to the point, and the play that shows it."""

from __future__ import annotations

from fractions import Fraction
from math import isclose

import pytest

from game.coach.bots import BOTS, pick
from game.coach.habits import HABITS, is_pressure
from game.coach.mend import Mend, mend
from game.coach.proof import Proof
from game.coach.proofs import prove, unreachable
from game.coach.study import Study
from game.engine.program import Program
from game.engine.run import start
from tests.engine.tale import tale


def proof(program: Program, name: str) -> Proof:
    return next(each for each in prove(Study(program)) if each.name == name)


PUSH = """
lot:
  choices:
    - {say: Ask., id: asks, trust: +1, to: desk}
    - {say: Wait., id: waits, to: desk}
desk:
  choices:
    - {say: Fair., id: fair, to: bye}
    - {say: Push., id: push, tone: pressure, trust: TRUST, to: bye}
bye: {ending: lost}
"""
"""Trust is the whole of sixty here, and sixty half of the total: a point of trust is 5 points."""

ONLY_TRUST = "sixty: {trust: 100, ease: 0, value: 0, understanding: 0, next-step: 0, outcome: 0}"


def test_pressure_that_gains_is_shown_by_the_shortest_play_to_it() -> None:
    found = proof(tale(PUSH.replace("TRUST", "+1"), binder=ONLY_TRUST), "no-pressure-pays")
    assert not found.holds
    assert found.margin == -5
    assert [(shown.scene, shown.play[1:]) for shown in found.shown] == [("desk", ("push",))]
    assert found.witness[0] in {"asks", "waits"}


@pytest.mark.parametrize("trust", ["+1", "0", "+3"])
def test_the_smallest_change_of_one_number_mends_it(trust: str) -> None:
    # The start is 3, or 4 after asking; a fair word leaves it, and a point is five points.
    study = Study(tale(PUSH.replace("TRUST", trust), binder=ONLY_TRUST))
    found = mend(study, "desk", "push")
    assert found == Mend("push", "trust", int(trust), -1)
    mended = tale(PUSH.replace("TRUST", f"{found.now:+d}"), binder=ONLY_TRUST)
    assert proof(mended, "no-pressure-pays").holds
    less = tale(PUSH.replace("TRUST", f"{found.now + 1:+d}"), binder=ONLY_TRUST)
    assert not proof(less, "no-pressure-pays").holds


def test_where_no_small_number_mends_it_none_is_named() -> None:
    scenes = PUSH.replace("TRUST", "0, to: well").replace("well, to: bye", "well")
    scenes += "well: {ending: sold}\n"
    binder = ONLY_TRUST.replace("trust: 100", "trust: 0").replace("outcome: 0", "outcome: 100")
    study = Study(tale(scenes, binder=binder))
    assert not proof(study.program, "no-pressure-pays").holds
    assert mend(study, "desk", "push") is None


def test_pressure_that_costs_enough_holds_with_its_margin() -> None:
    found = proof(tale(PUSH.replace("TRUST", "-1"), binder=ONLY_TRUST), "no-pressure-pays")
    assert found.holds
    assert found.margin == 5
    assert found.witness == ()


@pytest.mark.parametrize(
    ("mark", "counts"),
    [
        ("tone: pressure", True),
        ("pressure: +2", True),
        ("pressure: +1", False),
        ("foul: lied", True),
    ],
)
def test_a_bully_is_known_by_what_he_does_and_not_by_his_tag_alone(mark: str, counts: bool) -> None:
    scenes = (
        "lot: {choices: [{say: Hi., id: hi, to: bye}, {say: Now!, id: now, MARK, to: bye}]}\n"
        "bye: {ending: lost}"
    ).replace("MARK", mark)
    rows = tale(scenes, binder="fouls: {lied: Lied}").choices
    assert [is_pressure(row) for row in rows] == [False, counts]


def test_a_state_that_offers_pressure_alone_fails() -> None:
    found = proof(
        tale(
            "lot: {choices: [{say: Now!, id: now, tone: pressure, to: bye}]}\nbye: {ending: lost}"
        ),
        "no-pressure-pays",
    )
    assert not found.holds
    assert found.margin is None
    assert found.witness == ("now",)


def test_a_state_that_offers_nothing_but_a_foul_fails_with_the_play_to_it() -> None:
    program = tale(
        """
        lot: {choices: [{say: Hi., id: hi, to: desk}, {say: Bye., id: bye, to: end}]}
        desk: {choices: [{say: Lie., id: lie, foul: lied, to: end}]}
        end: {ending: lost}
        """,
        binder="fouls: {lied: Lied}",
    )
    found = proof(program, "reachable")
    assert [(shown.scene, shown.play) for shown in found.shown] == [("desk", ("hi",))]


def test_a_state_that_offers_nothing_fails_and_stops_nobody_from_solving_the_rest() -> None:
    program = tale(
        """
        lot: {choices: [{say: Hi., id: hi, to: desk}, {say: Bye., id: bye, to: end}]}
        desk: {choices: [{say: Now., id: now, if: {trust: at least 9}, to: end}]}
        end: {ending: lost}
        """,
    )
    study = Study(program)
    found = {each.name: each for each in prove(study)}
    assert found["reachable"].witness == ("hi",)
    assert list(study.line()) == [("lot", "bye")]
    for name in (*BOTS, *HABITS):
        floating = Study(program, few=0).met(name)
        for exact, about in zip(study.met(name), floating, strict=True):
            assert isclose(exact.about, about.about)


def test_a_scene_and_a_choice_that_cannot_come_up_fail() -> None:
    program = tale(
        """
        lot:
          choices:
            - {say: Hi., id: hi, to: [{odds: 0, go: attic}, {go: end}]}
            - {say: Trust me., id: trusted, if: {trust: at least 9}, to: end}
        attic: {ending: lost}
        end: {ending: lost}
        """
    )
    assert unreachable(Study(program)) == (("attic",), ("trusted",))
    assert not proof(program, "reachable").holds


def test_a_mark_that_nothing_can_reach_cannot_be_won() -> None:
    scenes = "lot: {choices: [{say: Hi., id: hi, to: bye}]}\nbye: {ending: lost}"
    assert not proof(tale(scenes, covers="greet"), "winnable").holds
    assert proof(
        tale(scenes.replace("to:", "does: greet, to:"), covers="greet", binder="pass: {sixty: 10}"),
        "winnable",
    ).holds


@pytest.mark.parametrize(
    ("said", "bots"),
    [
        ("Come in, please", ["first", "longest", "polite", "random"]),
        # Who likes no choice better than another is the random player, who is told of anyway.
        ("Go on", ["first", "random"]),
    ],
)
def test_a_bot_that_passes_too_often_fails_by_name(said: str, bots: list[str]) -> None:
    scenes = f"""
    lot:
      choices:
        - {{say: "{said}", id: a, does: greet, to: bye}}
        - {{say: Leave, id: b, to: bye}}
    bye: {{ending: lost}}
    """
    found = proof(tale(scenes, covers="greet", binder="pass: {sixty: 10}"), "no-bot-passes")
    assert [shown.who for shown in found.shown if shown.kind == "bot"] == bots


@pytest.mark.parametrize("bot", ["polite", "random"])
def test_a_bot_may_expect_what_it_gets_on_the_average(bot: str) -> None:
    """A thousand runs of a story with chance, a truth and a foul, within five standard errors."""
    program = tale(
        """
        lot:
          choices:
            - say: Please.
              id: a
              trust: +3
              to: [{if: {truth: kind}, odds: 70, go: hub}, {go: bye}]
            - {say: Thanks., id: b, trust: -1, does: greet, to: hub}
            - {say: Lie., id: c, foul: lied, to: [{odds: 50, go: hub}, {go: sale}]}
        hub:
          choices:
            - {say: Sorry., id: d, does: greet, to: [{odds: 30, go: hub}, {go: sale}]}
            - {say: Please sit., id: e, value: +4, to: hub}
            - {say: Leave., id: f, to: bye}
        sale: {ending: sold, keeps: {kind: 10, cold: 2}}
        bye: {ending: lost}
        """,
        covers="greet",
        binder="fouls: {lied: Lied}\npass: {process: 60, sixty: 50}",
        head="customer: {name: Dana, truth: {kind: {odds: 60}, cold: {odds: 40}}}",
    )
    totals, passed = [], []
    for seed in range(1000):
        run = start(program, seed)
        while not run.over:
            rows = run.offered()
            run = run.take(pick(bot, program.script.binder, rows, seed, len(run.taken)), rows)
        card = run.scorecard()
        process = Fraction(100 * card.process.earned, card.process.possible)
        totals.append(float(process + card.sixty.earned) / 2)
        passed.append(float(card.passed))
    met = Study(program).met(bot)
    for drawn, amount in ((totals, met.expected), (passed, met.passes)):
        average = sum(drawn) / len(drawn)
        spread = sum((each - average) ** 2 for each in drawn) / len(drawn)
        assert abs(average - amount.about) < 5 * (spread / len(drawn)) ** 0.5


@pytest.mark.parametrize(("points", "holds"), [(6, True), (5, False)])
def test_pressure_must_lose_three_points_to_the_point(points: int, holds: bool) -> None:
    program = tale(
        """
        lot:
          choices:
            - {say: Ask., id: ask, does: greet, to: bye}
            - {say: Push., id: push, tone: pressure, to: bye}
        bye: {ending: lost}
        """,
        covers="greet, rest",
        steps=f"""
        greet: {{label: Greet, points: {points}}}
        rest: {{label: The rest, points: {100 - points}}}
        """,
    )
    found = proof(program, "no-pressure-pays")
    assert (found.holds, found.margin) == (holds, Fraction(points, 2))


SALE = """
lot:
  choices:
    - {say: Ask., id: ask, takes: 2 min, to: desk}
    - {say: Leave., id: leave, to: bye}
desk:
  choices:
    - {say: Sign?, id: sign, to: yard}
    - {say: Think it over., id: think, to: bye}
yard: {choices: [{do: Wave., id: wave, to: gate}]}
gate: {choices: [{do: Go in., id: in, to: sale}]}
sale: {ending: sold}
bye: {ending: follow-up}
"""


@pytest.mark.parametrize("name", ["asking-pays", "staying-pays"])
@pytest.mark.parametrize(("tenths", "holds"), [(4, True), (5, False)])
def test_selling_and_staying_must_gain_three_points(name: str, tenths: int, holds: bool) -> None:
    # The sale comes after four decisions and keeps all ten tenths; one tenth is worth half a point.
    outcomes = (
        f"{{sold: 10, referred: 0, appointment: 0, handed-over: 0, follow-up: {tenths}, lost: 0}}"
    )
    program = tale(SALE, binder=f"sixty: {{outcome: 10, trust: 90}}\noutcomes: {outcomes}")
    found = proof(program, name)
    assert (found.holds, found.margin) == (holds, Fraction(10 - tenths, 2))
