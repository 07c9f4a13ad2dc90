"""What a trainee meets: the scene, the choices in the seed's order, nothing they could not know."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.run import Run, start
from game.session.debrief import debrief
from game.session.view import SceneView, scene_view
from tests.engine.tale import play, tale
from tests.generate import Pair, pairs, pick, picks

SEEDS = st.integers(0, 2**53 - 1)


def texts(value: Any) -> list[str]:
    """Every piece of text in a view, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for f in fields(value) for text in texts(getattr(value, f.name))]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in texts(one)]
    return []


def scenes_of(pair: Pair, seed: int, numbers: list[int], truth: str | None = None) -> list[Run]:
    """The runs so far of one play, from the opening to the ending."""
    runs = [start(pair.program, seed, truth)]
    while not runs[-1].over:
        run = runs[-1]
        runs.append(run.choose(pick(numbers, len(run.taken), run.offered()).id))
    return runs


@given(pairs(), SEEDS, picks())
@settings(max_examples=60)
def test_the_choices_on_screen_are_those_offered_in_an_order_of_the_seeds_own(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    for run in scenes_of(pair, seed, numbers):
        view = scene_view(run)
        can = [option.id for option in view.options if option.barred is None]
        assert sorted(can) == sorted(row.id for row in run.offered())
        again = scene_view(start(pair.program, seed)) if not run.taken else view
        assert again.options == view.options
        for option in view.options:
            row = next(row for row in run.scene.choices if row.id == option.id)
            assert (option.text, option.takes) == (row.source.text, row.takes)
            assert (option.barred is None) == (row in run.offered())


@given(pairs(), SEEDS, picks())
@settings(max_examples=60)
def test_no_text_before_the_end_holds_the_truth_or_a_meter(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    for run in scenes_of(pair, seed, numbers)[:-1]:
        told = debrief(run)
        assert (told.truth, told.really, told.buys) == (None, None, None)
        for text in texts(scene_view(run)):
            assert not re.search(r"Really|truth|trust|pressure|value", text)


@given(pairs(), SEEDS, picks())
@settings(max_examples=60)
def test_the_end_reveals_the_truth(pair: Pair, seed: int, numbers: list[int]) -> None:
    run = scenes_of(pair, seed, numbers)[-1]
    assert debrief(run).truth == pair.program.truths[run.truth].id


def views(pair: Pair, numbers: list[int], **change: Any) -> list[SceneView]:
    """The views of a play once the customer has been changed."""
    customer = {**pair.scenario["customer"], **change}
    other = Pair({**pair.scenario, "customer": customer}, pair.binder, pair.ids)
    return [scene_view(run) for run in scenes_of(other, 7, numbers)]


def without_conditions(pair: Pair) -> Pair:
    """The pair with no `if` anywhere and one way on from each choice."""
    scenes = {}
    for name, scene in pair.scenario["scenes"].items():
        choices = []
        for choice in scene.get("choices", ()):
            kept = {key: told for key, told in choice.items() if key not in ("if", "otherwise")}
            to = kept["to"] if isinstance(kept["to"], str) else kept["to"][-1]["go"]
            choices.append({**kept, "to": to})
        plain = {key: told for key, told in scene.items() if key not in ("choices", "afterwards")}
        scenes[name] = {**plain, "choices": choices} if choices else plain
    return Pair({**pair.scenario, "scenes": scenes}, pair.binder, pair.ids)


@given(pairs(), picks())
@settings(max_examples=40)
def test_where_nothing_asks_for_a_meter_two_customers_who_differ_in_them_look_the_same(
    pair: Pair, numbers: list[int]
) -> None:
    plain = without_conditions(pair)
    cold = views(plain, numbers, starts={"trust": 0, "pressure": 10, "value": 0})
    warm = views(plain, numbers, starts={"trust": 10, "pressure": 0, "value": 10})
    assert cold == warm


SHOWN = """
lot:
  says: Hi.
  moment: arrival
  choices:
    - {say: Ask., id: ask, learn: seats, to: lot}
    - {say: Warm., id: warm, trust: +4, to: lot}
    - {say: Barred., id: barred, otherwise: shown, if: {CONDITION}, to: gone}
    - {say: Hidden., id: hidden, if: {CONDITION}, to: gone}
    - {say: Greet., id: greets, does: greet, to: lot}
    - {say: Bye., id: bye, to: gone}
gone: {tells: Gone., ending: lost}
"""


def why_not(condition: str, *choices: str) -> str | None:
    program = tale(
        SHOWN.replace("CONDITION", condition),
        binder="moments: [arrival]",
        head="customer: {name: Dana}\nfacts: {seats: {says: Two seats.}}",
    )
    options = {option.id: option for option in scene_view(play(program, *choices)).options}
    if "hidden" not in options:
        assert options["barred"].barred is not None
    return options["barred"].barred


def test_a_barred_choice_says_what_is_missing_and_gives_no_figure_or_fact_away() -> None:
    assert why_not("knows: seats") == "there is something you have not found out yet"
    assert why_not("done: greet") == "something has to come before this"
    assert why_not("said: warm") == "something has to come before this"
    assert why_not("not-done: greet", "greets") == "it is too late for this now"
    assert why_not("trust: at least 7") == "they are not there yet"
    assert why_not("after: 20 min") == "not at this hour"
    assert why_not("any: [{knows: seats}, {done: greet}]") == "not now"


def test_a_barred_choice_names_what_fails_and_not_what_holds() -> None:
    assert why_not("knows: seats, trust: at least 7", "ask") == "they are not there yet"
    assert why_not("knows: seats, done: greet", "ask") == "something has to come before this"
    assert why_not("trust: at least 7, after: 20 min", "warm") == "not at this hour"
    assert why_not("knows: seats, trust: at least 7", "ask", "warm") is None


def test_the_past_is_what_was_heard_and_answered_with_the_clock_of_then() -> None:
    program = tale(
        """
        lot: {says: Hi., cue: Nods., choices: [{say: Well., id: well, takes: 5 min, to: hall}]}
        hall:
          who: Lou, the desk manager
          says: In here.
          wait: 2 hours
          choices: [{do: Leave., id: leave, to: gone}]
        gone: {tells: Gone., ending: lost}
        """,
        head="customer: {name: Dana}\nopens: Saturday 22:40",
    )
    view = scene_view(play(program, "well", "leave"))
    first, second = view.past
    assert (first.heard.who, first.heard.says, first.heard.cue) == ("Dana", "Hi.", "Nods.")
    assert (first.answer, first.spoken, first.heard.clock) == ("Well.", True, "Saturday 22:40")
    assert (second.heard.who, second.spoken) == ("Lou, the desk manager", False)
    assert second.heard.clock == "Sunday 00:45"
    assert (view.clock, view.day, view.elapsed) == ("Sunday 00:46", 1, "2 hours 6 minutes")
    assert view.over
    assert view.options == ()


@given(pairs(), SEEDS, picks())
@settings(max_examples=60)
def test_a_fact_is_told_once_in_the_scene_where_it_was_found_out(
    pair: Pair, seed: int, numbers: list[int]
) -> None:
    layout, facts = pair.program.judge.layout, pair.program.script.scenario.facts
    known = {facts[name].says for name in pair.program.script.scenario.card if name in facts}
    for run in scenes_of(pair, seed, numbers):
        now = {facts[name].says for name, bit in layout.facts.items() if run.state & bit}
        told = scene_view(run).heard.learnt
        assert set(told) == now - known
        assert len(told) == len(set(told))
        known = now
