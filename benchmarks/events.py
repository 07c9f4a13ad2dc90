"""A large score log for measuring: seeded, its chain valid, its shape a store group's year.

Bodies are written as canonical JSON straight away, and a test holds them to the log's own; nothing
here is played by the engine.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import BindParameter, case, insert, literal, select

from game.office.inspection import drawn
from game.office.judging import RULES
from game.records import derive, filing, tables
from game.records.chain import START, Event, link
from game.records.papers import Commented, Entry, Label, Signed, Verdict, new_paper
from game.records.store import Store

YEAR_MS = 365 * 86_400_000
BEGAN_MS = 1_700_000_000_000
_PAGE = 20_000


@dataclass(frozen=True, slots=True)
class Size:
    """How large a log: runs have 12 to 28 decisions, 20 in the middle."""

    runs: int = 50_000
    people: int = 400
    scenarios: int = 24
    binders: int = 3


def fill(store: Store, size: Size, seed: int = 60) -> int:
    """Fill an empty log, and make the tables for reading; how many events it came to."""
    scenario = store.keep("scenario", b"title: Measured\n")
    binder = store.keep("binder", b"title: Measured\n")
    people = [store.person(f"Person {number}").pseudonym for number in range(size.people)]
    made = events(size, seed, people, scenario, binder)
    count, head = 0, START
    add = insert(tables.event)
    while page := list(islice(made, _PAGE)):
        rows = []
        for run, kind, what, at_ms, body in page:
            count += 1
            id = derive.event_id(run, what)
            event = Event(count, id.encode(), run.encode(), kind.encode(), at_ms, body.encode())
            previous, head = head, link(head, event)
            rows.append(
                {
                    "seq": count,
                    "id": id,
                    "run": run,
                    "kind": kind,
                    "at_ms": at_ms,
                    "body": body,
                    "prev": previous,
                    "hash": head,
                }
            )
        with store.database.writing() as connection:
            connection.execute(add, rows)
    store.rebuild()
    return count


def events(
    size: Size, seed: int, people: list[str], scenario: str, binder: str
) -> Iterator[tuple[str, str, str, int, str]]:
    """Every event as run, kind, what its id is made of, time, and canonical body."""
    chance = random.Random(seed)
    for number in range(size.runs):
        run = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        story = chance.randrange(size.scenarios)
        start = BEGAN_MS + number * YEAR_MS // size.runs
        yield (
            run,
            derive.STARTED,
            derive.STARTED,
            start,
            _started(chance, chance.choice(people), story, size.binders, (scenario, binder)),
        )
        count = chance.randrange(12, 29)
        minute = 0
        for index in range(count):
            minute += chance.randrange(1, 5)
            at = start + (index + 1) * 7000
            yield (
                run,
                derive.DECIDED,
                f"{derive.DECIDED} {index}",
                at,
                _decided(chance, index, minute),
            )
        if chance.random() < 0.9:
            yield run, derive.ENDED, derive.ENDED, start + 300_000, _ended(chance, minute)


def _started(
    chance: random.Random, person: str, story: int, binders: int, digests: tuple[str, str]
) -> str:
    bot = '"longest"' if chance.random() < 0.03 else "null"
    given = "true" if chance.random() < 0.05 else "false"
    mode = "practice" if chance.random() < 0.3 else "floor"
    return (
        f'{{"binder":"binder-{story % binders}","binder_digest":"{digests[1]}","bot":{bot},'
        f'"branched_from":null,"front":"app","mode":"{mode}","person":"{person}",'
        f'"scenario":"showroom/story-{story}","scenario_digest":"{digests[0]}",'
        f'"seed":{chance.getrandbits(53)},"seed_given":{given},"truth_given":null}}'
    )


def _decided(chance: random.Random, index: int, minute: int) -> str:
    # The first scene of every story has the same name, as mentors' files have it.
    scene = "opens" if index == 0 else f"scene-{index * 3 + chance.randrange(3)}"
    choice = chance.choice(("ask", "push", "wait", "show"))
    return (
        f'{{"choice":"{choice}","index":{index},"minute":{minute},'
        f'"offered":["ask","push","wait","show"],"scene":"{scene}",'
        f'"thinking_ms":{chance.randrange(2000, 30000)}}}'
    )


def _ended(chance: random.Random, minute: int) -> str:
    foul = '["false-urgency"]' if chance.random() < 0.04 else "[]"
    process, sixty = chance.randrange(0, 91), chance.randrange(0, 101)
    passed = "true" if process >= 60 and sixty >= 60 and foul == "[]" else "false"
    buys = chance.choice(("this-week", "later", "later", "never"))
    kind = chance.choice(("sold", "appointment", "follow-up", "lost"))
    return (
        f'{{"buys":"{buys}","fouls":{foul},"kind":"{kind}","minute":{minute},'
        f'"money":{{"cost":310,"later":{chance.randrange(3000)},"today":0}},"passed":{passed},'
        f'"process":{{"earned":{process},"possible":90}},"scene":"ends-{kind}",'
        f'"sixty":{{"earned":{sixty},"possible":100}},"truth":"truth-{buys}"}}'
    )


STEPS = ("greet", "name", "needs", "show", "numbers", "to", "secures", "log")


def judge(store: Store) -> None:
    """Fill the coach's tables with made-up figures, one for each decision and eight a run, as if
    the coach of today had made them: else a review would have it all judged anew."""
    run, decision = tables.run, tables.decision
    enters = case(
        ((run.c.counts == 1) & (run.c.state == "finished") & (run.c.fouls == "[]"), 1), else_=0
    )
    of_run = [run.c.person, run.c.scenario, run.c.binder, run.c.mode, run.c.started_ms, enters]
    names = ["person", "scenario", "binder", "mode", "started_ms", "enters"]
    loss = case((decision.c.seq % 3 == 0, decision.c.seq * 7919 % 4001), else_=0)
    with store.database.writing() as connection:
        finished = run.c.state == "finished"
        connection.execute(
            insert(tables.judged).from_select(
                ["seq", "rules", "loss"],
                select(run.c.seq, literal(RULES), run.c.seq * 7919 % 20011).where(finished),
            )
        )
        connection.execute(
            insert(tables.moment).from_select(
                ["seq", "run_seq", *names, "number", "scene", "choice", "best", "loss"],
                select(
                    decision.c.seq,
                    run.c.seq,
                    *of_run,
                    decision.c.number,
                    decision.c.scene,
                    decision.c.choice,
                    literal('["ask"]'),
                    loss,
                )
                .join(run, run.c.run == decision.c.run)
                .where(finished),
            )
        )
        done = case(
            *(
                (run.c.seq % (len(STEPS) + 1) == left, _ids(STEPS[:left] + STEPS[left + 1 :]))
                for left in range(len(STEPS))
            ),
            else_=_ids(STEPS),
        )
        connection.execute(
            insert(tables.outcome).from_select(
                ["seq", *names, "applied", "done"],
                select(run.c.seq, *of_run, _ids(STEPS), done).where(finished),
            )
        )


def say(store: Store, comments: int = 2000, signed: int = 500, draws: int = 52) -> None:
    """What people say of a year's runs: verdicts on decisions, sign-offs, a draw of five a week."""
    chance = random.Random(60)
    by = store.people()[0].pseudonym
    asked = select(tables.run.c.run).where(tables.run.c.state == "finished")
    with store.database.reading() as connection:
        runs = list(connection.execute(asked.order_by(tables.run.c.seq)).scalars())
    entries: list[Entry] = [
        Commented(new_paper(), chance.choice(runs), by, chance.randrange(12), *_said(chance))
        for _ in range(comments)
    ]
    entries += [Signed(new_paper(), run, by, "agree") for run in chance.sample(runs, signed)]
    with store.database.writing() as connection:
        for entry in entries:
            filing.add(connection, BEGAN_MS + YEAR_MS, entry)
    for _ in range(draws):
        draw = drawn(store, by)
        with store.database.writing() as connection:
            filing.add(connection, BEGAN_MS + YEAR_MS, draw)
    store.note_head()


def _said(chance: random.Random) -> tuple[str, Verdict, Label | None]:
    if chance.random() < 0.8:
        return "Well asked.", "agree", None
    return "They had said no already.", "adjust", "mistake"


def _ids(ids: tuple[str, ...]) -> BindParameter[str]:
    return literal(derive.ids_text(ids))
