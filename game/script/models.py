"""The shape of a scenario file and of the pieces it may use, as frozen pydantic models.

The reference for the JSON Schema and for every message about shape. They know one file alone:
whether the names in it exist is for `references`; what a play of it does, for the engine.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from game.script.kinds import (
    Change,
    Channel,
    Clock,
    Day,
    EndingKind,
    Exercises,
    Flag,
    Levels,
    Minutes,
    Model,
    Money,
    Name,
    Names,
    Percent,
    Pieces,
    Points,
    Seat,
    Sitting,
    Spoken,
    Tenths,
    Text,
    Title,
)
from game.script.presets import Preset
from game.script.values import Opening, Slip, as_list


class Condition(Model):
    """What stands under an `if`: all of it must hold."""

    trust: Levels = Field(default=(), description="The customer's trust: at least N, or at most N.")
    pressure: Levels = Field(
        default=(), description="The pressure they feel: at least N, or at most N."
    )
    value: Levels = Field(default=(), description="The value they see: at least N, or at most N.")
    knows: Names = Field(default=(), description="Facts the trainee has learnt, all of them.")
    done: Names = Field(default=(), description="Binder steps done in this run, all of them.")
    not_done: Names = Field(
        default=(), alias="not-done", description="Binder steps of which none is done."
    )
    said: Names = Field(default=(), description="Ids of choices taken in this run, all of them.")
    happened: Names = Field(default=(), description="Moments that have happened, all of them.")
    noted: Names = Field(default=(), description="Facts and notes on the CRM card, all of them.")
    promised: Names = Field(default=(), description="Promises made in this run, all of them.")
    kept: Names = Field(default=(), description="Promises made and made good in time, all of them.")
    broken: Names = Field(
        default=(), description="Promises made, not kept and out of time, all of them."
    )
    truth: Names = Field(
        default=(), description="What is true of the customer, any of these; never on a choice."
    )
    after: Minutes | None = Field(
        default=None, description="From this minute of the run on: 20 min."
    )
    before: Minutes | None = Field(
        default=None, description="Earlier than this minute of the run: 20 min."
    )
    any: Annotated[tuple[Condition, ...], Field(min_length=1)] = Field(
        default=(), description="A list of which one must hold."
    )


class Branch(Model):
    """One line of `to`: where the conversation goes, on what condition, with what odds."""

    when: Condition | None = Field(
        default=None, alias="if", description="Read only where this holds."
    )
    odds: Percent | None = Field(
        default=None, description="Whole percents of the whole; without it, all that is left."
    )
    go: Name = Field(description="The scene that opens next.")


def _branches(raw: object) -> object:
    if isinstance(raw, str):
        return [{"go": raw}]
    return as_list(raw)


Branches = Annotated[
    tuple[Branch, ...],
    Field(min_length=1),
    BeforeValidator(_branches, json_schema_input_type=Name | Branch | list[Branch]),
]


class Choice(Model):
    """Something the trainee may say or do: exactly one of `say` and `do`."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["say"]}, {"required": ["do"]}]}
    )

    say: Spoken | None = Field(default=None, description="The line the trainee says.")
    do: Text | None = Field(default=None, description="What the trainee does, instead of a line.")
    id: Name | None = Field(
        default=None, description="A name of your own, for said: and for the log."
    )
    does: Names = Field(default=(), description="The binder step it does, or a list of them.")
    tone: Literal["confidence", "pressure", "neutral"] = Field(
        default="neutral", description="What it is, by meaning: confidence, pressure or neutral."
    )
    foul: Names = Field(default=(), description="The binder's foul it is, where the line is one.")
    trust: Change = Field(default=0, description="How far the customer's trust moves: +1.")
    pressure: Change = Field(default=0, description="How far the pressure they feel moves: +1.")
    value: Change = Field(default=0, description="How far the value they see moves: +1.")
    learn: Names = Field(default=(), description="The fact the trainee learns by it, or a list.")
    writes: Names = Field(
        default=(), description="Notes and known facts it puts on the CRM card; all: all known."
    )
    promises: Names = Field(default=(), description="The promise it makes, or a list.")
    makes_good: Names = Field(
        default=(), alias="makes-good", description="The promise it keeps, or a list."
    )
    takes: Minutes = Field(default=1, description="The time it takes: 2 min. At least 1 min.")
    moment: Names = Field(default=(), description="The binder's moment that happens with it.")
    when: Condition | None = Field(
        default=None, alias="if", description="Offered only where this holds."
    )
    otherwise: Literal["hidden", "shown"] = Field(
        default="hidden", description="Where it is not offered: hidden, or shown greyed out."
    )
    coach: Text | None = Field(default=None, description="What a mentor says of it afterwards.")
    to: Branches = Field(description="The scene that opens next, or a list read from the top.")

    @model_validator(mode="after")
    def _says_or_does(self) -> Choice:
        if (self.say is None) == (self.do is None):
            words = "neither say: nor do:" if self.say is None else "both say: and do:"
            mend = "Give it say: (words) or do: (an action), one of the two."
            raise Slip("SX046", f"This choice has {words}.", mend)
        if self.takes < 1:
            message = "A choice takes at least one minute, so that time moves on."
            raise Slip("SX047", message, "Write 1 min or more, or take the line out.")
        return self

    @property
    def text(self) -> str:
        """What the trainee reads, whichever of the two it is."""
        return self.say or self.do or ""


class After(Model):
    """One line of `afterwards`: what the days after the ending brought."""

    when: Condition | None = Field(
        default=None, alias="if", description="Shown only where this holds."
    )
    day: Day = Field(description="The day it happens; the run's first day is 0.")
    tells: Text = Field(description="What the trainee is told of it.")
    brings: Money = Field(default=0, description="Money it brought, in whole units; never scored.")


def _kind_of_keeps(raw: object) -> str:
    return "each" if isinstance(raw, dict) else "all"


Keeps = Annotated[
    Annotated[Tenths, Tag("all")] | Annotated[dict[Name, Tenths], Tag("each")],
    Discriminator(_kind_of_keeps),
]


class Scene(Model):
    """A scene with its choices, or an ending with what came after."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["choices"]}, {"required": ["ending"]}]}
    )

    moment: Names = Field(default=(), description="The binder's moment that happens as it opens.")
    wait: Minutes = Field(default=0, description="Time that passes before it opens: 2 hours.")
    says: Spoken | None = Field(default=None, description="What is said to the trainee.")
    cue: Text | None = Field(
        default=None, description="Body language; by phone, voice and background."
    )
    who: Title | None = Field(default=None, description="Who speaks, where it is not the customer.")
    tells: Text | None = Field(default=None, description="Narration instead of speech.")
    hint: Text | None = Field(default=None, description="What a mentor would whisper, if asked.")
    learn: Names = Field(default=(), description="The fact learnt as it opens, or a list.")
    takes_over: Title | None = Field(
        default=None,
        alias="takes-over",
        description="Who the trainee is from here on; known is what is on the CRM card.",
    )
    from_memory: Flag = Field(
        default=False,
        alias="from-memory",
        description="Whether hint, card and transcript are closed while it is open: yes.",
    )
    until: Minutes | None = Field(
        default=None, description="The minute of the run from which every choice leads to then:."
    )
    then: Name | None = Field(default=None, description="The scene that opens once until: is past.")
    choices: tuple[Choice, ...] = Field(default=(), description="What the trainee may say or do.")
    ending: EndingKind | None = Field(
        default=None, description="How it ended, where it is over here."
    )
    keeps: Keeps | None = Field(
        default=None, description="Tenths of outcome this ending keeps: one number, or one a truth."
    )
    today: Money = Field(
        default=0, description="The commission of this ending, in money; never scored."
    )
    afterwards: tuple[After, ...] = Field(
        default=(), description="What the days after brought; the first that holds is shown."
    )

    @model_validator(mode="after")
    def _ends_or_goes_on(self) -> Scene:
        if self.ending is None and not self.choices:
            mend = "Add choices:, or ending: where the conversation is over."
            raise Slip("SX048", "This scene has neither choices: nor ending:.", mend)
        if self.ending is not None and self.choices:
            mend = "An ending has no choices; take out one of the two."
            raise Slip("SX048", "This scene has both choices: and ending:.", mend)
        if self.ending is None and (self.keeps is not None or self.today or self.afterwards):
            message = "Only an ending has keeps:, today: and afterwards:."
            raise Slip("SX049", message, "Add ending:, or take them out.")
        if self.ending is not None and self.from_memory:
            message = "An ending has nothing to remember: there is nothing left to choose."
            raise Slip("SX054", message, "Take from-memory: out, or put it in a scene before.")
        return self

    @model_validator(mode="after")
    def _leads_on_at_the_hour(self) -> Scene:
        if (self.until is None) != (self.then is None):
            given, missing = ("until:", "then:") if self.then is None else ("then:", "until:")
            message = f"This scene has {given} and no {missing}."
            mend = "Write both: the minute of the run, and the scene that opens from then on."
            raise Slip("SX053", message, mend)
        if self.until is None or self.then is None:
            return self
        if self.ending is not None:
            message = "An ending leads nowhere, so it has no until: and then:."
            raise Slip("SX053", message, "Take them out, or put them in a scene with choices:.")
        first = Branch.model_validate({"if": {"after": f"{self.until} min"}, "go": self.then})
        late = (c.model_copy(update={"to": (first, *c.to)}) for c in self.choices)
        return self.model_copy(update={"choices": tuple(late)})


class Starts(Model):
    """The customer's meters at minute 0, each 0 to 10."""

    trust: Tenths = Field(
        default=3, description="How far they trust the trainee at the start, 0 to 10."
    )
    pressure: Tenths = Field(default=2, description="How pressed they feel at the start, 0 to 10.")
    value: Tenths = Field(default=2, description="How much value they see at the start, 0 to 10.")


class Truth(Model):
    """One of the things that may be true of the customer, drawn once a run by its odds."""

    odds: Percent = Field(description="Whole percents; those of all truths come to 100.")
    buys: Literal["this-week", "later", "never"] | None = Field(
        default=None, description="When this customer buys; reports count by it."
    )
    really: Text | None = Field(default=None, description="What the debrief tells the trainee.")


class Customer(Model):
    """Who the trainee meets."""

    name: Title = Field(description="What they are called.")
    seen: Text | None = Field(default=None, description="What the trainee sees or is told of them.")
    starts: Starts = Field(default=Starts(), description="Their meters at minute 0.")
    truth: dict[Name, Truth] = Field(
        default={}, description="What may be true of them; one is drawn."
    )
    preset: Preset | None = Field(
        default=None, description="The figure of when customers buy that the truth's odds rest on."
    )


class Fact(Model):
    """Something that can be learned."""

    says: Text = Field(description="The fact in a sentence.")
    worth: Points = Field(default=1, description="Its share of understanding the customer.")


class Note(Model):
    """Something that can be written on the CRM card without being learnt."""

    says: Text = Field(description="The note in a sentence.")


class Promise(Model):
    """Something the trainee may promise the customer."""

    says: Text = Field(description="The promise in a sentence.")
    within: Minutes | None = Field(
        default=None, description="How long it may take to keep it; without it, until the ending."
    )


class Piece(Model):
    """A shared objection or temperament that `use:` brings into a scenario."""

    about: Text | None = Field(default=None, description="What this piece is for.")
    facts: dict[Name, Fact] = Field(default={}, description="Facts it brings.")
    notes: dict[Name, Note] = Field(default={}, description="Notes it brings.")
    promises: dict[Name, Promise] = Field(default={}, description="Promises it brings.")
    scenes: dict[Name, Scene] = Field(default={}, description="Scenes it brings.")
    starts: Starts | None = Field(default=None, description="Meters at minute 0 that it sets.")


class Scenario(Model):
    """A scenario: one customer, from greeting to ending."""

    title: Title = Field(description="What the lobby calls it.")
    about: Text | None = Field(default=None, description="What it is about, in a sentence.")
    binder: Name = Field(description="The file in binders/ with the process it is judged by.")
    channel: Channel = Field(default="in-person", description="How the customer is met.")
    seat: Seat = Field(default="sales", description="Whose work it practises.")
    covers: Names = Field(default=(), description="The binder steps that are in scope here.")
    minutes: Sitting = Field(default=10, description="How many real minutes it takes to play.")
    opens: Clock = Field(
        default=Opening(0, 9 * 60), description="The day and time on the wall at minute 0."
    )
    cost: Money | None = Field(
        default=None, description="What this up cost in advertising; never scored."
    )
    use: Pieces = Field(default=(), description="Pieces of this pack that it brings in.")
    exercises: Exercises = Field(
        default={}, description="Systems of the floor, each with the choices or scenes it is in."
    )
    customer: Customer = Field(description="The customer, and what may be true of them.")
    facts: dict[Name, Fact] = Field(default={}, description="What can be learned of the customer.")
    notes: dict[Name, Note] = Field(
        default={}, description="What can be written on the CRM card without being learnt."
    )
    card: Names = Field(
        default=(), description="Facts and notes that are on the CRM card at the start."
    )
    promises: dict[Name, Promise] = Field(
        default={}, description="What can be promised to the customer."
    )
    start: Name = Field(description="The scene it begins with.")
    scenes: Annotated[dict[Name, Scene], Field(min_length=1)] = Field(
        description="The scenes, each under a name of its own."
    )
