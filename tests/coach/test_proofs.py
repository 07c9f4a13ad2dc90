"""The proofs say what plain recursion over every state says, and each failure can be played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.bots import BOTS
from game.coach.habits import HABITS, LINGERS, NEVER_ASKS, NEVER_LOGS, is_pressure
from game.coach.proof import LEAST_LOSS, Proof
from game.coach.proofs import prove, unreachable
from game.coach.study import Study
from game.engine.program import ChoiceRow, Program
from game.engine.step import offered
from tests.coach import plainly
from tests.coach.plainly import small_pairs
from tests.generate import Pair

few = settings(max_examples=20)  # drawing a whole scenario is what costs


def proof(program: Program, name: str) -> Proof:
    return next(each for each in prove(Study(program)) if each.name == name)


def fair(rows: Sequence[ChoiceRow]) -> list[ChoiceRow]:
    return [row for row in rows if not row.fouls]


def best(program: Program) -> Fraction:
    found = plainly.highest(program, fair, lambda node: plainly.worth(program, node))(
        plainly.opening(program)
    )
    assert found is not None
    return found


@few
@given(small_pairs())
def test_the_margin_of_pressure_is_the_least_over_every_state(pair: Pair) -> None:
    program = pair.program
    value = plainly.highest(program, fair, lambda node: plainly.worth(program, node))
    margins = []
    for node in plainly.everything(program):
        sides: dict[bool, list[Fraction]] = {True: [], False: []}
        for row in offered(program, node.state):
            sides[is_pressure(row)].append(plainly.through(program, value, node, row))
        if sides[True] and sides[False]:
            margins.append(max(sides[False]) - max(sides[True]))
    found = proof(program, "no-pressure-pays")
    assert found.margin == min(margins, default=None)
    # The line that leaves is no pressure, and is offered everywhere.
    assert found.holds == all(margin >= LEAST_LOSS for margin in margins)


@few
@given(small_pairs())
def test_a_scenario_is_winnable_where_a_play_free_of_fouls_can_pass(pair: Pair) -> None:
    program = pair.program
    came = plainly.everything(program)
    passes = any(
        plainly.chance_of_pass(program, node, came)
        for node in came
        if program.scene(node.state).kind is not None
    )
    assert proof(program, "winnable").holds == passes


@few
@given(small_pairs(), st.sampled_from(sorted(BOTS)))
def test_a_bot_may_expect_what_plain_recursion_expects(pair: Pair, bot: str) -> None:
    program = pair.program
    study = Study(program)
    came = plainly.everything(program)

    def liked(rows: Sequence[ChoiceRow]) -> Sequence[ChoiceRow]:
        return BOTS[bot](program.script.binder, rows)

    def comes_to(final: Callable[[plainly.Node], Fraction]) -> Fraction:
        return plainly.mean(program, liked, final)(plainly.opening(program))

    plain = (
        comes_to(lambda node: plainly.worth(program, node)),
        comes_to(lambda node: plainly.percent(program, node, came, "process")),
        comes_to(lambda node: plainly.percent(program, node, came, "sixty")),
        comes_to(lambda node: plainly.chance_of_pass(program, node, came)),
    )
    for amount, figure in zip(study.met(bot), plain, strict=True):
        assert isclose(amount.about, figure, abs_tol=1e-9)
        assert amount.exact in {None, figure}
    assert study.settle(bot) == plain


@few
@given(small_pairs(), st.sampled_from(sorted(BOTS)))
def test_floats_and_fractions_say_the_same_of_a_bot(pair: Pair, bot: str) -> None:
    exact, floating = Study(pair.program), Study(pair.program, few=0)
    for one, other in zip(exact.met(bot), floating.met(bot), strict=True):
        assert isclose(one.about, other.about, abs_tol=1e-9)
        assert other.exact is None


@few
@given(small_pairs(), st.sampled_from(HABITS))
def test_a_habit_costs_what_plain_recursion_says(pair: Pair, name: str) -> None:
    program = pair.program
    secures = {step.id for step in program.judge.scope if step.secures_next_step}

    def about(row: ChoiceRow) -> bool:
        kinds = {program.scenes[way.scene].kind for way in row.ways}
        return {
            NEVER_LOGS: bool(secures & set(row.source.does)),
            NEVER_ASKS: "sold" in kinds,
            LINGERS: any(way.scene == row.scene for way in row.ways),
        }[name]

    def player(rows: Sequence[ChoiceRow]) -> list[ChoiceRow]:
        honest = fair(rows)
        wanted = [row for row in honest if about(row) == (name == LINGERS)]
        return wanted or honest

    plain = plainly.highest(program, player, lambda node: plainly.worth(program, node))
    worth = Study(program).habit(name).worth(Study(program).start)
    assert worth is not None
    assert worth.total == plain(plainly.opening(program))


@few
@given(small_pairs())
def test_asking_pays_what_the_best_play_without_a_sale_loses(pair: Pair) -> None:
    program = pair.program

    def unsold(node: plainly.Node) -> Fraction | None:
        sold = program.scene(node.state).kind == "sold"
        return None if sold else plainly.worth(program, node)

    came = plainly.everything(program)
    possible = any(program.scene(node.state).kind == "sold" for node in came)
    without = plainly.highest(program, fair, unsold)(plainly.opening(program))
    found = proof(program, "asking-pays")
    if not possible or without is None:
        assert found.margin is None
        assert found.holds
    else:
        assert found.margin == best(program) - without
        assert found.holds == (found.margin >= LEAST_LOSS)


@few
@given(small_pairs())
def test_staying_pays_what_the_best_short_play_loses(pair: Pair) -> None:
    program = pair.program
    came = plainly.everything(program)
    most = max(program.decisions(node.state) for node in came)

    def soon(node: plainly.Node) -> Fraction | None:
        return plainly.worth(program, node) if program.decisions(node.state) <= 3 else None

    without = plainly.highest(program, fair, soon)(plainly.opening(program))
    found = proof(program, "staying-pays")
    if most <= 3 or without is None:
        assert found.margin is None
        assert found.holds
    else:
        assert found.margin == best(program) - without
        assert found.holds == (found.margin >= LEAST_LOSS)


@few
@given(small_pairs())
def test_what_never_comes_up_is_told_and_nothing_else(pair: Pair) -> None:
    program = pair.program
    came = plainly.everything(program)
    scenes = {program.scene(node.state).id for node in came}
    choices = {row.id for node in came for row in offered(program, node.state)}
    missing = unreachable(Study(program))
    assert missing[0] == tuple(s.id for s in program.scenes if s.id not in scenes)
    assert missing[1] == tuple(c.id for c in program.choices if c.id not in choices)


@few
@given(small_pairs())
def test_every_witness_can_be_played_with_some_luck(pair: Pair) -> None:
    program = pair.program
    for found in prove(Study(program)):
        for shown in found.shown:
            if not shown.play:
                continue
            nodes = {plainly.opening(program)}
            for id in shown.play:
                nodes = {
                    there
                    for node in nodes
                    for row in offered(program, node.state)
                    if row.id == id
                    for _, there in plainly.after(program, node, row)
                }
            assert nodes, (found.name, shown)
