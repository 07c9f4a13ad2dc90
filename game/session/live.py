"""A run being played: each decision is committed to the log before anyone sees what follows.

The one stateful thing between engine and front ends. Knows no screen; the clock for thinking time
is the front end's, the clock of the log the store's.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.engine.draws import SEED_LIMIT
from game.engine.program import Program, compile_script
from game.engine.run import NotOfferedError, Run, start
from game.engine.step import ScenarioFaultError
from game.records.entries import Aided, Decided, RunEnded, RunStarted, new_run
from game.script.load import load_sources

if TYPE_CHECKING:
    from game.records.entries import Front, Mode, RunRecord
    from game.records.store import Store


class CannotUndoError(Exception):
    """No decision can be taken back now. Its text is one plain sentence."""


class CannotReplayError(Exception):
    """A logged run cannot be played again from its inputs. Its text is one plain sentence."""


@dataclass(slots=True)
class Live:
    """A run with its place in the log. `stands_at` is how many decisions lay behind it when it
    began (none but in a branch), `undone` how often it has taken one back."""

    store: Store
    id: str
    run: Run
    mode: Mode = "floor"
    stands_at: int = 0
    undone: int = 0

    def is_of(self, program: Program, mode: Mode) -> bool:
        """Whether it is a run of this very program, played this way."""
        return self.run.program is program and self.mode == mode

    def decide(self, choice: str, thinking_ms: int = 0) -> Run:
        """Take a choice: it is in the log when this returns.

        Raises NotOfferedError, ScenarioFaultError, RecordsError; the run then stands where it was.
        """
        before, after = self.run, self.run.choose(choice)
        turn = after.taken[-1]
        self.store.decide(
            Decided(
                run=self.id,
                index=len(before.taken),
                scene=before.scene.id,
                choice=choice,
                minute=turn.minute,
                offered=turn.offered,
                thinking_ms=thinking_ms,
                undone=self.undone,
            ),
            ended(self.id, after) if after.over else None,
        )
        self.run = after
        return after

    def undo(self) -> Run:
        """Take the last decision back: the log keeps it, and says that it stands no more.

        Raises CannotUndoError, RecordsError; the run then stands where it was.
        """
        index = len(self.run.taken) - 1
        if self.mode != "practice":
            raise CannotUndoError("On the floor nothing is taken back: that is for practice.")
        if self.run.over:
            raise CannotUndoError("The conversation is over: try a decision again in its debrief.")
        if index < self.stands_at:
            raise CannotUndoError(
                "This is where you began to try again, so there is nothing to take back."
                if self.stands_at
                else "Nothing has been said or done yet, so there is nothing to take back."
            )
        self.store.aid(Aided(self.id, "undo", index, self.undone))
        self.undone += 1
        self.run = self.run._replace(taken=self.run.taken[:-1])
        return self.run

    def hint(self) -> str | None:
        """What a mentor whispers here, None where there is nothing; the log has that it was asked
        for, once a showing. Raises RecordsError, on the floor among others."""
        source = self.run.scene.source
        whisper = None if source.from_memory else source.hint
        if whisper is not None:
            self.store.aid(Aided(self.id, "hint", len(self.run.taken), self.undone))
        return whisper

    def close(self) -> None:
        """Log the ending, where the run has come to one. Doing so twice is harmless."""
        if self.run.over:
            self.store.end(ended(self.id, self.run))


def fresh_seed() -> int:
    """A seed nobody chose, below SEED_LIMIT."""
    return secrets.randbelow(SEED_LIMIT)


def open_run(
    store: Store,
    program: Program,
    person: str,
    *,
    seed: int | None = None,
    truth: str | None = None,
    front: Front = "app",
    bot: str | None = None,
    mode: Mode = "floor",
) -> Live:
    """Start a run and log that it started, with both sources. `person` is a pseudonym.

    Raises RecordsError; KeyError where the scenario has no truth of that name.
    """
    live = laid_out(store, program, seed=seed, truth=truth, mode=mode)
    return begin(live, person, seed_given=seed is not None, truth_given=truth, front=front, bot=bot)


def laid_out(
    store: Store,
    program: Program,
    *,
    seed: int | None = None,
    truth: str | None = None,
    mode: Mode = "floor",
) -> Live:
    """A run that could begin, of which nothing is written yet.

    Raises KeyError where the scenario has no truth of that name.
    """
    run = start(program, fresh_seed() if seed is None else seed, truth)
    return Live(store, new_run(), run, mode)


def begin(
    live: Live,
    person: str,
    *,
    seed_given: bool = False,
    truth_given: str | None = None,
    front: Front = "app",
    bot: str | None = None,
) -> Live:
    """Log that a run that was laid out has started. Raises RecordsError."""
    script = live.run.program.script
    live.store.keep("scenario", script.scenario_source)
    live.store.keep("binder", script.binder_source)
    live.store.start(
        RunStarted(
            run=live.id,
            person=person,
            scenario=script.id,
            scenario_digest=script.scenario_digest,
            binder=script.binder_id,
            binder_digest=script.binder_digest,
            seed=live.run.seed,
            truth_given=truth_given,
            seed_given=seed_given,
            front=front,
            bot=bot,
            mode=live.mode,
        )
    )
    live.close()
    return live


def resume(store: Store, record: RunRecord) -> Live:
    """Go on with a logged run at the scene where it stood, on the sources it began with.

    Raises CannotReplayError, RecordsError.
    """
    undone = sum(aid.kind == "undo" for aid in record.aids)
    started, run = record.started, replay_record(store, record)
    live = Live(store, record.run, run, started.mode, started.stands_at, undone)
    live.close()
    return live


def branch(store: Store, record: RunRecord, index: int, *, front: Front = "app") -> Live:
    """Try a decision of a run that is over again: a new practice run of the same person, on the
    same sources, seed and truth, standing where decision `index` (from 0) of `record` was made.

    What was chosen before it is read from `record` whenever the branch is replayed. Raises
    CannotReplayError, and RecordsError where the run goes on or has no such decision.
    """
    parent = replay_record(store, record)
    before = parent.program, parent.seed, parent.truth, parent.opening
    run = Run(*before, parent.taken[:index])
    started = replace(
        record.started,
        run=new_run(),
        front=front,
        bot=None,
        mode="practice",
        branched_from=(record.run, index),
    )
    store.start(started)
    return Live(store, started.run, run, "practice", index)


def replay_record(
    store: Store,
    record: RunRecord,
    binder: bytes | None = None,
    program: Program | None = None,
) -> Run:
    """A logged run again, from its inputs alone, a branch's from its parent's too.

    `binder` is the text of another binder than the run's own; `program` what the run's own files
    were compiled to before, which spares most of the time. Raises CannotReplayError, RecordsError.
    """
    started = record.started
    run = start(program or _compiled(store, record, binder), started.seed, started.truth_given)
    try:
        for choice in _choices(store, record):
            run = run.choose(choice)
    except (NotOfferedError, ScenarioFaultError) as error:
        raise CannotReplayError(f"Run {record.run} cannot be played again: {error}") from error
    return run


def _compiled(store: Store, record: RunRecord, binder: bytes | None) -> Program:
    started = record.started
    loaded = load_sources(
        started.scenario,
        store.source(started.scenario_digest),
        started.binder,
        store.source(started.binder_digest) if binder is None else binder,
    )
    if loaded.script is None:
        first = loaded.problems[0].message if loaded.problems else "it does not load"
        if binder is not None:
            raise CannotReplayError(
                f"Run {record.run} cannot be scored by that binder, which its scenario does not fit"
                f" ({first})."
            )
        raise CannotReplayError(
            f"Run {record.run} cannot be played again: its scenario no longer reads ({first})."
        )
    return compile_script(loaded.script)


def _choices(store: Store, record: RunRecord) -> list[str]:
    """Every choice from the first scene on: a branch goes on from its parent's."""
    line = [record]
    while (parent := line[-1].started.branched_from) is not None:
        if any(parent[0] == run.run for run in line):
            raise CannotReplayError(
                f"Run {record.run} cannot be played again: the log says it branched from itself."
            )
        line.append(store.run(parent[0]))
    choices: list[str] = []
    for run in reversed(line):
        del choices[run.started.stands_at :]
        choices += (decision.choice for decision in run.decisions)
    return choices


def ended(id: str, run: Run) -> RunEnded:
    """The log's entry for the ending a run has come to."""
    scorecard, money = run.scorecard(), run.money()
    truth = run.program.truths[run.truth]
    scene = run.scene
    if scene.kind is None:
        raise ValueError("the run is not over")
    return RunEnded(
        run=id,
        scene=scene.id,
        kind=scene.kind,
        minute=run.minute,
        process_earned=scorecard.process.earned,
        process_possible=scorecard.process.possible,
        sixty_earned=scorecard.sixty.earned,
        sixty_possible=scorecard.sixty.possible,
        fouls=tuple(foul for foul, _ in scorecard.fouls),
        passed=scorecard.passed,
        cost=money.cost,
        today=money.today or 0,
        later=money.later or 0,
        truth=truth.id,
        buys=truth.source.buys if truth.source else None,
    )
