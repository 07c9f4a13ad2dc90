"""The tables for reading hold what the events say, however they came to hold it."""

from __future__ import annotations

import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records import Aided, RecordsError, RunStarted, Store, verify
from game.records.chain import Event
from game.records.derive import Fold, run_row
from tests.records import kit

PLAYERS = ("Ana", "Ben")
IDS = st.sampled_from(["lot", "opens-up", "größe", 'a"b', "a,b", "[red]"])
STARTS = st.fixed_dictionaries(
    {
        "person": st.sampled_from(PLAYERS),
        "scenario": st.sampled_from(["showroom/just-looking", "phone/far"]),
        "seed": st.integers(0, 2**53 - 1),
        "seed_given": st.booleans(),
        "truth_given": st.none() | IDS,
        "front": st.sampled_from(["app", "plain", "run"]),
        "bot": st.none() | IDS,
        "mode": st.sampled_from(["floor", "practice"]),
        "branch": st.booleans(),
    },
)
OFFERS = st.lists(IDS, min_size=1, max_size=4, unique=True).map(tuple)
DECISIONS = st.fixed_dictionaries(
    {"scene": IDS, "offered": OFFERS, "thinking_ms": st.integers(-5, 10**9)}
)
ENDS = st.fixed_dictionaries(
    {
        "process_possible": st.integers(0, 90),
        "sixty_earned": st.integers(0, 100),
        "fouls": st.lists(IDS, max_size=2).map(tuple),
        "passed": st.booleans(),
        "cost": st.none() | st.integers(0, 2**53 - 1),
        "later": st.integers(-(2**53) + 1, 2**53 - 1),
        "truth": st.none() | IDS,
        "buys": st.none() | st.sampled_from(["this-week", "later", "never"]),
    }
)
# Which of the runs begun so far, and what happens to it: several are under way at once.
STEPS = st.lists(
    st.tuples(st.just("start"), STARTS)
    | st.tuples(st.just("decide"), DECISIONS)
    | st.tuples(st.sampled_from(["hint", "undo"]), st.just({}))
    | st.tuples(st.just("end"), ENDS)
    | st.tuples(st.just("abandon"), st.just({})),
    max_size=25,
)


def take(store: Store, cast: dict[str, kit.Cast], steps: Any, chance: Any) -> None:
    going: dict[str, int] = {}
    back: Counter[str] = Counter()
    begun = 0
    over: list[tuple[RunStarted, int]] = []
    starts: dict[str, RunStarted] = {}
    for what, how in steps:
        if what == "start":
            who = cast[how["person"]]
            begun += 1
            run = str(uuid.UUID(int=begun))
            inputs = {key: value for key, value in how.items() if key != "branch"}
            inputs["person"] = who.person
            if how["branch"] and over:
                parent, decisions = chance.choice(over)
                inputs |= {"seed": parent.seed, "truth_given": parent.truth_given}
                inputs["branched_from"] = parent.run, chance.randrange(decisions)
            starts[run] = kit.start_of(who, run=run, **inputs)
            store.start(starts[run])
            going[run] = starts[run].stands_at
            continue
        if not going:
            continue
        run = chance.choice(sorted(going))
        if what == "decide":
            choice, undone = how["offered"][-1], back[run]
            store.decide(kit.decision_of(run, going[run], choice=choice, undone=undone, **how))
            going[run] += 1
            continue
        if what in ("hint", "undo"):
            gone = what == "undo"
            if starts[run].mode == "practice" and going[run] - gone >= starts[run].stands_at:
                store.aid(Aided(run, what, going[run] - gone, undone=back[run]))
                going[run] -= gone
                back[run] += gone
            continue
        if what == "end":
            store.end(kit.end_of(run, **how))
        else:
            store.abandon(run)
        if decisions := going.pop(run):
            over.append((starts[run], decisions))


@kit.only_sqlite
@settings(max_examples=40)
@given(STEPS, st.randoms(use_true_random=False))
def test_tables_made_again_from_the_events_are_those_that_writing_left(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, steps: Any, chance: Any
) -> None:
    make_again(blank, tmp_path_factory.mktemp("derived") / "home", steps, chance)


@kit.only_postgres
@settings(max_examples=6)
@given(STEPS, st.randoms(use_true_random=False))
def test_tables_made_again_on_a_server_are_those_that_writing_left(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, steps: Any, chance: Any
) -> None:
    make_again(blank, tmp_path_factory.mktemp("derived") / "home", steps, chance)


def make_again(blank: Path, home: Path, steps: Any, chance: Any) -> None:
    with kit.copy_of(blank, home) as store:
        take(store, {name: kit.cast(store, name) for name in PLAYERS}, steps, chance)
        found = verify(store)
        assert found.problems == ()
        assert (found.count, found.head) == (store.head().count, store.head().hash)
        written = {table: kit.all_rows(home, table) for table in ("run", "decision", "aid")}

        store.rebuild()

        assert {table: kit.all_rows(home, table) for table in ("run", "decision", "aid")} == written
        assert sum(len(rows) for rows in written.values()) + sum(
            row[-16] is not None for row in written["run"]
        ) == len(kit.all_rows(home, "event"))


def test_tables_that_were_changed_are_put_right_by_making_them_again(
    home: Path, store: Store, who: kit.Cast
) -> None:
    run = kit.play(store, who)
    before = store.run(run)
    kit.burgle(home, "UPDATE run SET sixty_earned = 100, counts = 0", "DELETE FROM decision")
    assert store.run(run) != before
    store.rebuild()
    assert store.run(run) == before


def test_events_that_make_no_sense_leave_the_tables_as_they_are(
    home: Path, store: Store, who: kit.Cast
) -> None:
    run = kit.play(store, who)
    before = store.run(run)
    kit.burgle(home, "UPDATE event SET body = '{}' WHERE kind = 'decision' AND seq = 3")
    with pytest.raises(RecordsError, match=r"Event 3 .* cannot be read"):
        store.rebuild()
    assert store.run(run) == before


def test_a_kind_of_event_from_later_is_passed_over(store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who)
    from game.records import reading, writing

    with store.database.writing() as connection:
        writing.append(
            connection, at_ms=1, kind="remark", run=run, event_id="remark-1", body=b'{"said":"x"}'
        )
        writing.append(connection, at_ms=2, kind="lot", run=None, event_id="lot-1", body=b"{}")
    kit.play(store, who)
    before = store.runs()
    store.rebuild()
    assert store.runs() == before
    assert verify(store).problems == ()
    with store.database.reading() as connection:
        events = [Event._make(stored[:6]) for stored in reading.events(connection, 0, 100)]
    fold = Fold()
    assert [fold.take(event) for event in events][5:7] == [None, None]
    with pytest.raises(ValueError, match="names no run"):
        run_row(events[6])
