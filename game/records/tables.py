"""The tables as they are now. How they came to be is in `migrations`, which repeats none of this.

`event` and `source` are the truth and only ever added to; `person` and `pin` can change; `run`,
`decision`, `aid` and `paper` are made from the events for reading, and can be made again. `judged`,
`outcome` and `moment` are what the coach makes of those, `wording` is read out of the sources, and
these can be made again as well.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, MetaData, Table

from game.records.dialect import STRICT, whole, words

metadata = MetaData()


def _number() -> Column[int]:
    """A row's key: the number of an event."""
    return Column("seq", whole(), primary_key=True, autoincrement=False)


def _texts(*names: str, nullable: bool = False) -> list[Column[str]]:
    return [Column(name, words(), nullable=nullable) for name in names]


def _wholes(*names: str, nullable: bool = False) -> list[Column[int]]:
    return [Column(name, whole(), nullable=nullable) for name in names]


event = Table(
    "event",
    metadata,
    _number(),
    Column("id", words(), nullable=False, unique=True),
    *_texts("run", nullable=True),
    *_texts("kind"),
    *_wholes("at_ms"),
    *_texts("body"),
    # Unique, so that no database lets two events follow the same one.
    Column("prev", words(), nullable=False, unique=True),
    *_texts("hash"),
    Index("event_by_run", "run", "seq"),
    **STRICT,
)

source = Table(
    "source",
    metadata,
    Column("digest", words(), primary_key=True),
    *_texts("kind"),
    Column("text", LargeBinary, nullable=False),
    **STRICT,
)

person = Table(
    "person",
    metadata,
    Column("pseudonym", words(), primary_key=True),
    # Both none once the name was taken away.
    *_texts("name", nullable=True),
    Column("name_key", words(), unique=True),
    # Grows each time somebody plays or says who they are: the greatest was here last.
    *_wholes("turn"),
    **STRICT,
)

_POINTS = ("process_earned", "process_possible", "sixty_earned", "sixty_possible")

run = Table(
    "run",
    metadata,
    _number(),
    Column("run", words(), nullable=False, unique=True),
    *_texts("person", "scenario", "scenario_digest", "binder", "binder_digest"),
    *_wholes("seed"),
    *_texts("truth_given", nullable=True),
    *_wholes("seed_given"),
    *_texts("front"),
    *_texts("bot", nullable=True),
    *_texts("mode"),
    *_texts("branched_run", nullable=True),
    *_wholes("branched_index", nullable=True),
    *_wholes("started_ms", "counts"),
    *_texts("state"),
    *_wholes("taken", "first"),
    # None until the run is over, and what follows also where it was given up.
    Column("closed_seq", whole(), unique=True),
    *_wholes("closed_ms", nullable=True),
    *_texts("ending", "ending_kind", nullable=True),
    *_wholes("minute", *_POINTS, nullable=True),
    *_texts("fouls", nullable=True),
    *_wholes("passed", "cost", "today", "later", nullable=True),
    *_texts("truth", "buys", nullable=True),
    Index("run_by_person", "person", "scenario", "seq"),
    # For the review's questions; the last holds all that people's figures are made of.
    Index("run_by_time", "started_ms"),
    Index("run_by_person_time", "person", "started_ms"),
    Index("run_by_scenario", "scenario", "started_ms"),
    Index("run_by_binder", "binder", "started_ms"),
    Index(
        "run_figures",
        *("counts", "person", "state", "fouls", "buys", "first", "passed"),
        *("scenario", "binder", "mode", "started_ms", *_POINTS),
    ),
    **STRICT,
)

decision = Table(
    "decision",
    metadata,
    _number(),
    *_texts("run"),
    *_wholes("number"),
    *_texts("scene", "choice"),
    *_wholes("minute"),
    *_texts("offered"),
    *_wholes("thinking_ms", "at_ms"),
    # Not unique: one that was taken back keeps its row beside the one that took its place.
    Index("decision_by_run", "run", "number"),
    **STRICT,
)

aid = Table(
    "aid",
    metadata,
    _number(),
    *_texts("run", "kind"),
    # Of the decision a hint was for, or of the one that was taken back.
    *_wholes("number", "at_ms"),
    Index("aid_by_run", "run", "seq"),
    **STRICT,
)

# Where what people wrote about people's work is among the events: their bodies say the rest.
paper = Table(
    "paper",
    metadata,
    _number(),
    *_texts("kind"),
    # The run, whom it is about where it is about no run, and who wrote it.
    *_texts("run", "person", "author", nullable=True),
    Index("paper_by_run", "run", "seq"),
    Index("paper_by_kind", "kind", "seq"),
    **STRICT,
)

# Neither hashed nor exported: what people sign in with, and how often that was tried in vain.
pin = Table(
    "pin",
    metadata,
    Column("person", words(), primary_key=True),
    *_texts("hash"),
    *_texts("recovery", nullable=True),
    *_wholes("tries", "last_ms"),
    **STRICT,
)

# What the coach makes of finished runs, worked out when it is first asked for (`judging`): no
# evidence, never hashed, and made again whenever the rules or the tables change. Each row repeats
# what of its run it is asked by, so that a question reads one index and joins nothing.
judged = Table(
    "judged",
    metadata,
    _number(),
    *_texts("rules"),
    *_wholes("loss"),
    Index("judged_by_loss", "loss"),
    **STRICT,
)

outcome = Table(
    "outcome",
    metadata,
    _number(),
    *_texts("person", "scenario", "binder", "mode"),
    *_wholes("started_ms", "enters"),
    *_texts("applied", "done"),
    Index(
        "outcome_figures",
        *("enters", "person", "applied", "done", "scenario", "binder", "mode", "started_ms"),
    ),
    **STRICT,
)

moment = Table(
    "moment",
    metadata,
    _number(),
    *_wholes("run_seq"),
    *_texts("person", "scenario", "binder", "mode"),
    *_wholes("started_ms", "enters", "number"),
    *_texts("scene", "choice", "best"),
    *_wholes("loss"),
    Index("moment_by_run", "run_seq", "number"),
    Index("moment_by_loss", "enters", "loss"),
    Index("moment_by_person", "person", "enters", "loss"),
    Index("moment_by_scenario", "scenario", "enters", "loss"),
    Index(
        "moment_by_scene",
        *("scenario", "scene", "enters", "choice", "loss", "started_ms"),
        *("mode", "binder", "person"),
    ),
    **STRICT,
)

# What is read out of the sources, so that a review need not do it anew for each of many files.
wording = Table(
    "wording",
    metadata,
    Column("scenario_digest", words(), primary_key=True),
    Column("binder_digest", words(), primary_key=True),
    Column("choice", words(), primary_key=True),
    *_texts("words"),
    *_wholes("spoken"),
    **STRICT,
)

DERIVED = (aid, decision, paper, run, judged, outcome, moment, wording)
"""What can be made again, and is thrown away before it is."""

# Alembic keeps its place here, and would make it a loose table if it were not there already.
version = Table(
    "alembic_version",
    metadata,
    Column("version_num", words(), primary_key=True),
    **STRICT,
)
