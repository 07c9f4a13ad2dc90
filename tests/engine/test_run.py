"""What holds of every run of every scenario, and that a run is nothing but its inputs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.draws import SEED_LIMIT
from game.engine.program import compile_script
from game.engine.run import NotOfferedError, Run, replay, start
from game.engine.step import choose, shown_only
from scoring.binder import METERS
from scoring.events import Did, Happened, Learnt, TookOver, Wrote, WroteAll
from tests.engine.tale import offered, play, tale
from tests.generate import Pair, pairs, pick, picks

SEEDS = st.integers(0, SEED_LIMIT - 1)


def whole_run(pair: Pair, seed: int, numbers: list[int]) -> Run:
    """A run played to its ending; fails where it takes more decisions than there are choices."""
    run = start(pair.program, seed)
    while not run.over:
        assert len(run.taken) < len(pair.program.choices)
        run = run.choose(pick(numbers, len(run.taken), run.offered()).id)
    return run


RUNS = st.builds(whole_run, pairs(), SEEDS, picks())
some = settings(max_examples=50)


def states(run: Run) -> list[int]:
    return [run.opening, *(turn.state for turn in run.taken)]


@given(RUNS)
@some
def test_every_run_ends_within_as_many_decisions_as_there_are_choices(run: Run) -> None:
    assert run.over
    assert len({turn.row.at for turn in run.taken}) == len(run.taken)
    assert run.program.decisions(run.state) == len(run.taken)


@given(RUNS)
@some
def test_simulated_time_only_grows_and_by_at_least_a_minute_a_decision(run: Run) -> None:
    program = run.program
    minutes = [program.minute(state) for state in states(run)]
    for turn, minute, after in zip(run.taken, minutes, minutes[1:], strict=False):
        assert turn.minute == minute
        assert after >= minute + turn.row.takes > minute


@given(RUNS)
@some
def test_meters_stay_within_0_and_10_and_what_has_happened_stays(run: Run) -> None:
    layout = run.program.judge.layout
    lasting = [layout.done, layout.kept, layout.moments, layout.fouls]
    if not any(scene.source.takes_over for scene in run.program.scenes):
        lasting.append(layout.facts)  # who takes over knows only what was written down
    flags = sum(sum(places.values()) for places in lasting)
    past = 0
    for state in states(run):
        assert all(0 <= layout.meter(state, meter) <= 10 for meter in METERS)
        assert past & ~state == 0
        past = state & flags


@given(RUNS)
@some
def test_the_same_inputs_give_the_same_run_state_by_state_and_event_by_event(run: Run) -> None:
    again = replay(run.program, run.seed, [turn.row.id for turn in run.taken])
    assert states(again) == states(run)
    assert again.truth == run.truth
    assert [turn.events for turn in again.taken] == [turn.events for turn in run.taken]
    assert [turn.offered for turn in again.taken] == [turn.offered for turn in run.taken]
    assert again.scorecard() == run.scorecard()
    assert again == run


@given(RUNS)
@some
def test_a_program_compiled_again_from_the_kept_sources_replays_the_run(run: Run) -> None:
    from game.script.load import load_sources

    script = run.program.script
    loaded = load_sources(
        script.id, script.scenario_source, script.binder_id, script.binder_source
    ).script
    assert loaded is not None
    assert loaded.scenario_digest == script.scenario_digest
    again = replay(compile_script(loaded), run.seed, [turn.row.id for turn in run.taken])
    assert states(again) == states(run)
    assert again.scorecard() == run.scorecard()


@given(RUNS)
@some
def test_a_state_is_one_hashable_number_and_what_follows_depends_on_nothing_else(run: Run) -> None:
    before = run.opening
    for turn in run.taken:
        assert type(turn.state) is int
        stepped = choose(run.program, before, turn.row, 1 << run.truth, run.seed)
        assert stepped == (turn.state, turn.events)
        before = turn.state


@given(RUNS)
@some
def test_the_events_of_a_turn_are_what_the_state_says_happened(run: Run) -> None:
    layout = run.program.judge.layout
    places = {Did: layout.done, Learnt: layout.facts, Happened: layout.moments}
    told: dict[type, set[str]] = {kind: set() for kind in places}
    opening = run.program.scenes[run.program.first].events
    script = run.program.script
    secures = {step.id for step in script.binder.steps if step.secures_next_step}
    noted = set(script.scenario.card) & set(script.scenario.facts)
    told[Learnt] |= noted
    for events in (opening, *(turn.events for turn in run.taken)):
        for event in events:
            if isinstance(event, Did) and event.step in secures - told[Did]:
                noted |= told[Learnt]
            if isinstance(event, Did | Learnt | Happened):
                told[type(event)].add(event[0])
            elif isinstance(event, Wrote | WroteAll):
                names = told[Learnt] if isinstance(event, WroteAll) else {event.name}
                noted |= names & told[Learnt]
            elif isinstance(event, TookOver):
                told[Learnt] &= noted
    for kind, bits in places.items():
        assert told[kind] == {name for name, bit in bits.items() if run.state & bit}


@given(pairs(), SEEDS)
@settings(max_examples=50)
def test_what_is_not_offered_cannot_be_chosen(pair: Pair, seed: int) -> None:
    run = start(pair.program, seed)
    here = {row.id for row in run.offered()}
    for row in pair.program.choices:
        if row.id not in here:
            with pytest.raises(NotOfferedError) as refused:
                run.choose(row.id)
            assert set(refused.value.offered) == here


@given(RUNS)
@some
def test_what_is_shown_greyed_out_is_never_offered_and_asked_to_be_shown(run: Run) -> None:
    for turn in run.taken:
        scene = run.program.scenes[turn.row.scene]
        before = run.opening if turn is run.taken[0] else run.taken[run.taken.index(turn) - 1].state
        for row in shown_only(run.program, before):
            assert row.id not in turn.offered
            assert row in scene.choices
            assert row.source.otherwise == "shown"
            assert row.guard is not None


def test_two_orders_of_the_same_choices_in_the_same_time_are_one_state() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices:
            - {say: A., id: a, trust: +1, to: lot}
            - {say: B., id: b, value: +1, takes: 3 min, to: lot}
            - {say: Bye., id: bye, to: gone}
        gone: {tells: Gone., ending: lost}
        """
    )
    assert play(program, "a", "b").state == play(program, "b", "a").state
    assert play(program, "a").state != play(program, "b").state


def test_a_replay_stops_at_the_first_choice_that_is_not_offered_and_says_what_was() -> None:
    program = tale(
        """
        lot:
          says: Hi.
          choices: [{say: Round., id: round, to: lot}, {say: Bye., id: bye, to: gone}]
        gone: {tells: Gone., ending: lost}
        """
    )
    with pytest.raises(NotOfferedError, match=r"Decision 2: “round” is not offered .*: bye\."):
        replay(program, 1, ["round", "round", "bye"])
    assert offered(replay(program, 1, ["round"])) == ["bye"]
