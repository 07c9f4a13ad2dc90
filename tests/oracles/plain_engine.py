"""A second engine, written from the reference of the format alone: slow, plain, obviously right.

It plays the files' own data (dicts and lists, times such as "2 hours" still in words) and keeps
one long list of what happened, which every answer reads through again. It shares no code and no
idea with scoring/ or game/engine, and must never come to: that is what makes it worth comparing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Data = dict[str, Any]

WEIGHTS = {
    "trust": 15,
    "ease": 10,
    "value": 10,
    "understanding": 10,
    "next-step": 25,
    "outcome": 30,
}
OUTCOMES = {
    "sold": 10,
    "referred": 10,
    "appointment": 8,
    "handed-over": 7,
    "follow-up": 6,
    "lost": 0,
}
UNITS = {"min": 1, "hour": 60, "hours": 60, "day": 1440, "days": 1440}


class OddsError(Exception):
    """The odds that can meet here do not come to 100."""


def minutes(words: str) -> int:
    """`1 hour 30 min` is 90."""
    parts = words.split()
    return sum(
        int(number) * UNITS[unit] for number, unit in zip(parts[::2], parts[1::2], strict=True)
    )


def several(data: Any) -> list[Any]:
    """One name where a list may stand."""
    if data is None:
        return []
    return data if isinstance(data, list) else [data]


@dataclass(frozen=True)
class Happening:
    """One thing that happened: at which minute, by which decision (None: before the first)."""

    minute: int
    decision: int | None
    kind: str  # step | moment | fact | foul | entry | promise | kept | takeover
    name: str


@dataclass(frozen=True)
class StepLine:
    """What a covered step came to. `how` is kept, broken, not-done or did-not-apply."""

    step: str
    earned: int
    possible: int
    decision: int | None
    how: str


@dataclass
class PlainRun:
    """One run, changed as it is played."""

    scenario: Data
    binder: Data
    truth: str | None = None
    minute: int = 0
    scene: str = ""
    meters: dict[str, int] = field(default_factory=dict)
    log: list[Happening] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    taken: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.meters = {"trust": 3, "pressure": 2, "value": 2}
        self.meters |= {m: int(n) for m, n in self.scenario["customer"].get("starts", {}).items()}
        for entry in several(self.scenario.get("card")):
            self.note("entry", entry)
            if entry in self.scenario.get("facts", {}):
                self.note("fact", entry)
        self.open(self.scenario["start"])

    # ── What happens, in order ──────────────────────────────────────────────────────────────

    @property
    def now(self) -> Data:
        here: Data = self.scenario["scenes"][self.scene]
        return here

    @property
    def decision(self) -> int | None:
        """The number of the decision last made, counted from 0."""
        return len(self.said) - 1 if self.said else None

    @property
    def over(self) -> bool:
        return "ending" in self.now

    def open(self, scene: str) -> None:
        """A scene opens: its wait passes, somebody may take over, its moment happens, its learn is
        learnt."""
        self.scene = scene
        self.minute += minutes(self.now.get("wait", "0 min"))
        if "takes-over" in self.now:
            self.log.append(Happening(self.minute, self.decision, "takeover", scene))
        for moment in several(self.now.get("moment")):
            self.note("moment", moment)
        for fact in several(self.now.get("learn")):
            self.note("fact", fact)

    def note(self, kind: str, name: str) -> None:
        """Everything counts once, at its first time."""
        if name not in self.names(kind):
            self.log.append(Happening(self.minute, self.decision, kind, name))

    def names(self, kind: str) -> list[str]:
        if kind == "fact":
            return self.known()
        return [one.name for one in self.log if one.kind == kind]

    def known(self) -> list[str]:
        """The facts that whoever sits there now has: learnt since they took over, or on the card
        when they did."""
        known: list[str] = []
        card: list[str] = []
        for one in self.log:
            if one.kind == "takeover":
                known = [name for name in card if name in self.scenario.get("facts", {})]
            elif one.kind == "entry":
                card.append(one.name)
            elif one.kind == "fact":
                known.append(one.name)
        return known

    def write(self, name: str) -> None:
        """A note goes on the card; so does a fact, where it is known."""
        if name in self.scenario.get("notes", {}) or name in self.known():
            self.note("entry", name)

    def write_all(self) -> None:
        for name in self.known():
            self.note("entry", name)

    def first(self, kind: str, name: str) -> Happening | None:
        return next((one for one in self.log if (one.kind, one.name) == (kind, name)), None)

    def offered(self) -> list[int]:
        """The places, in the file, of the choices whose `if` holds and that are not yet taken."""
        return [
            place
            for place, choice in enumerate(self.now.get("choices", []))
            if (self.scene, place) not in self.taken and self.holds(choice.get("if"))
        ]

    def take(self, place: int, id: str) -> None:
        """The choice's time passes; then its meters, facts, what it writes, steps, promises made
        good and made, foul and moment."""
        choice = self.now["choices"][place]
        assert place in self.offered()
        self.taken.add((self.scene, place))
        self.said.append(id)
        self.minute += minutes(choice.get("takes", "1 min"))
        for meter in self.meters:
            moved = self.meters[meter] + int(choice.get(meter, 0))
            self.meters[meter] = max(0, min(10, moved))
        for fact in several(choice.get("learn")):
            self.note("fact", fact)
        for entry in several(choice.get("writes")):
            if entry == "all":
                self.write_all()
            else:
                self.write(entry)
        for step in several(choice.get("does")):
            self.do(step)
        for promise in several(choice.get("makes-good")):
            if self.promise_is_open(promise):
                self.note("kept", promise)
        for promise in several(choice.get("promises")):
            self.note("promise", promise)
        for foul in several(choice.get("foul")):
            self.note("foul", foul)
        for moment in several(choice.get("moment")):
            self.note("moment", moment)

    def do(self, step: str) -> None:
        """A step counts once, at its first doing, and its rules are read then."""
        if step in self.names("step"):
            return
        rules = self.binder["steps"][step]
        past = self.names("step") + self.names("moment")
        kept = all(name in past for name in several(rules.get("after")))
        kept &= not any(name in self.names("moment") for name in several(rules.get("before")))
        for deadline in several(rules.get("within")):
            time, moment = deadline.split(" of ")
            since = self.first("moment", moment)
            kept &= since is None or self.minute - since.minute <= minutes(time)
        for distance in several(rules.get("apart")):
            time, name = distance.split(" from ")
            since = self.first("moment", name) or self.first("step", name)
            kept &= since is None or self.minute - since.minute >= minutes(time)
        if rules.get("secures") == "next-step":
            self.write_all()
        self.note("step", step)
        if not kept:
            self.broken.add(step)

    def promise_is_open(self, promise: str) -> bool:
        """Whether a promise was made and there is still time to keep it."""
        made = self.first("promise", promise)
        if made is None:
            return False
        limit = self.scenario["promises"][promise].get("within")
        return limit is None or self.minute - made.minute <= minutes(limit)

    def promise_is_broken(self, promise: str) -> bool:
        """Made, not kept, and no time left: its own is over, or the run is."""
        made = promise in self.names("promise") and promise not in self.names("kept")
        return made and (self.over or not self.promise_is_open(promise))

    def ways(self, place: int) -> dict[str, int]:
        """Where `to` leads on the state as it is, in percent. Raises OddsError."""
        if "until" in self.now and self.minute >= minutes(self.now["until"]):
            return {self.now["then"]: 100}
        branches = self.now["choices"][place]["to"]
        if isinstance(branches, str):
            return {branches: 100}
        found: dict[str, int] = {}
        given = 0
        for branch in branches:
            if not self.holds(branch.get("if")):
                continue
            share = int(branch["odds"]) if "odds" in branch else 100 - given
            given += share
            if given > 100:
                raise OddsError(given)
            found[branch["go"]] = found.get(branch["go"], 0) + share
            if "odds" not in branch:
                break
        if given != 100:
            raise OddsError(given)
        return {scene: share for scene, share in found.items() if share}

    def holds(self, condition: Data | None) -> bool:
        """All under one `if` must hold."""
        for word, asked in (condition or {}).items():
            match word:
                case "trust" | "pressure" | "value":
                    met = all(self.bound(word, one) for one in several(asked))
                case "knows":
                    met = all(name in self.names("fact") for name in several(asked))
                case "done":
                    met = all(name in self.names("step") for name in several(asked))
                case "not-done":
                    met = not any(name in self.names("step") for name in several(asked))
                case "said":
                    met = all(name in self.said for name in several(asked))
                case "happened":
                    met = all(name in self.names("moment") for name in several(asked))
                case "noted":
                    met = all(name in self.names("entry") for name in several(asked))
                case "promised":
                    met = all(name in self.names("promise") for name in several(asked))
                case "kept":
                    met = all(name in self.names("kept") for name in several(asked))
                case "broken":
                    met = all(self.promise_is_broken(name) for name in several(asked))
                case "truth":
                    met = self.truth in several(asked)
                case "after":
                    met = self.minute >= minutes(asked)
                case "before":
                    met = self.minute < minutes(asked)
                case "any":
                    met = any(self.holds(one) for one in asked)
                case _:
                    raise KeyError(word)
            if not met:
                return False
        return True

    def bound(self, meter: str, words: str) -> bool:
        at, side, figure = words.split()
        assert at == "at"
        reading = self.meters[meter]
        return reading >= int(figure) if side == "least" else reading <= int(figure)

    # ── What it came to ─────────────────────────────────────────────────────────────────────

    def excused(self, step: str) -> bool:
        rules = self.binder["steps"][step]
        return any(moment in self.names("moment") for moment in several(rules.get("unless")))

    def step_lines(self) -> list[StepLine]:
        """One line for each step in scope."""
        lines = []
        for step in several(self.scenario.get("covers")):
            points = int(self.binder["steps"][step]["points"])
            did = self.first("step", step)
            decision = did.decision if did else None
            if self.excused(step):
                lines.append(StepLine(step, points, points, decision, "did-not-apply"))
            elif did is None:
                lines.append(StepLine(step, 0, points, None, "not-done"))
            elif step in self.broken:
                lines.append(StepLine(step, points // 2, points, decision, "broken"))
            else:
                lines.append(StepLine(step, points, points, decision, "kept"))
        return lines

    def process(self) -> tuple[int, int]:
        lines = self.step_lines()
        return sum(line.earned for line in lines), sum(line.possible for line in lines)

    def measures(self) -> dict[str, int]:
        """What each sixty measure earned, at the ending."""
        weights = {m: int(n) for m, n in self.binder.get("sixty", WEIGHTS).items()}
        shares = {
            "trust": Fraction(self.meters["trust"], 10),
            "ease": Fraction(10 - self.meters["pressure"], 10),
            "value": Fraction(self.meters["value"], 10),
            "understanding": self.understanding(),
            "next-step": self.next_step(),
            "outcome": Fraction(self.tenths(), 10),
        }
        return {name: int(weights.get(name, 0) * share) for name, share in shares.items()}

    def understanding(self) -> Fraction:
        worth = {name: int(f.get("worth", 1)) for name, f in self.scenario.get("facts", {}).items()}
        if not sum(worth.values()):
            return Fraction(1)
        return Fraction(sum(worth[name] for name in self.known()), sum(worth.values()))

    def next_step(self) -> Fraction:
        applied = [
            step
            for step in several(self.scenario.get("covers"))
            if self.binder["steps"][step].get("secures") == "next-step" and not self.excused(step)
        ]
        if not applied:
            return Fraction(1)
        done = Fraction(0)
        for step in applied:
            if step in self.names("step"):
                done += Fraction(1, 2) if step in self.broken else 1
        return done / len(applied)

    def tenths(self) -> int:
        kind = self.now["ending"]
        usual = int((OUTCOMES | self.binder.get("outcomes", {}))[kind])
        keeps = self.now.get("keeps", usual)
        return int(keeps.get(self.truth, usual) if isinstance(keeps, dict) else keeps)

    def sixty(self) -> tuple[int, int]:
        return sum(self.measures().values()), 100

    def passed(self) -> bool:
        marks = self.binder.get("pass", {})
        reached = [
            Fraction(earned * 100, possible) >= int(marks.get(score, mark)) if possible else True
            for score, mark, (earned, possible) in (
                ("process", 70, self.process()),
                ("sixty", 60, self.sixty()),
            )
        ]
        return all(reached) and not self.names("foul")

    def afterwards(self) -> Data | None:
        """What the days after brought: the first entry that matches."""
        entries: Iterable[Data] = self.now.get("afterwards", [])
        return next((entry for entry in entries if self.holds(entry.get("if"))), None)
