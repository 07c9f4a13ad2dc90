"""The mentor's guide is true: every example in it works, and every key has one.

Each example says in its first line where it belongs, and is put there in a small whole scenario.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from game.engine.program import compile_script
from game.engine.run import start
from game.script import binders, models
from game.script.load import load_binder, load_scenario

GUIDE = Path(__file__).parent.parent / "scenarios" / "README.md"
EXAMPLE = re.compile(r"^```yaml\n# ([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = EXAMPLE.findall(GUIDE.read_text("utf-8"))
PIECES = {"price-objection": "file: a piece", "watches-the-clock": "file: a temperament"}


def base() -> dict[str, Any]:
    """A scenario with every name the examples use."""
    choice = {"id": "open-question", "say": "What brings you in?", "to": "shortlist"}
    leave = {"do": "Say goodbye.", "to": "gone", "moment": ["customer-leaves", "sold"]}
    return {
        "title": "Harness",
        "binder": "example",
        "covers": ["discover"],
        "customer": {
            "name": "Dana",
            "truth": {"shopper": {"odds": "60"}, "buyer": {"odds": "40"}},
        },
        "facts": {"seats": {"says": "Two seats."}, "lease": {"says": "Five weeks."}},
        "notes": {"plan": {"says": "Call her."}, "owner": {"says": "Lou."}},
        "promises": {"call-back": {"says": "I'll ring."}, "the-book": {"says": "I'll bring it."}},
        "start": "lot",
        "scenes": {
            "lot": {"moment": "arrival", "says": "Just looking.", "choices": [choice, leave]},
            "shortlist": {"says": "Three of them.", "choices": [{"do": "Go on.", "to": "ready"}]},
            "ready": {"says": "Well?", "choices": [{"do": "Wave.", "to": "gone"}]},
            "gone": {"ending": "lost"},
        },
    }


def placed(where: str, part: Any) -> dict[str, Any]:
    """The harness with an example put where its first line says."""
    scenario = base()
    scenes = scenario["scenes"]
    match where:
        case "at the top":
            scenario.update(part)
            if "binder" in part:
                scenario["binder"] = "example"
        case "in a scene":
            scenes["shortlist"].update(part)
        case "as an ending":
            scenes["gone"] = part
        case "in a choice":
            scenes["shortlist"]["choices"].append(part)
        case "under an if":
            scenes["shortlist"]["choices"].append({"do": "Wait.", "if": part, "to": "gone"})
        case "under an if, in a branch":
            ways = [{"if": part, "go": "gone"}, {"go": "ready"}]
            scenes["shortlist"]["choices"].append({"do": "Wait.", "to": ways})
        case _:
            raise AssertionError(f"the guide has an example marked “{where}”")
    return scenario


def write(folder: Path, scenario: dict[str, Any] | str) -> Path:
    examples = {where: text for where, text in EXAMPLES if where.startswith("file:")}
    (folder / "binders").mkdir()
    (folder / "pieces").mkdir()
    for name in ("example", "showroom"):
        (folder / "binders" / f"{name}.yaml").write_text(examples["file: a binder"], "utf-8")
    last = examples["file: the binder end-of-day"]
    (folder / "binders" / "end-of-day.yaml").write_text(last, "utf-8")
    for name, where in PIECES.items():
        (folder / "pieces" / f"{name}.yaml").write_text(examples[where], "utf-8")
    path = folder / "example.yaml"
    text = scenario if isinstance(scenario, str) else yaml.safe_dump(scenario, allow_unicode=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("where", "text"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_of_the_guide_loads_without_an_error(
    where: str, text: str, tmp_path: Path
) -> None:
    if where in ("file: a binder", "file: the binder end-of-day"):
        path = tmp_path / "binder.yaml"
        path.write_text(text, "utf-8")
        problems = load_binder(path).problems
    elif where in PIECES.values():
        path = write(tmp_path, {**base(), "use": list(PIECES)})
        problems = load_scenario(path, (tmp_path,)).problems
    else:
        whole = (
            text if where.startswith("file:") else placed(where, yaml.load(text, yaml.BaseLoader))
        )
        problems = load_scenario(write(tmp_path, whole), (tmp_path,)).problems
    assert [problem for problem in problems if problem.severity == "error"] == []


def test_a_temperament_sets_the_meters_it_names_and_is_come_to_when_the_time_is_up(
    tmp_path: Path,
) -> None:
    scenario = {**base(), "use": list(PIECES)}
    scenario["customer"]["starts"] = {"value": "5"}
    scenario["scenes"]["lot"] |= {"until": "1 min", "then": "looks-up"}
    script = load_scenario(write(tmp_path, scenario), (tmp_path,)).script
    assert script is not None
    assert script.scenario.customer.starts == models.Starts(trust=4, pressure=4, value=5)
    assert start(compile_script(script), 7).choose("open-question").scene.id == "looks-up"


def test_a_meter_that_the_temperament_and_the_scenario_both_set_is_a_mistake(
    tmp_path: Path,
) -> None:
    scenario = {**base(), "use": list(PIECES)}
    scenario["customer"]["starts"] = {"trust": "5"}
    found = load_scenario(write(tmp_path, scenario), (tmp_path,))
    assert [problem.code for problem in found.problems if problem.severity == "error"] == ["SX083"]


@pytest.mark.parametrize("left_out", [None, "call", "sam", "thursday"])
def test_the_plan_at_the_end_of_the_day_is_made_where_action_owner_and_date_are_written(
    left_out: str | None, tmp_path: Path
) -> None:
    text = next(text for _, text in EXAMPLES if "title: Ten to six" in text)
    script = load_scenario(write(tmp_path, text), (tmp_path,)).script
    assert script is not None
    run = start(compile_script(script), 7)
    for choice in [*run.offered()[:3], run.offered()[3]]:
        if left_out is None or left_out not in choice.source.writes:
            run = run.choose(choice.id)
    run = run.choose(run.offered()[0].id)
    assert run.over
    assert (run.scorecard().process.earned == 25) == (left_out is None)


def _models(model: type[BaseModel], found: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if model not in found:
        found.add(model)
        for field in model.model_fields.values():
            for part in _classes(field.annotation):
                _models(part, found)
    return found


def _classes(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _classes(part)]


KEYS = sorted(
    {
        field.alias or name
        for root in (models.Scenario, binders.Binder, models.Piece)
        for model in _models(root, set())
        for name, field in model.model_fields.items()
    }
)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained_and_has_an_example(key: str) -> None:
    prose = re.sub(r"^```.*?^```", "", GUIDE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    examples = "\n".join(text for _, text in EXAMPLES)
    assert f"`{key}`" in prose or f"`{key}:" in prose
    assert re.search(rf"(^|[\s{{,-]){re.escape(key)}:", examples, re.MULTILINE)
