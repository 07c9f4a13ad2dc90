"""The kinds of value the two files are made of, as pydantic types with their JSON Schemas.

Knows how one value reads and what an editor may complete; not where it stands.
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
)

from game.script.systems import systems
from game.script.values import (
    Level,
    Opening,
    Within,
    as_list,
    as_spoken,
    to_apart,
    to_flag,
    to_level,
    to_minutes,
    to_opening,
    to_whole,
    to_within,
)

NAME = r"^\w[\w.-]*$"
_PIECE = r"^\w[\w.-]*(/\w[\w.-]*)*$"
_TIME_SCHEMA = {"type": "string", "pattern": r"^[0-9]+ ?[A-Za-z]+([ ,]+[0-9]+ ?[A-Za-z]+)*$"}
_LEVEL_SCHEMA = {"type": "string", "pattern": r"^at (least|most) ([0-9]|10)$"}
_NAME_SCHEMA = {"type": "string", "pattern": NAME}


class Model(BaseModel):
    """What both files' parts share: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _one_or_more(item: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema(_schema_of_one_or_more(item))


def _schema_of_one_or_more(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _with_systems(schema: dict[str, Any]) -> None:
    """The systems as keys an editor completes; that there are no others is for `references`."""
    schema["properties"] = {
        system.id: {
            "description": f"{system.name}: {system.does}",
            **_schema_of_one_or_more(_NAME_SCHEMA),
        }
        for system in systems().values()
    }
    schema["additionalProperties"] = False
    schema.pop("patternProperties", None)
    schema.pop("propertyNames", None)


Name = Annotated[str, Field(pattern=NAME, max_length=64)]
Names = Annotated[tuple[Name, ...], BeforeValidator(as_list), _one_or_more(_NAME_SCHEMA)]
Exercises = Annotated[
    dict[Name, Annotated[Names, Field(min_length=1)]],
    Field(json_schema_extra=_with_systems),
]
Pieces = Annotated[
    tuple[Annotated[str, Field(pattern=_PIECE, max_length=120)], ...],
    BeforeValidator(as_list),
    _one_or_more({"type": "string", "pattern": _PIECE}),
]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Spoken = Annotated[Text, BeforeValidator(as_spoken)]
Title = Annotated[str, Field(min_length=1, max_length=120)]
Tenths = Annotated[int, Field(ge=0, le=10), BeforeValidator(to_whole)]
Percent = Annotated[int, Field(ge=0, le=100), BeforeValidator(to_whole)]
Points = Annotated[int, Field(ge=0, le=1000), BeforeValidator(to_whole)]
Money = Annotated[int, Field(ge=0, le=10_000_000), BeforeValidator(to_whole)]
Change = Annotated[int, Field(ge=-10, le=10), BeforeValidator(to_whole)]
Day = Annotated[int, Field(ge=0, le=3660), BeforeValidator(to_whole)]
Sitting = Annotated[int, Field(ge=1, le=120), BeforeValidator(to_whole)]
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
Distances = Annotated[
    tuple[Annotated[Within, PlainValidator(to_apart)], ...],
    BeforeValidator(as_list),
    _one_or_more({"type": "string", "pattern": "^.+ from .+$"}),
]
Flag = Annotated[
    bool,
    PlainValidator(to_flag),
    WithJsonSchema({"anyOf": [{"enum": ["yes", "no"]}, {"type": "boolean"}]}),
]
Clock = Annotated[
    Opening,
    PlainValidator(to_opening),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z]+ [0-9]{1,2}:[0-9]{2}$"}),
]
EndingKind = Literal["sold", "appointment", "follow-up", "handed-over", "referred", "lost"]
Channel = Literal["in-person", "phone", "email", "text", "video"]
Seat = Literal["sales", "reception", "service", "manager"]
