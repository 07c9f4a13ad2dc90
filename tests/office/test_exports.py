"""The log as files for other programs: whole, harmless, anchored, and read by their own readers."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from game.office.best import Reviews
from game.office.columns import ColumnMapError, read_map
from game.office.xapi import statements as told_of
from game.records import Store, open_store, verify
from game.records.entries import Aided, RunRecord
from tests.commands import sixty
from tests.office import readers
from tests.office.conftest import HOSTILE
from tests.records import kit

ROOT = Path(__file__).parents[2]
FORMATS = ("csv", "jsonl", "xes", "xapi")
pytestmark = pytest.mark.usefixtures("shop_home")


def exported(kind: str, *more: str) -> str:
    ended = sixty("export", kind, *more)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def table(*more: str) -> list[dict[str, str]]:
    text = exported("csv", *more)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def statements(*more: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("xapi", *more).splitlines()]


def verb(statement: dict[str, Any]) -> str:
    name: str = statement["verb"]["id"].rpartition("/")[2]
    return name


@pytest.mark.parametrize("kind", FORMATS)
def test_a_name_leaves_only_when_it_is_asked_for(kind: str) -> None:
    assert "Ana()" not in exported(kind)
    assert "Ana()" in exported(kind, "--names")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_export_says_how_far_the_log_had_come(kind: str, shop: Path) -> None:
    with open_store(shop) as store:
        head = store.head()
        closed = [str(verify(store).head), *(str(row[7]) for row in kit.all_rows(shop, "event"))]
    ended = sixty("export", kind)
    assert head.hash in ended.stderr
    said = set(re.findall(r"(?:head|log-head)\W+(?:value=\")?([0-9a-f]{64})", ended.stdout))
    if kind == "csv":
        said = {row["log_head"] for row in table()}
        assert said == {head.hash}
    assert said
    assert said <= set(closed)
    for one in said:
        assert sixty("verify", "--against", one).returncode == 0


def test_a_decision_is_a_row_and_no_cell_is_a_formula() -> None:
    rows = table("--names")
    assert len({row["run"] for row in rows}) == 4
    assert all(not cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row.values())
    assert {row["name"] for row in rows} == {"'=Ana() <b>", "Ben"}


def test_a_run_is_a_row_under_the_columns_an_lms_wants(tmp_path: Path) -> None:
    columns = tmp_path / "lms.txt"
    columns.write_text('# for our LMS\nLearner = person\nCourse="@101"\nScore=sixty_percent\n')
    rows = table("--what", "runs", "--columns", str(columns))
    assert {tuple(row) for row in rows} == {("Learner", "Course", "Score")}
    assert {row["Course"] for row in rows} == {"'@101"}
    rows = table("--what", "runs", "--columns", 'Learner=person,Course="SALES, 101",passed')
    assert {tuple(row.values())[1] for row in rows} == {"SALES, 101"}
    whole = table("--what", "runs")
    assert [row["person"] for row in whole] == [row["Learner"] for row in rows]
    assert [row["state"] for row in whole] == ["finished"] * 3 + ["unfinished"]


@pytest.mark.parametrize(
    ("order", "said"),
    [("csv", "decisions"), ("csv --what runs", "4 runs"), ("jsonl", "4 runs")],
)
def test_where_the_file_is_and_what_is_in_it_is_told(
    order: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = sixty("export", *order.split(), "-o", "out")
    assert ended.stdout == ""
    written, _ = ended.stderr.splitlines()
    assert re.fullmatch(rf"The log is in {re.escape(str(tmp_path / 'out'))}: .*{said}.", written)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Learner=who", "no such column"),
        ("nothing.txt", "no column map"),
        ("", "names no column"),
        ("#,", "names no column"),
    ],
)
def test_a_column_map_that_cannot_be_used_is_told_in_a_sentence(said: str, told: str) -> None:
    with pytest.raises(ColumnMapError, match=told):
        read_map(said, ("person", "run"))


def test_every_line_of_the_json_lines_holds_to_the_published_shape() -> None:
    schema = json.loads(sixty("schema", "export").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    lines = [json.loads(line) for line in exported("jsonl", "--names").splitlines()]
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for line in lines:
        checker.validate(line)
    assert [line["kind"] for line in lines] == ["log", "run", "run", "run", "run"]
    assert [run["name"] for run in lines[1:]] == ["=Ana() <b>"] * 3 + ["Ben"]


def test_what_the_coach_says_stands_beside_what_people_say_as_a_replay_has_it() -> None:
    rows = table()
    for run in map(json.loads, exported("jsonl").splitlines()[1:]):
        replayed = json.loads(sixty("replay", run["run"], "--json").stdout)["decisions"]
        said = [{key: each[key] for key in ("label", "loss", "best")} for each in replayed]
        assert [each["coach"] for each in run["decisions"]] == said
        cells = [row for row in rows if row["run"] == run["run"]]
        assert [row["coach_label"] for row in cells] == [each["label"] or "" for each in said]
        assert [float(row["coach_loss"]) for row in cells] == [e["loss"]["about"] for e in said]
        assert [row["coach_best"].split() for row in cells] == [each["best"] for each in said]
    assert len({row["coach_label"] for row in rows}) > 1
    assert {row["coach_loss"] for row in table("--unjudged")} == {""}
    unjudged = [json.loads(line) for line in exported("jsonl", "--unjudged").splitlines()[1:]]
    assert {str(each["coach"]) for run in unjudged for each in run["decisions"]} == {"None"}


def test_the_coach_is_asked_only_for_columns_that_are_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def judged(_: Reviews, record: RunRecord) -> None:
        asked.append(record.run)

    monkeypatch.setattr(Reviews, "judged", judged)
    exported("csv", "--columns", "Run=run,Theirs=label_given")
    exported("csv", "--what", "runs")
    exported("xes")
    assert asked == []
    assert {row["Loss"] for row in table("--columns", "Loss=coach_loss")} == {""}
    assert len(asked) == 4


def test_every_order_that_the_page_shows_works() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    orders = re.findall(r"^    sixty export (.+)$", page, re.MULTILINE)
    assert len(orders) == 2
    for order in orders:
        exported(*shlex.split(order))


def test_a_run_is_told_in_statements_and_its_score_in_passed_or_failed_alone() -> None:
    made = statements()
    runs: dict[str, list[dict[str, Any]]] = {}
    for statement in made:
        runs.setdefault(statement["context"]["registration"], []).append(statement)
    *over, begun = runs.values()
    for run in over:
        first, *answers, completed, judged, last = map(verb, run)
        assert (first, completed, last) == ("initialized", "completed", "terminated")
        assert set(answers) == {"answered"}
        assert judged in ("passed", "failed")
        assert [verb(one) for one in run if "score" in one.get("result", {})] == [judged]
        assert 0 <= run[-2]["result"]["score"]["scaled"] <= 1
        for timed in (run[-3], run[-2], run[-1]):
            assert re.fullmatch(r"PT\d+\.\d\dS", timed["result"]["duration"])
    assert set(map(verb, begun)) == {"initialized", "answered"}
    assert len({statement["id"] for statement in made}) == len(made)


def test_a_run_in_which_the_clock_was_set_back_took_no_time() -> None:
    took = [one["result"]["duration"] for one in statements() if verb(one) == "terminated"]
    assert took[-1] == "PT0.00S"
    assert "PT0.00S" not in took[:-1]


def test_an_answer_is_right_where_the_coach_would_have_given_it() -> None:
    answers = [one for one in statements() if verb(one) == "answered"]
    assert {one["result"]["success"] for one in answers} == {True, False}
    for one in answers:
        definition, response = one["object"]["definition"], one["result"]["response"]
        offered = {choice["id"] for choice in definition["choices"]}
        assert response in offered
        assert set(definition["correctResponsesPattern"]) <= offered
        assert one["result"]["success"] == (response in definition["correctResponsesPattern"])
    unjudged = [one for one in statements("--unjudged") if verb(one) == "answered"]
    assert not any("success" in one["result"] for one in unjudged)


def test_the_same_log_gives_the_same_statements_again() -> None:
    assert statements() == statements()


def test_no_statement_of_a_run_that_went_on_has_the_id_of_another(store: Store) -> None:
    who = kit.cast(store)
    run = kit.play(store, who, 4, end=False, mode="practice")
    told = {one["id"]: one for one in told_of(store.run(run), None, None)}
    for undone, index in enumerate((3, 2, 1)):
        store.aid(Aided(run, "undo", index, undone=undone))
    store.decide(kit.decision_of(run, 1, choice="wait", undone=3))
    store.end(kit.end_of(run))
    # A store that has the first may say of each id that it has it already.
    later = {one["id"]: one for one in told_of(store.run(run), None, None)}
    assert [verb(one) for one in later.values()][-3:] == ["completed", "passed", "terminated"]
    assert {id: later[id] for id in told.keys() & later.keys()} == {
        id: told[id] for id in told.keys() & later.keys()
    }
    assert [verb(later[id]) for id in later if id in told] == ["initialized", "answered"]


def test_a_bots_runs_stand_under_nobodys_account(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SIXTY_HOME", str(tmp_path))
    sixty("run", "showroom/just-looking", "--bot", "first", "--log")
    assert statements("--unjudged") == []


# -- readers nobody here wrote ---------------------------------------------------------------------


def test_pandas_reads_every_cell_of_the_csv_and_every_line_of_the_json_lines(
    tmp_path: Path,
) -> None:
    files = [tmp_path / name for name in ("decisions.csv", "runs.csv", "log.jsonl")]
    for file in files:
        more = [] if file.suffix == ".jsonl" else ["--what", file.stem]
        assert exported(file.suffix[1:], "--names", "-o", str(file), *more) == ""
    decisions, runs, lines = readers.pandas(*files)
    assert decisions == table("--names")
    assert runs == table("--what", "runs", "--names")
    for line, row in zip(exported("jsonl", "--names").splitlines(), lines, strict=True):
        assert {key: row[key] for key in json.loads(line)} == json.loads(line)
    (cell,) = {row["comment"] for row in decisions} - {""}
    assert cell.replace("'", "") == HOSTILE.replace("'", "")  # but for what defuses it
    assert [said["text"] for row in lines for said in row["comments"] or ()] == [HOSTILE]


def test_pm4py_reads_the_xes(tmp_path: Path) -> None:
    file = tmp_path / "log.xes"
    assert exported("xes", "--names", "-o", str(file)) == ""
    decisions = len(table())
    assert readers.pm4py(file)[-1] == f"{decisions + 3} 4 0"


def test_r4pm_reads_out_of_the_xes_what_stands_in_the_table(tmp_path: Path) -> None:
    file = tmp_path / "log.xes"
    assert exported("xes", "--names", "-o", str(file)) == ""
    log, traces = readers.r4pm(file)
    rows, runs = table(), table("--what", "runs")
    assert {log["sixty:head"]} == {row["log_head"] for row in rows}
    assert [trace["concept:name"] for trace, _ in traces] == [run["run"] for run in runs]
    assert {trace["sixty:name"] for trace, _ in traces} == {"=Ana() <b>", "Ben"}
    decisions = [event for _, events in traces for event in events if "sixty:choice" in event]
    assert len(decisions) == len(rows)
    for event, row in zip(decisions, rows, strict=True):
        assert event["concept:name"] == f"{row['scene']}: {row['choice']}"
        assert event["org:resource"] == row["person"]
        assert datetime.fromisoformat(event["time:timestamp"]) == datetime.fromisoformat(row["at"])
        assert str(event["sixty:thinking_ms"]) == row["thinking_ms"]
    file.write_text(file.read_text()[:-20])
    with pytest.raises(AssertionError, match="Failed to load EventLog"):
        readers.r4pm(file)


@pytest.mark.parametrize("reader", [readers.ralph, readers.learning_locker])
def test_a_reader_of_statements_finds_every_one_of_them_right(reader: Any, tmp_path: Path) -> None:
    file = tmp_path / "outbox.jsonl"
    exported("xapi", "--names", "-o", str(file))
    assert set(reader(file)) == {"fine"}
    wrong = json.loads(file.read_text().splitlines()[0]) | {"verb": {"id": "no iri"}}
    file.write_text(json.dumps(wrong) + "\n")
    with pytest.raises(AssertionError):
        assert set(reader(file)) == {"fine"}


def test_playing_goes_on_while_a_log_is_exported(tmp_path: Path) -> None:
    with open_store(tmp_path, clock=kit.Clock()) as store:
        who = kit.cast(store)
        for _ in range(3):
            kit.play(store, who)
        from game.office.lines import json_lines

        lines = json_lines(store, store.head(), names=False)
        next(lines)
        next(lines)
        kit.play(store, who)
        assert len(list(lines)) >= 2


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("export", "cake"), "it can be csv, jsonl, xes, xapi"),
        (("export", "xes", "--what", "runs"), "for sixty export csv alone"),
        (("export", "csv", "--site", "https://x"), "for sixty export xapi alone"),
        (("export", "xes", "--unjudged"), "for csv, jsonl and xapi"),
        (("export", "csv", "--upload"), "Only statements can be sent"),
        (("export", "xapi", "--upload"), "set SIXTY_XAPI"),
        (("export", "xapi", "--site", "x"), "begins with https://"),
    ],
)
def test_a_wrong_call_is_one_sentence(call: tuple[str, ...], told: str) -> None:
    ended = sixty(*call, env={"SIXTY_XAPI": ""})
    assert ended.returncode == 2
    assert told in ended.stderr
