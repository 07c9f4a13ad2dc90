"""What the published shapes of JSON documents are made of."""

from __future__ import annotations

from typing import Any

from game.records.entries import GREATEST

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: dict[str, Any] = {"type": "string"}
TRUTH_VALUE: dict[str, Any] = {"type": "boolean"}
WHOLE: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": GREATEST}
DIGEST: dict[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
IDS: dict[str, Any] = {"type": "array", "items": TEXT}
TIME: dict[str, Any] = {
    "type": "string",
    "format": "date-time",
    "description": "UTC, with milliseconds.",
}


def or_null(shape: dict[str, Any]) -> dict[str, Any]:
    """The same, or nothing."""
    return {"anyOf": [shape, {"type": "null"}]}


def an_object(**properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
