"""Which runs are inspected: drawn by the log itself, so that nobody chooses whom to look at.

The seed is the log's own head. The same log gives the same draw to everybody for ever, and
`honest` draws it again. Draws are counter-based, as the engine's are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.draws import shuffled, uniform
from game.office.crew import RefusedError, crew_of
from game.records.candidates import DAY_MS, Candidate, candidates, head_at
from game.records.filing import papers
from game.records.papers import Drawn, Signed, new_paper

if TYPE_CHECKING:
    from game.records.papers import Paper
    from game.records.store import Store

WINDOW_DAYS, DUE_DAYS, COUNT = 30, 7, 5
"""How far back runs are drawn from, when they are due, how many at a time: if nobody says else."""

_PAPERS = ("role", "sign-off", "inspection")


@dataclass(frozen=True, slots=True)
class Inspection:
    """A run that was drawn, in a draw (its event's number) with a seed. `signed_ms` is when it was
    signed off since, None while it is open; times are UTC in milliseconds."""

    run: str
    draw: int
    seed: int
    drawn_ms: int
    due_ms: int
    signed_ms: int | None
    overdue: bool


def seed_of(head: str) -> int:
    """The seed of a draw on a head: its first 52 bits."""
    return int(head[:13], 16)


def pick(pool: Sequence[Candidate], seed: int, count: int) -> list[str]:
    """So many runs of a pool, or all: people in turn, in an order of the seed's; of each person the
    scenario that was picked least so far; of those runs any."""
    left: dict[str, dict[str, list[str]]] = {}
    for each in pool:
        left.setdefault(each.person, {}).setdefault(each.scenario, []).append(each.run)
    scenarios = shuffled(seed, {each.scenario for each in pool})
    turns = shuffled(seed, left)
    picked: list[str] = []
    seen: Counter[str] = Counter()
    while turns and len(picked) < count:
        for person in list(turns):
            theirs = left[person]
            scenario = min(theirs, key=lambda name: (seen[name], scenarios.index(name)))
            runs = theirs[scenario]
            picked.append(runs.pop(uniform(seed, "inspection", len(picked), len(runs))))
            seen[scenario] += 1
            if not runs:
                del theirs[scenario]
            if not theirs:
                turns.remove(person)
            if len(picked) == count:
                break
    return picked


def drawn(
    store: Store,
    by: str,
    count: int = COUNT,
    window_days: int = WINDOW_DAYS,
    due_days: int = DUE_DAYS,
) -> Drawn:
    """A draw on the log as it is now, not filed yet.

    Raises RefusedError where there is nothing to draw, and `RecordsError`.
    """
    events = store.head().count
    if not events:
        raise RefusedError("The score log is empty, so there is nothing to inspect.")
    head, _ = head_at(store, events)
    seed = seed_of(head.hash)
    runs = pick(_pool(store, events, window_days), seed, count)
    if not runs:
        raise RefusedError(
            f"There is nothing to inspect: every run of the last {window_days} days is signed off, "
            "drawn already, unfinished, a bot's or a trainer's own."
        )
    return Drawn(
        id=new_paper(),
        by=by,
        seed=seed,
        events=head.count,
        head=head.hash,
        window_days=window_days,
        due_days=due_days,
        runs=tuple(runs),
    )


def honest(store: Store, paper: Paper) -> bool:
    """Whether a draw that was filed is what its log draws."""
    entry = paper.entry
    if not isinstance(entry, Drawn) or not 0 < entry.events < paper.seq:
        return False
    head, _ = head_at(store, entry.events)
    pool = _pool(store, entry.events, entry.window_days)
    again = tuple(pick(pool, entry.seed, len(entry.runs)))
    return (head.hash, seed_of(head.hash), again) == (entry.head, entry.seed, entry.runs)


def inspections(store: Store) -> list[Inspection]:
    """Every run that was drawn, the first due first, those that are done included.

    What is overdue is so by this computer's clock or by the log's own last time, whichever is
    later: setting the clock back makes nothing timely.
    """
    filed = papers(store, _PAPERS)
    last = store.head().count
    now = max(store.now(), head_at(store, last)[1]) if last else store.now()
    signed: dict[str, list[Paper]] = {}
    for paper in filed:
        if isinstance(paper.entry, Signed):
            signed.setdefault(paper.entry.run, []).append(paper)
    found = [
        _inspection(paper, paper.entry, run, signed.get(run, ()), now)
        for paper in filed
        if isinstance(paper.entry, Drawn)
        for run in paper.entry.runs
    ]
    return sorted(found, key=lambda each: (each.due_ms, each.draw))


def _inspection(
    paper: Paper, entry: Drawn, run: str, signed: Collection[Paper], now: int
) -> Inspection:
    due = paper.at_ms + entry.due_days * DAY_MS
    done = next((each.at_ms for each in signed if each.seq > paper.seq), None)
    return Inspection(
        run, paper.seq, entry.seed, paper.at_ms, due, done, done is None and now > due
    )


def _pool(store: Store, events: int, window_days: int) -> list[Candidate]:
    """The runs to draw from: of the days before the log's last event, by no trainer, and neither
    signed off nor drawn before."""
    _, last_ms = head_at(store, events)
    filed = [paper for paper in papers(store, _PAPERS) if paper.seq <= events]
    roles = crew_of(filed).roles
    known: set[str] = set()
    for paper in filed:
        if isinstance(paper.entry, Signed):
            known.add(paper.entry.run)
        elif isinstance(paper.entry, Drawn):
            known.update(paper.entry.runs)
    since = last_ms - window_days * DAY_MS
    return [
        each
        for each in candidates(store, events, since)
        if each.run not in known and roles.get(each.person) != "trainer"
    ]
