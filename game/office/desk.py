"""What somebody may do with the log: every way to other people's runs leads through here.

A `Desk` is of whoever came in by `game.office.door`, and asks at each call what they may: what a
role may not do is refused here, whatever a screen shows. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from game.office.agreement import Agreement, Opinion, agreement, opinions
from game.office.crew import Crew, RefusedError, crew
from game.office.figures import Figures
from game.office.inspection import (
    COUNT,
    DUE_DAYS,
    WINDOW_DAYS,
    Inspection,
    drawn,
    honest,
    inspections,
)
from game.records.entries import Problem, Verified
from game.records.errors import RecordsError
from game.records.filing import file, how_many, papers, papers_of
from game.records.papers import Commented, Signed, new_paper

if TYPE_CHECKING:
    from game.office.beside import Beside
    from game.office.evidence import Evidence
    from game.records.entries import Person, RunRecord
    from game.records.papers import Label, Paper, Verdict
    from game.records.scenarios import Fellow
    from game.records.store import Store
    from game.session.coach import Coach


class Desk:
    """`who` is whoever works here; None for a lone user who has not said their name yet."""

    def __init__(self, store: Store, who: Person | None) -> None:
        self.store = store
        self.who = who

    # -- what may be done -----------------------------------------------------------------------

    def crew(self) -> Crew:
        """Everybody's roles, as they are now."""
        return crew(self.store)

    def sees(self) -> frozenset[str] | None:
        """The pseudonyms of those whose runs may be seen here; None for everybody's."""
        return self.crew().sees(self._pseudonym)

    def must_train(self, what: str) -> None:
        """Refuse what is a trainer's alone. `what` goes on from “Only a trainer may”."""
        if not self.crew().trains(self._pseudonym):
            raise RefusedError(f"Only a trainer may {what}, and {self._name} is none.")

    @property
    def _pseudonym(self) -> str | None:
        return None if self.who is None else self.who.pseudonym

    @property
    def _name(self) -> str:
        return "nobody" if self.who is None else self.who.name

    def _must_see(self, person: str) -> None:
        if not self.crew().may_see(self._pseudonym, person):
            raise RefusedError(
                f"That run is not for {self._name} to see: trainees see their own, mentors their "
                "mentees' as well, trainers all."
            )

    def _author(self, record: RunRecord) -> str:
        """Who writes on a run. Raises RefusedError."""
        if self.who is None:
            raise RefusedError("Say who you are first, with --as NAME: it stands beside your word.")
        now = self.crew()
        me = self.who.pseudonym
        if now.may_judge(me, record.person):
            return me
        if me == record.person and now.roles.get(me) in ("mentor", "trainer"):
            raise RefusedError("Nobody judges their own run: another mentor or trainer does.")
        raise RefusedError(
            f"Only a mentor of who played it, or a trainer, may write on this run, and {self._name}"
            " is neither."
        )

    # -- runs -----------------------------------------------------------------------------------

    def run(self, run: str) -> RunRecord:
        """The run with this id, how it begins, or `last`: the latest that may be seen.

        Raises RefusedError, `RecordsError`.
        """
        if run == "last":
            return self._last()
        record = self.store.run(run)
        self._must_see(record.person)
        return record

    def _last(self) -> RunRecord:
        seen = self.sees()
        if seen == frozenset():
            raise RefusedError("People sign in here: say who you are, with your PIN.")
        if seen is None:
            latest = self.store.runs(limit=1)
        else:
            each = (self.store.runs(person, limit=1) for person in seen)
            latest = sorted((runs[0] for runs in each if runs), key=lambda run: -run.started_ms)
        if not latest:
            yours = "" if seen is None else " that is yours to see"
            raise RecordsError(f"The score log holds no run yet{yours}.")
        return latest[0]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every run that may be seen, oldest first, as `game.records.export.log_rows` has them."""
        from game.records.export import log_rows

        return log_rows(self.store, self.sees())

    def decision_rows(self) -> Iterator[dict[str, Any]]:
        """Every decision that may be seen, as `game.records.export.decision_rows` has them."""
        from game.records.export import decision_rows

        return decision_rows(self.store, self.sees())

    def figures(self) -> Figures:
        """The review's questions, of the runs that may be seen."""
        return Figures(self.store, self.sees())

    def to_export(self) -> Store:
        """The log, to be written out whole. Raises RefusedError."""
        self.must_train("export the log")
        return self.store

    def evidence(self, run: str, coach: Coach | None = None) -> Evidence:
        """A run as evidence. Raises RefusedError, `RecordsError`, CannotReplayError."""
        from game.office.evidence import evidence

        record = self.run(run)
        said = papers_of(self.store, [record.run]).get(record.run, [])
        return evidence(self.store, record, said, coach)

    def beside(self, left: str, right: str, coach: Coach | None = None) -> Beside:
        """Two runs side by side. Raises as `evidence` does, and RefusedError for two that were not
        of the same customer."""
        from game.office.beside import side_by_side

        return side_by_side(self.evidence(left, coach), self.evidence(right, coach))

    def fellows(self, run: str) -> list[Fellow]:
        """The finished runs that can be laid beside this one, somebody else's first. Raises
        RefusedError, `RecordsError`."""
        from game.records.scenarios import fellows

        record, seen = self.run(run), self.sees()
        with self.store.database.reading() as connection:
            found = fellows(connection, record, seen)
        return sorted(found, key=lambda each: each.person == record.person)

    # -- judging --------------------------------------------------------------------------------

    def comment(
        self,
        run: str,
        index: int | None,
        text: str,
        *,
        verdict: Verdict | None = None,
        label: Label | None = None,
        id: str | None = None,
    ) -> Paper:
        """Write on decision `index` (from 0 in the conversation), or on the run where it is None.

        It is on the disk when this returns. `adjust` takes the label one would give and a reason,
        `retry` a reason. With an `id` (`new_paper()`) a second try is harmless. Raises
        RefusedError, `RecordsError`.
        """
        record = self.run(run)
        author = self._author(record)
        entry = Commented(id or new_paper(), record.run, author, index, text, verdict, label)
        return file(self.store, entry)

    def sign(
        self,
        run: str,
        verdict: Verdict,
        text: str = "",
        *,
        process: int | None = None,
        sixty: int | None = None,
        id: str | None = None,
    ) -> Paper:
        """Sign a run off, once it is over; the paper holds the head that was signed.

        `adjust` takes the percents (0 to 100) one would give and a reason; the machine's stay as
        they are. Raises RefusedError, `RecordsError`.
        """
        record = self.run(run)
        author = self._author(record)
        entry = Signed(id or new_paper(), record.run, author, verdict, text, process, sixty)
        return file(self.store, entry)

    def agreement(self) -> Agreement:
        """How often people and coach agree, on the runs that may be seen and were somebody else's:
        what one makes of one's own play is no second opinion."""
        said = papers(self.store, ("comment", "sign-off"), self.sees(), by_others=True)
        return agreement(said)

    def opinions(self, limit: int = 100) -> list[tuple[Opinion, RunRecord]]:
        """The verdicts behind `agreement`, with their runs: those that differ from the coach first,
        and of both the latest."""
        said = opinions(papers(self.store, ("comment", "sign-off"), self.sees(), by_others=True))
        counted = [each for each in said if each.verdict != "retry"]
        counted.sort(key=lambda each: (each.verdict == "agree", -each.at_ms))
        records = self.store.runs_of(sorted({each.run for each in counted[:limit]}))
        return [(each, records[each.run]) for each in counted[:limit] if each.run in records]

    # -- inspecting -----------------------------------------------------------------------------

    def draw(
        self, count: int = COUNT, window_days: int = WINDOW_DAYS, due_days: int = DUE_DAYS
    ) -> Paper:
        """Draw runs to inspect, and write down which. Raises RefusedError, `RecordsError`."""
        entry = drawn(self.store, self.draws(), count, window_days, due_days)
        return file(self.store, entry)

    def draws(self) -> str:
        """Who draws here, a pseudonym. Raises RefusedError where that may not be."""
        self.must_train("draw runs to inspect")
        if self.who is None:
            raise RefusedError("Say who you are first, with --as NAME: it stands beside the draw.")
        return self.who.pseudonym

    def inspections(self) -> list[tuple[Inspection, RunRecord]]:
        """What was drawn of the runs that may be judged here, done or not, the first due first.

        Trainees see none: whoever knows which runs are looked at plays those. Raises RefusedError.
        """
        now = self.crew()
        me = self._pseudonym
        if now.set_up and (me is None or now.roles.get(me) not in ("mentor", "trainer")):
            raise RefusedError("What is to be inspected is for mentors and trainers to see.")
        found = inspections(self.store)
        records = self.store.runs_of(sorted({each.run for each in found}))
        return [
            (each, record)
            for each in found
            if (record := records.get(each.run)) is not None
            and (me is None or now.may_judge(me, record.person))
        ]

    # -- trust ----------------------------------------------------------------------------------

    def verify(
        self, against: str | None = None, progress: Callable[[int], None] | None = None
    ) -> Verified:
        """Check the whole log, and that every draw is what the log draws. Everybody may: it tells
        of nobody's runs, and a check that the checked must allow is none."""
        return verify_all(self.store, against, progress)


def to_check(store: Store) -> int:
    """How much `verify_all` goes through: events, and draws that are drawn again."""
    events = store.head().count
    try:
        return events + how_many(store, "inspection")
    except RecordsError:  # too damaged to be counted: the check is there to tell
        return events


def verify_all(
    store: Store, against: str | None = None, progress: Callable[[int], None] | None = None
) -> Verified:
    """`game.records.verify`, and every draw of runs to inspect drawn again.

    `progress` is called with how much of `to_check` is done, after the events once a draw; what it
    raises ends the check.
    """
    from game.records.verification import verify

    tell = progress or (lambda _: None)
    found = verify(store, against, progress)
    if found.problems:
        return found
    tell(found.count)
    wrong = []
    for number, paper in enumerate(papers(store, ("inspection",)), 1):
        if not honest(store, paper):
            sentence = (
                f"Event {paper.seq} is a draw of runs to inspect, and the log draws others: "
                "somebody chose whom to look at."
            )
            wrong.append(Problem(sentence, paper.seq))
        tell(found.count + number)
    return Verified(found.count, found.head, tuple(wrong))
