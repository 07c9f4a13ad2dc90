"""A PIN lets its owner in and nobody else, however often, whenever and from wherever they try."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from game.office import door, pins
from game.office.crew import RefusedError
from game.records import Store, verify
from game.records.filing import papers
from game.records.papers import PinSet
from tests.office.crew import PIN
from tests.records import kit


@pytest.fixture
def code(store: Store) -> str:
    """Tea is the trainer here; her recovery code."""
    return door.set_up(store, "Tea", PIN).code


def clock_of(store: Store) -> kit.Clock:
    clock = store._clock
    assert isinstance(clock, kit.Clock)
    return clock


def wrong(store: Store, times: int) -> list[str]:
    """What is said to somebody who tries wrong PINs, a moment apart."""
    said = []
    for number in range(times):
        with pytest.raises(RefusedError) as refused:
            door.sign_in(store, "Tea", f"99{number:04d}")
        said.append(refused.value.sentence)
    return said


def test_the_right_pin_lets_in_whatever_its_figures_are_written_in(store: Store, code: str) -> None:
    for typed in (PIN, f" {PIN}\n", "２５８０"):
        desk = door.sign_in(store, "tea", typed)
        assert desk.who is not None
        assert desk.who.name == "Tea"


@kit.only_sqlite
def test_a_thousand_tries_get_nowhere_and_the_right_one_among_them_neither(
    store: Store, code: str
) -> None:
    clock = clock_of(store)
    looked_at = 0
    for number in range(1000):
        clock.at -= 900  # a tenth of a second a try
        right = number > 10 and number % 7 == 0
        with pytest.raises(RefusedError) as refused:
            door.sign_in(store, "Tea", PIN if right else f"7{number:05d}")
        looked_at += "wrong tries in a row" not in refused.value.sentence
    assert looked_at < 10
    clock.at += pins.LONGEST_WAIT_MS
    door.sign_in(store, "Tea", PIN)
    assert wrong(store, 1) == ["That is not Tea's PIN."]  # the slate is clean


def test_the_wait_grows_to_a_quarter_of_an_hour_and_no_further() -> None:
    waits = [pins.delay_ms(tries) for tries in range(40)]
    assert waits[:5] == [0, 0, 0, 5_000, 10_000]
    assert waits == sorted(waits)
    assert waits[-1] == 900_000


def test_a_restart_does_not_end_the_wait(home: Path, store: Store, code: str) -> None:
    said = wrong(store, 4)
    assert "3 wrong tries in a row for Tea: the next one is taken in 4 seconds" in said[-1]
    at = clock_of(store).at
    store.close()
    with (
        kit.open_log(home, kit.Clock(at)) as again,
        pytest.raises(RefusedError, match="none before"),
    ):
        door.sign_in(again, "Tea", PIN)


def test_setting_the_clock_back_begins_the_wait_anew_and_locks_nobody_out(
    store: Store, code: str
) -> None:
    clock = clock_of(store)
    wrong(store, 3)
    clock.at -= 10_000_000
    for _ in range(3):
        with pytest.raises(RefusedError, match="none before"):
            door.sign_in(store, "Tea", PIN)
    clock.at += 5_000
    door.sign_in(store, "Tea", PIN)


def test_setting_the_clock_back_costs_nobody_a_wait_who_was_never_wrong(
    store: Store, code: str
) -> None:
    door.sign_in(store, "Tea", PIN)
    clock_of(store).at -= 10_000_000
    door.sign_in(store, "Tea", PIN)


def guess(home: Path, start: int) -> int:
    """Try 20 PINs as fast as can be; how many were looked at."""
    looked_at = 0
    with kit.open_log(home, kit.Clock(kit.NOON * 2 - 1000 * start)) as store:
        for number in range(20):
            try:
                door.sign_in(store, "Tea", f"55{start}{number:03d}")
            except RefusedError as refused:
                looked_at += "none before" not in refused.sentence
    return looked_at


@pytest.mark.fault
def test_two_processes_get_no_more_tries_than_one(home: Path, store: Store, code: str) -> None:
    store.close()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        looked_at = pool.starmap(guess, [(home, 0), (home, 1)])
    # Their clocks tick a second a try, so that 40 tries are 40 seconds: the fifth wait is longer.
    assert 3 <= sum(looked_at) <= 7
    with kit.open_log(home, kit.Clock(kit.NOON * 3)) as again:
        door.sign_in(again, "Tea", PIN)


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("", "4 to 64"),
        ("123", "4 to 64"),
        ("9" * 10_000, "4 to 64"),
        ("1234", "row like"),
        ("876543", "row like"),
        ("0000", "row like"),
        ("abcd", "row like"),
    ],
)
def test_a_pin_that_is_none_is_refused_before_anything_is_set_up(
    store: Store, pin: str, said: str
) -> None:
    with pytest.raises(RefusedError, match=said):
        door.set_up(store, "Tea", pin)
    assert not door.is_set_up(store)


def test_any_text_may_be_typed_for_a_pin(store: Store, code: str) -> None:
    clock = clock_of(store)
    for typed in ("\0", "\ud800", "\x1b[2J", "9" * 10_000, "=cmd()", "' OR 1=1 --", "[red]"):
        clock.at += pins.LONGEST_WAIT_MS
        with pytest.raises(RefusedError, match="not Tea's PIN"):
            door.sign_in(store, "Tea", typed)


def test_a_pin_is_changed_by_who_knows_it(store: Store, code: str) -> None:
    with pytest.raises(RefusedError, match="not Tea's PIN"):
        door.change_pin(store, "Tea", "1357", "9182")
    door.change_pin(store, "Tea", PIN, "9182")
    door.sign_in(store, "Tea", "9182")
    with pytest.raises(RefusedError, match="not Tea's PIN"):
        door.sign_in(store, "Tea", PIN)


def test_a_trainer_who_forgot_gets_back_in_by_the_code_once_and_the_log_says_so(
    store: Store, code: str
) -> None:
    with pytest.raises(RefusedError, match="not Tea's recovery code"):
        door.recover(store, "Tea", code[:-1] + "?", "9182")
    again = door.recover(store, "Tea", code.upper().replace("-", " "), "9182")
    door.sign_in(store, "Tea", "9182")
    with pytest.raises(RefusedError, match="not Tea's recovery code"):
        door.recover(store, "Tea", code, "1379")
    door.recover(store, "Tea", again.code, "1379")
    hows = [paper.entry.how for paper in papers(store, ("pin",)) if isinstance(paper.entry, PinSet)]
    assert hows == ["setup", "recovered", "recovered"]
    assert verify(store).problems == ()


def test_recovery_codes_wait_with_the_pins(store: Store, code: str) -> None:
    wrong(store, 3)
    with pytest.raises(RefusedError, match="none before"):
        door.recover(store, "Tea", code, "9182")


def test_who_owns_the_file_owns_the_file_and_the_log_says_so(
    home: Path, store: Store, code: str
) -> None:
    kit.burgle(home, "DELETE FROM pin")
    with pytest.raises(RefusedError, match="has no PIN"):
        door.sign_in(store, "Tea", PIN)
    door.recover(store, "Tea", "", "9182")
    door.sign_in(store, "Tea", "9182")
    last = papers(store, ("pin",))[-1].entry
    assert isinstance(last, PinSet)
    assert (last.how, last.by) == ("without", None)
    assert verify(store).problems == ()


def test_a_hash_that_was_garbled_lets_nobody_in(home: Path, store: Store, code: str) -> None:
    kit.burgle(home, "UPDATE pin SET hash = 'none', recovery = NULL")
    with pytest.raises(RefusedError, match="not Tea's PIN"):
        door.sign_in(store, "Tea", "none")
    with pytest.raises(RefusedError, match="no recovery code"):
        door.recover(store, "Tea", code, "9182")


@pytest.mark.slow
def test_neither_pin_nor_code_nor_hash_is_among_the_events(
    home: Path, store: Store, code: str
) -> None:
    told = str(kit.all_rows(home, "event"))
    assert "pin" in told
    for secret in (PIN, code, code.replace("-", ""), "argon2"):
        assert secret not in told
    ((_, hashed, recovery, *_),) = kit.all_rows(home, "pin")
    for kept in (hashed, recovery):
        assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_setup_that_is_cut_off_leaves_no_trainer_whom_anybody_could_be(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.records import pins as table

    class CutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise CutError

    monkeypatch.setattr(table, "insert", cut)
    with pytest.raises(CutError):
        door.set_up(store, "Tea", PIN)
    assert not door.is_set_up(store)
    assert papers(store, ("role", "pin")) == []
