"""What each role may do at the office's desk, and that it is the desk that refuses the rest."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from game.commands.shapes import export_schema
from game.office import door, people
from game.office.columns import all_of
from game.office.crew import RefusedError
from game.office.desk import Desk
from game.office.lines import json_lines
from game.office.tables import COLUMNS, write_table
from game.records import RecordsError, Store, verify
from game.records.papers import Commented, Signed, new_paper
from game.records.queries import Filter
from game.records.ratio import Ratio
from tests.office.crew import PIN, Office
from tests.records import kit

SEES = {
    "tea": {"Tea", "Mo", "Ana", "Ben"},
    "mo": {"Mo", "Ana"},
    "ana": {"Ana"},
    "ben": {"Ben"},
}


def test_everybody_sees_whom_they_may_and_nobody_else(office: Office) -> None:
    for who, whom in SEES.items():
        desk: Desk = getattr(office, who)
        for name, run in office.runs.items():
            if name in whom:
                assert desk.run(run).name == name
            else:
                with pytest.raises(RefusedError, match="not for"):
                    desk.run(run[:8])
        assert {row["name"] for row in desk.rows()} == whom
        assert {row["name"] for row in desk.decision_rows()} == whom
        assert desk.run("last").name in whom
        assert {member.name for member in people.members(desk)} == whom


def test_a_run_is_laid_beside_those_of_its_customer_that_one_may_see(office: Office) -> None:
    for who, whom in SEES.items():
        desk: Desk = getattr(office, who)
        for name in whom:
            beside = [desk.run(each.run).name for each in desk.fellows(office.runs[name])]
            assert set(beside) == whom - {name}
    with pytest.raises(RefusedError, match="not for"):
        office.ana.fellows(office.runs["Ben"])
    ana = office.runs["Ana"]
    for other in ({"seed": 61}, {"truth_given": "buyer"}):
        start = kit.start_of(kit.cast(office.store, "Ben"), **other)
        office.store.start(start)
        office.store.end(kit.end_of(start.run))
        assert start.run not in {each.run for each in office.tea.fellows(ana)}
    again = kit.play(office.store, kit.cast(office.store, "Ana"))
    assert office.tea.fellows(ana)[-1].run == again  # somebody else's first


def test_the_reviews_questions_are_answered_of_those_one_sees(office: Office) -> None:
    names = {person.pseudonym: person.name for person in office.store.people()}
    for who, whom in SEES.items():
        figures = getattr(office, who).figures()
        assert {names[each.person] for each in figures.people()} == whom
        assert {names[each.person] for each in figures.runs()} == whom
        assert sum(count for _, count in figures.choices("showroom/just-looking", "x")) == 0
        for each in figures.people(Filter(person=office.ben.who.pseudonym)):  # type: ignore[union-attr]
            assert names[each.person] in whom
    mo = office.mo.figures()
    assert mo.trend(office.ben.who.pseudonym) == []  # type: ignore[union-attr]
    assert len(mo.trend(office.ana.who.pseudonym)) == 1  # type: ignore[union-attr]
    assert (mo.steps(), mo.costliest(), mo.improvement()) == ([], [], [])


TRAINERS: dict[str, Callable[[Desk], Any]] = {
    "export": lambda desk: desk.to_export(),
    "draw": lambda desk: desk.draw(),
    "add": lambda desk: people.add(desk, "Eve", "trainer"),
    "change": lambda desk: people.change(desk, "Ben", role="trainer"),
    "alone": lambda desk: people.alone(desk, "Ana"),
    "give a PIN": lambda desk: people.give_pin(desk, "Tea"),
}


@pytest.mark.parametrize("what", TRAINERS)
def test_what_is_a_trainers_alone_is_refused_to_others(office: Office, what: str) -> None:
    head, known = office.store.head(), office.store.people()
    for desk in (office.mo, office.ana, office.ben):
        with pytest.raises(RefusedError, match="Only a trainer may"):
            TRAINERS[what](desk)
    assert (office.store.head(), office.store.people()) == (head, known)
    TRAINERS[what](office.tea)


MAY_JUDGE = {("tea", "Ana"), ("tea", "Ben"), ("tea", "Mo"), ("mo", "Ana")}


@pytest.mark.parametrize("who", SEES)
def test_mentors_judge_their_mentees_trainers_all_and_nobody_themselves(
    office: Office, who: str
) -> None:
    desk: Desk = getattr(office, who)
    for whose, run in office.runs.items():
        head = office.store.head()
        if (who, whose) in MAY_JUDGE:
            desk.comment(run, 1, "Well asked.", verdict="agree")
            desk.sign(run, "agree")
            continue
        with pytest.raises(RefusedError):
            desk.comment(run, 1, "Well asked.")
        with pytest.raises(RefusedError):
            desk.sign(run, "agree")
        assert office.store.head() == head


def test_nobody_judges_their_own_run_and_is_told_who_does(office: Office) -> None:
    with pytest.raises(RefusedError, match="another mentor or trainer"):
        office.tea.sign(office.runs["Tea"], "agree")
    with pytest.raises(RefusedError, match="is neither"):
        office.ana.comment(office.runs["Ana"], None, "I was good.")


def test_trainees_are_not_told_what_is_inspected(office: Office) -> None:
    office.tea.draw(count=9)
    with pytest.raises(RefusedError, match="mentors and trainers"):
        office.ana.inspections()
    assert {record.name for _, record in office.mo.inspections()} == {"Ana"}
    assert {record.name for _, record in office.tea.inspections()} == {"Mo", "Ana", "Ben"}


def test_whoever_has_not_signed_in_sees_and_does_nothing(office: Office) -> None:
    nobody = Desk(office.store, None)
    assert list(nobody.rows()) == []
    assert nobody.figures().people() == []
    assert people.members(nobody) == []
    refused: list[Callable[[], Any]] = [
        lambda: nobody.run(office.runs["Ana"]),
        lambda: nobody.run("last"),
        lambda: nobody.comment(office.runs["Ana"], 0, "x"),
        lambda: nobody.sign(office.runs["Ana"], "agree"),
        lambda: nobody.evidence(office.runs["Ana"]),
        lambda: nobody.beside(office.runs["Ana"], office.runs["Ben"]),
        nobody.draw,
        nobody.inspections,
        nobody.to_export,
        lambda: people.add(nobody, "Eve", "trainer"),
        lambda: door.lone(office.store),
        lambda: door.sign_in(office.store, "Eve", PIN),
        lambda: door.sign_in(office.store, "Tea", "0007"),
    ]
    for what in refused:
        with pytest.raises(RefusedError):
            what()


def test_everybody_may_check_the_log(office: Office) -> None:
    office.tea.draw()
    for desk in (office.tea, office.ana, Desk(office.store, None)):
        assert desk.verify().problems == ()


def test_a_role_taken_away_ends_at_once_what_it_allowed(office: Office) -> None:
    people.change(office.tea, "Mo", role="trainee")
    with pytest.raises(RefusedError):
        office.mo.run(office.runs["Ana"])
    people.change(office.tea, "Mo", role="mentor")
    office.mo.run(office.runs["Ana"])
    assert people.alone(office.tea, "Ana").mentor is None
    with pytest.raises(RefusedError):
        office.mo.run(office.runs["Ana"])


def test_people_are_added_once_with_a_pin_of_their_own(office: Office) -> None:
    joined = people.add(office.tea, "Eve", "trainer")
    door.sign_in(office.store, "Eve", joined.pin).to_export()
    assert joined.code is not None
    door.recover(office.store, "Eve", joined.code, "9182")
    assert [each.name for each in people.members(office.tea) if each.back_door] == ["Eve"]
    with pytest.raises(RefusedError, match="here already"):
        people.add(office.tea, "eve", "trainee")
    with pytest.raises(RefusedError, match="neither mentor nor trainer"):
        people.add(office.tea, "Flo", "trainee", "Ana")
    with pytest.raises(RefusedError, match="no role yet"):
        people.change(office.tea, kit_person(office, "Gus"), role="mentor")
    with pytest.raises(RefusedError, match="no role yet"):
        people.give_pin(office.tea, "Gus")
    with pytest.raises(RefusedError, match="Nobody here is called"):
        people.change(office.tea, "Hal", role="mentor")
    with pytest.raises(RefusedError, match="is no trainer"):
        door.recover(office.store, "Ana", "", "9182")
    assert "Flo" not in {person.name for person in office.store.people()}


def kit_person(office: Office, name: str) -> str:
    return office.store.person(name).name


def test_the_last_trainer_stays_one(office: Office) -> None:
    with pytest.raises(RecordsError, match="no trainer left"):
        people.change(office.tea, "Tea", role="trainee")
    with pytest.raises(RecordsError, match="a trainer here already"):
        door.set_up(office.store, "Ben", PIN)


@pytest.mark.parametrize(
    "name",
    ["", "\x1b[2J", "a" * 81, "a" * 10_000, "\u202e\u200f"],
)
def test_a_name_that_is_none_is_refused_and_sets_nothing_up(store: Store, name: str) -> None:
    with pytest.raises(RecordsError):
        door.set_up(store, name, PIN)
    assert not door.is_set_up(store)


@pytest.mark.parametrize("name", ["[b]Tea[/b]", "=cmd()", "שרה", "O'Neil; DROP TABLE pin"])
def test_a_name_of_any_other_kind_signs_in(store: Store, name: str) -> None:
    door.set_up(store, name, PIN)
    desk = door.sign_in(store, name, PIN)
    assert desk.who is not None
    assert desk.who.name == name


def test_a_lone_user_is_asked_for_nothing(store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who)
    desk = door.lone(store)
    assert desk.who is not None
    assert desk.run("last").run == run
    desk.comment(run, 0, "Note to myself.")
    desk.sign(run, "agree")
    assert desk.inspections() == []
    assert desk.to_export() is store
    with pytest.raises(RefusedError, match="no roles here yet"):
        people.add(desk, "Ben", "trainer")
    nameless = Desk(store, None)
    with pytest.raises(RefusedError, match="--as NAME"):
        nameless.comment(run, 0, "x")
    with pytest.raises(RefusedError, match="--as NAME"):
        nameless.draw()


def test_a_pin_is_needed_by_those_who_have_one_and_nobody_else(store: Store, who: kit.Cast) -> None:
    assert not door.needs_pin(store, "Ana")
    made = door.set_up(store, "Tea", PIN)
    assert door.needs_pin(store, " tea ")
    assert not door.needs_pin(store, "Ana")
    assert not door.needs_pin(store, "Eve")
    people.add(Desk(store, made.trainer), "Ana", "trainee")
    assert door.needs_pin(store, "Ana")
    with pytest.raises(RecordsError):
        door.needs_pin(store, "\x1b")


def test_an_empty_log_says_so(store: Store) -> None:
    with pytest.raises(RecordsError, match="holds no run yet"):
        door.lone(store).run("last")


def test_agreement_is_a_fraction_of_last_verdicts_and_machine_scores_stay(
    office: Office,
) -> None:
    ana, ben = office.runs["Ana"], office.runs["Ben"]
    before = office.store.run(ana)
    office.mo.comment(ana, 0, "", verdict="agree")
    office.mo.comment(ana, 1, "She said no.", verdict="adjust", label="mistake")
    office.mo.comment(ana, 1, "I see it now.", verdict="agree")
    office.tea.comment(ana, 1, "Kinder than that.", verdict="adjust", label="good")
    office.tea.comment(ben, 2, "Again, slower.", verdict="retry")
    office.tea.comment(ben, 2, "only a word")
    office.tea.sign(ben, "adjust", "The greeting was fine.", process=80)
    found = office.tea.agreement()
    assert (found.decisions, found.runs, found.sent_back) == (Ratio(2, 3), Ratio(0, 1), 1)
    differ, *agree = office.tea.opinions()
    assert (differ[0].run, differ[0].index, differ[0].verdict) == (ben, None, "adjust")
    assert [(each.index, each.verdict) for each, _ in agree] == [
        (1, "adjust"),
        (1, "agree"),
        (0, "agree"),
    ]
    assert office.ben.opinions() == [(differ[0], office.store.run(ben))]
    assert office.mo.agreement().decisions == Ratio(2, 3)
    assert office.mo.agreement().runs == Ratio(0, 0)
    assert office.ben.agreement().sent_back == 1
    assert office.store.run(ana) == before
    assert verify(office.store).problems == ()


def test_what_one_makes_of_ones_own_play_is_no_agreement(store: Store, who: kit.Cast) -> None:
    run = kit.play(store, who)
    desk = door.lone(store)
    assert desk.who is not None
    assert desk.who.pseudonym == who.person
    desk.comment(run, 0, "", verdict="agree")
    desk.sign(run, "agree")
    nothing = Ratio(0, 0)
    assert (desk.agreement().decisions, desk.agreement().runs) == (nothing, nothing)
    Desk(store, store.person("Ben")).comment(run, 0, "", verdict="agree")
    assert desk.agreement().decisions == Ratio(1, 1)


def test_filing_again_under_one_id_is_harmless(office: Office) -> None:
    id = new_paper()
    once = office.mo.comment(office.runs["Ana"], 0, "Well asked.", id=id)
    assert office.mo.comment(office.runs["Ana"], 0, "Well asked.", id=id) == once
    assert isinstance(once.entry, Commented)
    signed = office.mo.sign(office.runs["Ana"], "agree", id=new_paper())
    assert isinstance(signed.entry, Signed)
    assert office.mo.sign(office.runs["Ana"], "agree", id=signed.entry.id) == signed
    assert replace(signed.entry, head="").events == once.seq


def test_what_people_said_is_exported_beside_what_the_machine_says(
    office: Office,
) -> None:
    ana = office.runs["Ana"]
    text = "=cmd() [b] \u202e Ana Novak"
    office.mo.comment(ana, 1, text, verdict="adjust", label="mistake")
    office.mo.comment(ana, None, "On the whole, good.")
    signed = office.tea.sign(ana, "adjust", "Kinder.", sixty=90).entry
    assert isinstance(signed, Signed)
    (row,) = (row for row in office.tea.rows() if row["run"] == ana)
    assert row["sixty"]["percent"] == 71
    assert [(said["index"], said["text"]) for said in row["comments"]] == [
        (1, text),
        (None, "On the whole, good."),
    ]
    assert (row["signed"][0]["sixty"], row["signed"][0]["head"]) == (90, signed.head)

    for names in (True, False):
        lines = list(json_lines(office.tea.to_export(), office.store.head(), names=names))
        for line in lines:
            jsonschema.validate(line, export_schema())
        tables = {}
        for what in ("decisions", "runs"):
            out = io.StringIO()
            columns = all_of(COLUMNS[what])
            write_table(
                out, office.tea.to_export(), what, columns, office.store.head(), names=names
            )
            out.seek(1)
            tables[what] = list(csv.DictReader(out))
        told = str(lines) + str(tables)
        assert ("Novak" in told) == names
        assert ("Kinder" in str(lines)) == names
        (decision,) = (
            each for each in tables["decisions"] if each["run"] == ana and each["index"] == "1"
        )
        assert (decision["verdict"], decision["label_given"]) == ("adjust", "mistake")
        assert decision["comment"] == ("'" + text if names else "")
        (run,) = (each for each in tables["runs"] if each["run"] == ana)
        assert (run["sixty_percent"], run["signed_sixty"]) == ("71", "90")
        assert run["signed_head"] == signed.head
        assert "argon2" not in told
