"""Somebody leaves: their name is gone from the log, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.office import door, people
from game.office.crew import RefusedError
from game.office.desk import Desk
from game.records import RecordsError, verify
from game.records.filing import papers
from game.records.pins import has_pin
from tests.commands import sixty
from tests.conftest import ROOT
from tests.office.crew import PIN, Office
from tests.records import databases, kit


def test_a_name_is_taken_out_and_the_runs_and_the_chain_stay(office: Office) -> None:
    ana = office.ana.who
    assert ana is not None
    before, head = office.store.run(office.runs["Ana"]), office.store.head()
    assert people.remove(office.tea, "ana") == ana.pseudonym
    after = office.store.run(office.runs["Ana"])
    assert (after.name, after.decisions, after.ended) == (None, before.decisions, before.ended)
    assert "Ana" not in [member.name for member in people.members(office.tea)]
    assert ana.pseudonym not in office.tea.crew().roles
    assert not has_pin(office.store, ana.pseudonym)
    found = verify(office.store, against=head.hash)
    assert found.problems == ()
    (filed,) = [paper for paper in papers(office.store, ("role",)) if paper.seq == found.count]
    assert filed.entry.by == getattr(office.tea.who, "pseudonym", None)
    with pytest.raises(RefusedError, match="Nobody here is called"):
        door.sign_in(office.store, "Ana", PIN)
    assert office.store.person("Ana").pseudonym != ana.pseudonym


def test_the_name_is_nowhere_in_the_file_any_longer(office: Office) -> None:
    name = "Quetzalcoatl Fairweather"
    people.add(office.tea, name, "trainee", "Mo")
    file = office.store.head_file.parent / "sixty.db"
    if databases.url_of(file.parent) is None:
        assert name.encode() in file.read_bytes()
    people.remove(office.tea, name)
    rows = [kit.all_rows(file.parent, table) for table in ("event", "person", "pin", "paper")]
    assert name not in str(rows)
    if databases.url_of(file.parent) is None:
        left = [each.read_bytes() for each in file.parent.iterdir()]
        assert not any(name.encode() in each or name.lower().encode() in each for each in left)


@pytest.mark.parametrize("who", ["mo", "ana"])
def test_nobody_but_a_trainer_takes_a_name_away(office: Office, who: str) -> None:
    head = office.store.head()
    with pytest.raises(RefusedError, match="Only a trainer may take people's names away"):
        people.remove(getattr(office, who), "Ana")
    with pytest.raises(RefusedError, match="Only a trainer"):
        people.remove(Desk(office.store, None), "Ana")
    assert office.store.head() == head


def test_the_last_trainer_stays(office: Office) -> None:
    with pytest.raises(RecordsError, match="no trainer left"):
        people.remove(office.tea, "Tea")
    assert door.sign_in(office.store, "Tea", PIN).who == office.tea.who


def test_the_page_tells_how_and_each_of_its_commands_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = Path(ROOT / "docs" / "people.md").read_text(encoding="utf-8")
    told = re.findall(r"^    sixty (.+) --as Tea$", page, re.MULTILINE)
    assert [line.split()[:3] for line in told] == [
        ["people", "add", "Mo"],
        ["people", "add", "Ana"],
        ["people", "remove", "Ana"],
    ]
    monkeypatch.setenv("SIXTY_NEW_PIN", PIN)
    assert sixty("people", "setup", "Tea").returncode == 0
    all_ended = [sixty(*line.split(), "--as", "Tea", env={"SIXTY_PIN": PIN}) for line in told]
    assert [ended.returncode for ended in all_ended] == [0, 0, 0]
    assert re.search(r"Their runs stay, as p-[0-9a-f]{16}\.", all_ended[-1].stdout)
    assert "Ana" not in sixty("people", "--as", "Tea", env={"SIXTY_PIN": PIN}).stdout
