"""The log as lines for files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.records import (
    DECISION_COLUMNS,
    Store,
    csv_cell,
    decision_rows,
    log_rows,
)
from game.records import export as export_module
from game.records.export import COACH_COLUMNS, time_text
from tests.records import kit


def test_a_finished_run_is_one_document(store: Store, who: kit.Cast) -> None:
    parent = kit.play(store, who, decisions=5)
    run = kit.play(store, who, decisions=2, branched_from=(parent, 4), mode="practice")
    _, row = log_rows(store)
    assert json.loads(json.dumps(row)) == row
    assert row == {
        "run": run,
        "person": who.person,
        "name": "Ana",
        "scenario": {"id": "showroom/just-looking", "digest": who.scenario},
        "binder": {"id": "showroom", "digest": who.binder},
        "seed": 60,
        "seed_given": False,
        "truth_given": None,
        "front": "app",
        "bot": None,
        "mode": "practice",
        "branched_from": {"run": parent, "index": 4},
        "counts": False,
        "first": False,
        "state": "finished",
        "started": "2023-11-14T22:13:28.000Z",
        "closed": "2023-11-14T22:13:31.000Z",
        "decisions": [
            {
                "index": index,
                "scene": f"scene-{index}",
                "choice": "ask",
                "minute": index * 2,
                "offered": ["ask", "push", "wait"],
                "thinking_ms": 4000,
                "at": f"2023-11-14T22:13:{index + 25}.000Z",
            }
            for index in (4, 5)
        ],
        "taken_back": [],
        "aids": [],
        "ending": {"scene": "comes-back", "kind": "appointment", "minute": 14},
        "process": {"earned": 30, "possible": 40, "percent": 75},
        "sixty": {"earned": 71, "possible": 100, "percent": 71},
        "fouls": [],
        "passed": True,
        "truth": "shopper",
        "buys": "later",
        "money": {"cost": 310, "today": 0, "later": 1450},
        "comments": [],
        "signed": [],
    }


def test_an_unfinished_run_has_the_same_keys_and_no_ending(store: Store, who: kit.Cast) -> None:
    kit.play(store, who)
    kit.play(store, who, end=False)
    finished, unfinished = log_rows(store)
    assert list(finished) == list(unfinished)
    assert unfinished["state"] == "unfinished"
    for key in ("ending", "process", "sixty", "fouls", "passed", "truth", "money", "closed"):
        assert unfinished[key] is None


def test_percents_are_rounded_down_and_none_of_nothing_is_none(store: Store, who: kit.Cast) -> None:
    start = kit.start_of(who)
    store.start(start)
    store.end(
        kit.end_of(
            start.run, process_earned=0, process_possible=0, sixty_earned=2, sixty_possible=3
        )
    )
    (row,) = log_rows(store)
    assert row["process"]["percent"] is None
    assert row["sixty"]["percent"] == 66


def test_a_decision_is_one_row_with_what_it_is_read_with(store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who)
    kit.play(store, who, decisions=0)
    rows = list(decision_rows(store))
    assert [(row["run"], row["index"]) for row in rows] == [(run, 0), (run, 1), (run, 2)]
    assert all(tuple(row) == DECISION_COLUMNS for row in rows)
    assert rows[0]["offered"] == "ask push wait"
    assert rows[0]["person"] == who.person
    assert rows[0]["name"] == "Ana"
    out = io.StringIO()
    csv.writer(out).writerows([csv_cell(value) for value in row.values()] for row in rows)
    assert len(list(csv.reader(io.StringIO(out.getvalue())))) == 3


def test_what_a_coach_says_is_in_harmless_cells(store: Store, who: kit.Cast) -> None:
    kit.play(store, who, decisions=2)
    says = {"label": "=cmd()", "loss": {"exact": "-1/2", "about": -0.5}, "best": ["@a", "b"]}
    rows = list(decision_rows(store, coach=lambda record: [says] * len(record.decisions)))
    cells = [[csv_cell(row[column]) for column in COACH_COLUMNS] for row in rows]
    assert cells == [["'=cmd()", "-0.5", "'@a b"]] * 2
    for row in decision_rows(store, coach=lambda _: None):
        assert [csv_cell(row[column]) for column in COACH_COLUMNS] == ["", "", ""]
    (run,) = log_rows(store, coach=lambda record: [says] * len(record.decisions))
    assert [each["coach"] for each in run["decisions"]] == [says, says]


def test_one_persons_runs_can_be_asked_for(store: Store, who: kit.Cast) -> None:
    ben = kit.cast(store, "Ben")
    for player in (who, ben, who):
        kit.play(store, player)
    assert [row["name"] for row in log_rows(store)] == ["Ana", "Ben", "Ana"]
    assert [row["name"] for row in log_rows(store, [ben.person])] == ["Ben"]
    assert len(list(decision_rows(store, {who.person}))) == 6


def test_every_run_comes_once_across_the_pages(
    store: Store, who: kit.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = kit.cast(store, "Ben")
    runs = [kit.play(store, ben if index % 3 else who, decisions=1) for index in range(7)]
    for page in (1, 2, 7, 8):
        monkeypatch.setattr(export_module, "_PAGE", page)
        assert [row["run"] for row in log_rows(store)] == runs
        theirs = [run for index, run in enumerate(runs) if index % 3]
        assert [row["run"] for row in log_rows(store, [ben.person])] == theirs


def test_a_reader_that_takes_its_time_keeps_nobody_from_playing(
    home: Path, store: Store, who: kit.Cast
) -> None:
    kit.play(store, who)
    kit.play(store, who)
    rows = log_rows(store)
    next(rows)
    with kit.open_log(home, patience_ms=0) as other:
        kit.play(other, kit.cast(other, "Ben"))
    kit.play(store, who)
    assert next(rows)["name"] == "Ana"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_is_made_harmless(sign: str) -> None:
    assert csv_cell(sign + "cmd()") == f"'{sign}cmd()"
    if not sign.isspace():
        assert csv_cell(f" \u00a0{sign}cmd()") == f"' \u00a0{sign}cmd()"


def test_other_cells_are_left_as_they_are() -> None:
    values = ("Ana", "a=b", "", "'quoted", -5, 0, True, False, None)
    assert [csv_cell(value) for value in values] == [
        *("Ana", "a=b", "", "'quoted", "-5", "0", "yes", "no", ""),
    ]


@given(st.text())
def test_no_cell_of_text_is_run_and_none_loses_anything(text: str) -> None:
    cell = csv_cell(text)
    assert cell[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert cell.replace("'", "") == text.replace("'", "")


@given(st.text("=+-@＝;\t\r\n,'\" a"))
def test_no_cell_is_run_where_a_semicolon_parts_cells(text: str) -> None:
    table = io.StringIO(newline="")
    csv.writer(table).writerow(["run", csv_cell(text), 5])
    # Such a spreadsheet sees no quotation mark before the first semicolon, and ends rows early.
    for piece in re.split("[;\t\r\n]", table.getvalue()):
        assert piece.strip(' "')[:1] not in tuple("=+-@＝")
    (row,) = csv.reader(io.StringIO(table.getvalue(), newline=""))
    assert row[1] == csv_cell(text)


def test_a_list_in_a_comment_stays_readable() -> None:
    assert csv_cell("Twice:\n- the name; the card") == "Twice:\n'- the name; the card"


def test_a_time_that_is_none_is_still_a_line() -> None:
    assert time_text(0) == "1970-01-01T00:00:00.000Z"
    assert time_text(-1) == "1969-12-31T23:59:59.999Z"
    assert time_text(1_700_000_000_007) == "2023-11-14T22:13:20.007Z"
    assert time_text(2**53) == str(2**53)
    assert time_text(-(2**62)) == str(-(2**62))
