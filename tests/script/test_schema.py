"""The committed schemas are those of the models, and both say the same of the same file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from game.script.schema import KINDS, Kind, schema, schema_text
from tests.script.kit import FILES, LIBRARY


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_the_models_own(kind: Kind) -> None:
    committed = (LIBRARY / "schema" / f"{kind}.json").read_text(encoding="utf-8")
    assert committed == schema_text(kind), f"renew it: sixty schema {kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_that_editors_can_read(kind: Kind) -> None:
    Draft202012Validator.check_schema(schema(kind))


def keys(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, inner in part.get("properties", {}).items():
            yield name, inner
        for inner in part.values():
            yield from keys(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from keys(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_what_it_is_for(kind: Kind) -> None:
    found = list(keys(schema(kind)))
    assert len(found) > 20
    assert [name for name, inner in found if not inner.get("description")] == []


def written() -> list[Path]:
    """Scenarios and binders; a piece is checked with the scenarios that use it."""
    files = (*FILES.rglob("*.yaml"), *LIBRARY.glob("*/*.yaml"))
    return sorted(path for path in files if path.parent.name != "pieces")


@pytest.mark.parametrize("path", written(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_file_we_ship_is_valid_as_an_editor_reads_it(path: Path) -> None:
    kind: Kind = "binder" if path.parent.name == "binders" else "scenario"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    errors = [e.message for e in Draft202012Validator(schema(kind)).iter_errors(data)]
    assert errors == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("channel", "fax"),
        ("minutes", 0),
        ("minutes", "ten"),
        ("tilte", "x"),
        ("opens", "noon"),
        ("covers", [1]),
        ("facts", {"two words": {"says": "x"}}),
        ("scenes", {"a": {"choices": [], "ending": "lost"}}),
        ("scenes", {"a": {"choices": [{"say": "x", "do": "y", "to": "a"}]}}),
        ("scenes", {}),
    ],
)
def test_what_the_models_refuse_an_editor_underlines(key: str, value: Any) -> None:
    data = yaml.safe_load((FILES / "just-looking.yaml").read_text(encoding="utf-8"))
    data[key] = value
    assert not Draft202012Validator(schema("scenario")).is_valid(data)


def test_a_schema_ends_with_a_line_break_and_is_json() -> None:
    text = schema_text("scenario")
    assert text.endswith("}\n")
    assert json.loads(text)["title"] == "Scenario"
