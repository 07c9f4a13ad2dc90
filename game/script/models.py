"""The shape of the two files mentors write, as frozen pydantic models.

These are the reference for the JSON Schemas and for every loader message. They know the shape of
one file alone: whether the names in it exist is `references`; what a play of it does, the engine.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from game.script.values import (
    Level,
    Opening,
    Within,
    as_list,
    to_level,
    to_minutes,
    to_opening,
    to_whole,
    to_within,
)

NAME = r"^\w[\w.-]*$"
_TIME_SCHEMA = {"type": "string", "pattern": r"^[0-9]+ ?[A-Za-z]+( [0-9]+ ?[A-Za-z]+)*$"}
_LEVEL_SCHEMA = {"type": "string", "pattern": r"^at (least|most) ([0-9]|10)$"}
_NAME_SCHEMA = {"type": "string", "pattern": NAME}


def _one_or_more(item: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]})


Name = Annotated[str, Field(pattern=NAME, max_length=64)]
Names = Annotated[tuple[Name, ...], BeforeValidator(as_list), _one_or_more(_NAME_SCHEMA)]
_PIECE = r"^\w[\w.-]*(/\w[\w.-]*)*$"
Pieces = Annotated[
    tuple[Annotated[str, Field(pattern=_PIECE, max_length=120)], ...],
    BeforeValidator(as_list),
    _one_or_more({"type": "string", "pattern": _PIECE}),
]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Title = Annotated[str, Field(min_length=1, max_length=120)]
Whole = Annotated[int, BeforeValidator(to_whole)]
Tenths = Annotated[Whole, Field(ge=0, le=10)]
Percent = Annotated[Whole, Field(ge=0, le=100)]
Points = Annotated[Whole, Field(ge=0, le=1000)]
Money = Annotated[Whole, Field(ge=0, le=10_000_000)]
Change = Annotated[Whole, Field(ge=-10, le=10)]
Minutes = Annotated[int, PlainValidator(to_minutes), WithJsonSchema(_TIME_SCHEMA)]
Levels = Annotated[
    tuple[Annotated[Level, PlainValidator(to_level)], ...],
    BeforeValidator(as_list),
    _one_or_more(_LEVEL_SCHEMA),
]
Deadlines = Annotated[
    tuple[Annotated[Within, PlainValidator(to_within)], ...],
    BeforeValidator(as_list),
    _one_or_more({"type": "string", "pattern": "^.+ of .+$"}),
]
EndingKind = Literal["sold", "appointment", "follow-up", "handed-over", "referred", "lost"]


class Model(BaseModel):
    """What both files' parts share: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(Model):
    """What stands under an `if`: all of it must hold."""

    trust: Levels = ()
    pressure: Levels = ()
    value: Levels = ()
    knows: Names = ()
    done: Names = ()
    not_done: Names = Field((), alias="not-done")
    said: Names = ()
    happened: Names = ()
    truth: Names = ()
    after: Minutes | None = None
    before: Minutes | None = None
    any: tuple[Condition, ...] = ()


class Branch(Model):
    """One line of `to`: where the conversation goes, on what condition, with what odds."""

    when: Condition | None = Field(None, alias="if")
    odds: Percent | None = None
    go: Name


def _branches(raw: object) -> object:
    if isinstance(raw, str):
        return [{"go": raw}]
    return as_list(raw)


Branches = Annotated[
    tuple[Branch, ...],
    BeforeValidator(_branches, json_schema_input_type=str | Branch | list[Branch]),
    Field(min_length=1),
]


class Choice(Model):
    """Something the trainee may say or do: exactly one of `say` and `do`."""

    say: Text | None = None
    do: Text | None = None
    id: Name | None = None
    does: Names = ()
    tone: Literal["confidence", "pressure", "neutral"] = "neutral"
    foul: Names = ()
    trust: Change = 0
    pressure: Change = 0
    value: Change = 0
    learn: Names = ()
    takes: Minutes = 1
    moment: Names = ()
    when: Condition | None = Field(None, alias="if")
    otherwise: Literal["hidden", "shown"] = "hidden"
    coach: Text | None = None
    to: Branches

    @model_validator(mode="after")
    def _says_or_does(self) -> Choice:
        if (self.say is None) == (self.do is None):
            raise ValueError("a choice has either say: (words) or do: (an action), one of the two")
        if self.takes < 1:
            raise ValueError("takes must be at least 1 min, so that time moves on")
        return self

    @property
    def text(self) -> str:
        """What the trainee reads, whichever of the two it is."""
        return self.say or self.do or ""


class After(Model):
    """One line of `afterwards`: what the days after the ending brought, money in whole units."""

    when: Condition | None = Field(None, alias="if")
    day: Annotated[Whole, Field(ge=0, le=3660)]
    tells: Text
    brings: Money = 0


class Scene(Model):
    """A scene with its choices, or an ending with what came after."""

    moment: Names = ()
    wait: Minutes = 0
    says: Text | None = None
    cue: Text | None = None
    who: Title | None = None
    tells: Text | None = None
    hint: Text | None = None
    learn: Names = ()
    choices: tuple[Choice, ...] = ()
    ending: EndingKind | None = None
    keeps: Annotated[Tenths | dict[Name, Tenths] | None, Field(union_mode="left_to_right")] = None
    today: Money = 0
    afterwards: tuple[After, ...] = ()

    @model_validator(mode="after")
    def _ends_or_goes_on(self) -> Scene:
        if self.ending is None and not self.choices:
            raise ValueError("a scene needs choices:, or ending: where the conversation is over")
        if self.ending is not None and self.choices:
            raise ValueError("an ending has no choices; take out one of the two")
        if self.ending is None and (self.keeps is not None or self.today or self.afterwards):
            raise ValueError("keeps, today and afterwards belong to a scene that has ending:")
        return self


class Starts(Model):
    """The customer's meters at minute 0, each 0..10."""

    trust: Tenths = 3
    pressure: Tenths = 2
    value: Tenths = 2


class Truth(Model):
    """One of the things that may be true of the customer, drawn once a run by its odds."""

    odds: Percent
    buys: Literal["this-week", "later", "never"] | None = None
    really: Text | None = None


class Customer(Model):
    """Who the trainee meets."""

    name: Title
    seen: Text | None = None
    starts: Starts = Starts()
    truth: dict[Name, Truth] = {}


class Fact(Model):
    """Something that can be learned; `worth` is its share of understanding the customer."""

    says: Text
    worth: Points = 1


class Piece(Model):
    """A shared objection or temperament that `use:` brings into a scenario."""

    about: Text | None = None
    facts: dict[Name, Fact] = {}
    scenes: dict[Name, Scene] = {}
    starts: Starts | None = None


class Scenario(Model):
    """A scenario file, whole."""

    title: Title
    about: Text | None = None
    binder: Name
    channel: Literal["in-person", "phone", "email", "text", "video"] = "in-person"
    seat: Literal["sales", "reception", "service", "manager"] = "sales"
    covers: Names = ()
    minutes: Annotated[Whole, Field(ge=1, le=120)] = 10
    opens: Annotated[
        Opening,
        PlainValidator(to_opening),
        WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z]+ [0-9]{1,2}:[0-9]{2}$"}),
    ] = Opening(0, 9 * 60)
    cost: Money | None = None
    use: Pieces = ()
    customer: Customer
    facts: dict[Name, Fact] = {}
    start: Name
    scenes: dict[Name, Scene]


class BinderStep(Model):
    """One line of the store's process, with the rules that say when it was done well."""

    label: Title
    why: Text | None = None
    points: Points
    after: Names = ()
    before: Names = ()
    within: Deadlines = ()
    unless: Names = ()
    secures: Literal["next-step"] | None = None


class Weights(Model):
    """The points of the sixty measures, together 100."""

    trust: Percent = 0
    ease: Percent = 0
    value: Percent = 0
    understanding: Percent = 0
    next_step: Percent = Field(0, alias="next-step")
    outcome: Percent = 0

    @model_validator(mode="after")
    def _sums_to_100(self) -> Weights:
        total = sum(dict(self).values())
        if total != 100:
            raise ValueError(f"the sixty measures come to {total}; they must come to 100")
        return self


class Outcomes(Model):
    """The tenths of `outcome` that each kind of ending keeps."""

    sold: Tenths = 10
    referred: Tenths = 10
    appointment: Tenths = 8
    handed_over: Tenths = Field(7, alias="handed-over")
    follow_up: Tenths = Field(6, alias="follow-up")
    lost: Tenths = 0


class Marks(Model):
    """Whole percents of process and sixty: the marks of a pass."""

    process: Percent = 70
    sixty: Percent = 60


class Yardstick(Model):
    """How much process and sixty count with the coach, together 100."""

    process: Percent = 50
    sixty: Percent = 50

    @model_validator(mode="after")
    def _sums_to_100(self) -> Yardstick:
        if self.process + self.sixty != 100:
            raise ValueError(
                f"weigh comes to {self.process + self.sixty}; process and sixty must come to 100"
            )
        return self


class Binder(Model):
    """A binder file, whole."""

    title: Title
    steps: Annotated[dict[Name, BinderStep], Field(min_length=1)]
    moments: Names = ()
    fouls: dict[Name, Text] = {}
    sixty: Weights = Weights.model_validate(
        {
            "trust": 15,
            "ease": 10,
            "value": 10,
            "understanding": 10,
            "next-step": 25,
            "outcome": 30,
        }
    )
    outcomes: Outcomes = Outcomes.model_validate({})
    passes: Marks = Field(Marks(), alias="pass")
    weigh: Yardstick = Yardstick()
