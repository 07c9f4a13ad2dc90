"""The tables as they are now. How they came to be is in `migrations`, which repeats none of this.

`event` and `source` are the truth and only ever added to; `person` and `pin` can change; `run`,
`decision`, `aid` and `paper` are made from the events for reading, and can be made again. `judged`,
`outcome` and `moment` are what the coach makes of those, and can be made again as well.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, MetaData, Table

from game.records.dialect import STRICT, whole, words

metadata = MetaData()

event = Table(
    "event",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("id", words(), nullable=False, unique=True),
    Column("run", words()),
    Column("kind", words(), nullable=False),
    Column("at_ms", whole(), nullable=False),
    Column("body", words(), nullable=False),
    # Unique, so that no database lets two events follow the same one.
    Column("prev", words(), nullable=False, unique=True),
    Column("hash", words(), nullable=False),
    Index("event_by_run", "run", "seq"),
    **STRICT,
)

source = Table(
    "source",
    metadata,
    Column("digest", words(), primary_key=True),
    Column("kind", words(), nullable=False),
    Column("text", LargeBinary, nullable=False),
    **STRICT,
)

person = Table(
    "person",
    metadata,
    Column("pseudonym", words(), primary_key=True),
    # Both none once the name was taken away.
    Column("name", words()),
    Column("name_key", words(), unique=True),
    # Grows each time somebody plays or says who they are: the greatest was here last.
    Column("turn", whole(), nullable=False),
    **STRICT,
)

run = Table(
    "run",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("run", words(), nullable=False, unique=True),
    Column("person", words(), nullable=False),
    Column("scenario", words(), nullable=False),
    Column("scenario_digest", words(), nullable=False),
    Column("binder", words(), nullable=False),
    Column("binder_digest", words(), nullable=False),
    Column("seed", whole(), nullable=False),
    Column("truth_given", words()),
    Column("seed_given", whole(), nullable=False),
    Column("front", words(), nullable=False),
    Column("bot", words()),
    Column("mode", words(), nullable=False),
    Column("branched_run", words()),
    Column("branched_index", whole()),
    Column("started_ms", whole(), nullable=False),
    Column("counts", whole(), nullable=False),
    Column("state", words(), nullable=False),
    Column("taken", whole(), nullable=False),
    Column("first", whole(), nullable=False),
    Column("closed_seq", whole(), unique=True),
    Column("closed_ms", whole()),
    Column("ending", words()),
    Column("ending_kind", words()),
    Column("minute", whole()),
    Column("process_earned", whole()),
    Column("process_possible", whole()),
    Column("sixty_earned", whole()),
    Column("sixty_possible", whole()),
    Column("fouls", words()),
    Column("passed", whole()),
    Column("cost", whole()),
    Column("today", whole()),
    Column("later", whole()),
    Column("truth", words()),
    Column("buys", words()),
    Index("run_by_person", "person", "scenario", "seq"),
    # For the review's questions; the last holds all that people's figures are made of.
    Index("run_by_time", "started_ms"),
    Index("run_by_person_time", "person", "started_ms"),
    Index("run_by_scenario", "scenario", "started_ms"),
    Index("run_by_binder", "binder", "started_ms"),
    Index(
        "run_figures",
        "counts",
        "person",
        "state",
        "fouls",
        "buys",
        "first",
        "passed",
        "scenario",
        "binder",
        "mode",
        "started_ms",
        "process_earned",
        "process_possible",
        "sixty_earned",
        "sixty_possible",
    ),
    **STRICT,
)

decision = Table(
    "decision",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("run", words(), nullable=False),
    Column("number", whole(), nullable=False),
    Column("scene", words(), nullable=False),
    Column("choice", words(), nullable=False),
    Column("minute", whole(), nullable=False),
    Column("offered", words(), nullable=False),
    Column("thinking_ms", whole(), nullable=False),
    Column("at_ms", whole(), nullable=False),
    # Not unique: one that was taken back keeps its row beside the one that took its place.
    Index("decision_by_run", "run", "number"),
    **STRICT,
)

aid = Table(
    "aid",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("run", words(), nullable=False),
    Column("kind", words(), nullable=False),
    # Of the decision a hint was for, or of the one that was taken back.
    Column("number", whole(), nullable=False),
    Column("at_ms", whole(), nullable=False),
    Index("aid_by_run", "run", "seq"),
    **STRICT,
)

# Where what people wrote about people's work is among the events: their bodies say the rest.
paper = Table(
    "paper",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("kind", words(), nullable=False),
    Column("run", words()),
    # Whom it is about where it is about no run, and who wrote it.
    Column("person", words()),
    Column("author", words()),
    Index("paper_by_run", "run", "seq"),
    Index("paper_by_kind", "kind", "seq"),
    **STRICT,
)

# Neither hashed nor exported: what people sign in with, and how often that was tried in vain.
pin = Table(
    "pin",
    metadata,
    Column("person", words(), primary_key=True),
    Column("hash", words(), nullable=False),
    Column("recovery", words()),
    Column("tries", whole(), nullable=False),
    Column("last_ms", whole(), nullable=False),
    **STRICT,
)

# What the coach makes of finished runs, worked out when it is first asked for (`judging`): no
# evidence, never hashed, and made again whenever the rules or the tables change. Each row repeats
# what of its run it is asked by, so that a question reads one index and joins nothing.
judged = Table(
    "judged",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("rules", words(), nullable=False),
    Column("loss", whole(), nullable=False),
    Index("judged_by_loss", "loss"),
    **STRICT,
)

outcome = Table(
    "outcome",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("person", words(), nullable=False),
    Column("scenario", words(), nullable=False),
    Column("binder", words(), nullable=False),
    Column("mode", words(), nullable=False),
    Column("started_ms", whole(), nullable=False),
    Column("enters", whole(), nullable=False),
    Column("applied", words(), nullable=False),
    Column("done", words(), nullable=False),
    Index(
        "outcome_figures",
        "enters",
        "person",
        "applied",
        "done",
        "scenario",
        "binder",
        "mode",
        "started_ms",
    ),
    **STRICT,
)

moment = Table(
    "moment",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("run_seq", whole(), nullable=False),
    Column("person", words(), nullable=False),
    Column("scenario", words(), nullable=False),
    Column("binder", words(), nullable=False),
    Column("mode", words(), nullable=False),
    Column("started_ms", whole(), nullable=False),
    Column("enters", whole(), nullable=False),
    Column("number", whole(), nullable=False),
    Column("scene", words(), nullable=False),
    Column("choice", words(), nullable=False),
    Column("best", words(), nullable=False),
    Column("loss", whole(), nullable=False),
    Index("moment_by_run", "run_seq", "number"),
    Index("moment_by_loss", "enters", "loss"),
    Index("moment_by_person", "person", "enters", "loss"),
    Index("moment_by_scenario", "scenario", "enters", "loss"),
    Index(
        "moment_by_scene",
        "scenario",
        "scene",
        "enters",
        "choice",
        "loss",
        "started_ms",
        "mode",
        "binder",
        "person",
    ),
    **STRICT,
)

DERIVED = (aid, decision, paper, run, judged, outcome, moment)
"""What can be made again, and is thrown away before it is."""

# Alembic keeps its place here, and would make it a loose table if it were not there already.
version = Table(
    "alembic_version",
    metadata,
    Column("version_num", words(), primary_key=True),
    **STRICT,
)
