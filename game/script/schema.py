"""The JSON Schemas by which an editor completes and underlines both files, made from the models.

Knows the shape alone: a name that leads nowhere is beyond a schema, and is for `sixty check`.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from game.script.binders import Binder
from game.script.kinds import Model
from game.script.models import Scenario

Kind = Literal["scenario", "binder"]
KINDS: tuple[Kind, ...] = ("scenario", "binder")
_MODELS: dict[Kind, type[Model]] = {"scenario": Scenario, "binder": Binder}


class _Schema(GenerateJsonSchema):
    """Pydantic's schema without the defaults and titles that are its own and not the format's."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The schema of a value, with its default only where a person would write it."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        written = {"string": str, "integer": int}.get(str(inner.get("type")))
        if written is not None and isinstance(default, written):
            return {**inner, "default": default}
        return inner

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be left out is left out; nobody writes null."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Names of the author's own: one that is not a name is underlined."""
        return {**super().dict_schema(schema), "additionalProperties": False}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 -- its own signature
        """Key names are their own titles."""
        return False


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file."""
    made = _MODELS[kind].model_json_schema(schema_generator=_Schema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **made}


def schema_text(kind: Kind) -> str:
    """The schema as it stands in `scenarios/schema/KIND.json`, newline included."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
