"""A document held against its model: what does not fit, said in a mentor's words with its place.

Knows pydantic's errors so that nobody else meets them. Must not know what the names refer to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.script import binders, models
from game.script.document import Data, Document, Path
from game.script.kinds import Model
from game.script.problems import Problem, error, listed, quoted, suggest, warning
from game.script.values import Slip

Shape = TypeVar("Shape", bound=Model)

_MOST = 200
"""Problems of shape that are told of one file: past that, mending the first ones comes first."""

_ONE_NAME = re.compile(r"\w[\w.-]*")
_ONE_ONLY = frozenset({"to", "go", "start", "then", "id", "binder"})
"""Keys that take a single name."""
_POINTED = {
    "SX047": ("takes",),
    "SX049": ("keeps", "today", "afterwards"),
    "SX053": ("until", "then"),
    "SX054": ("from-memory",),
}
"""The keys at fault where a choice or a scene as a whole is refused."""

_Row = tuple[tuple[str, ...], type[Model], str]
_SCENARIO: tuple[_Row, ...] = (
    ((), models.Scenario, "a scenario"),
    (("customer",), models.Customer, "customer:"),
    (("customer", "starts"), models.Starts, "starts:"),
    (("customer", "truth", "*"), models.Truth, "a truth"),
    (("facts", "*"), models.Fact, "a fact"),
    (("notes", "*"), models.Note, "a note"),
    (("promises", "*"), models.Promise, "a promise"),
    (("scenes", "*"), models.Scene, "a scene"),
    (("scenes", "*", "choices", "#"), models.Choice, "a choice"),
    (("scenes", "*", "choices", "#", "to"), models.Branch, "a line of to:"),
    (("scenes", "*", "choices", "#", "to", "#"), models.Branch, "a line of to:"),
    (("scenes", "*", "afterwards", "#"), models.After, "a line of afterwards:"),
)
_PIECE: tuple[_Row, ...] = (
    ((), models.Piece, "a piece"),
    (("starts",), models.Starts, "starts:"),
    *_SCENARIO[4:],
)
_BINDER: tuple[_Row, ...] = (
    ((), binders.Binder, "a binder"),
    (("steps", "*"), binders.Step, "a step"),
    (("sixty",), binders.Weights, "sixty:"),
    (("outcomes",), binders.Outcomes, "outcomes:"),
    (("pass",), binders.Marks, "pass:"),
    (("weigh",), binders.Yardstick, "weigh:"),
)
_ROWS: dict[type[Model], tuple[_Row, ...]] = {
    models.Scenario: _SCENARIO,
    models.Piece: _PIECE,
    binders.Binder: _BINDER,
}


def shaped(document: Document, model: type[Shape]) -> tuple[Shape | None, tuple[Problem, ...]]:
    """The document as its model, or None with every problem. Never raises."""
    if not isinstance(document.data, dict):
        what = _ROWS[model][0][2]
        kind = "a list" if isinstance(document.data, list) else "plain words"
        message = f"This file is {kind}; {what} is made of keys, each with a colon."
        mend = "Begin with title: and the name you give it."
        return None, (error("SX027", document.at(()), message, mend),)
    problems: list[Problem] = []
    data = _without_empty(document, document.data, (), problems)
    try:
        shape = model.model_validate(data)
        refused = any(problem.severity == "error" for problem in problems)
        return None if refused else shape, tuple(problems)
    except ValidationError as bad:
        teller = _Teller(document, _ROWS[model])
        empty = {(p.line, p.column) for p in problems}
        for details in _told(bad.errors(include_url=False))[:_MOST]:
            problem = teller.tell(details)
            if (problem.line, problem.column) in empty:
                problems = [
                    p for p in problems if (p.line, p.column) != (problem.line, problem.column)
                ]
            problems.append(problem)
        return None, tuple(dict.fromkeys(problems))


def _told(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without a list found too short only because one of its items was refused."""
    refused = {details["loc"][:end] for details in errors for end in range(len(details["loc"]))}
    return [e for e in errors if e["type"] != "too_short" or e["loc"] not in refused]


def _without_empty(
    document: Document, data: dict[str, Data], path: Path, problems: list[Problem]
) -> dict[str, Data]:
    """The data without keys that nothing follows; each is told of as left out."""
    kept: dict[str, Data] = {}
    for key, value in data.items():
        here = (*path, key)
        if value is None and key == "if":
            message = "Nothing stands after “if:”, so it would always hold."
            mend = "Write what must hold, or take the line out."
            problems.append(error("SX033", document.key_at(here), message, mend))
        elif value is None and path[:1] == ("scenes",) and len(path) == 2 and key not in _OF_SCENES:
            message = f"A scene has no key {quoted(f'{key}:')}, and it stands in one."
            beside = quoted(f"{path[1]}:")
            mend = f"A scene of its own begins further left, in the column of {beside}."
            problems.append(error("SX030", document.key_at(here), message, mend))
        elif value is None and key not in _NEVER_EMPTY:
            message = f"Nothing stands after {quoted(f'{key}:')}; it is read as left out."
            mend = "Write something after it, or take the line out."
            problems.append(warning("SX032", document.key_at(here), message, mend))
        else:
            kept[key] = _clean(document, value, here, problems)
    return kept


_NEVER_EMPTY = frozenset({"any", "to", "truth"})
"""Keys that would mean something else where they were read as left out."""


def _clean(document: Document, value: Data, path: Path, problems: list[Problem]) -> Data:
    if isinstance(value, dict):
        return _without_empty(document, value, path, problems)
    if isinstance(value, list):
        return [_clean(document, item, (*path, i), problems) for i, item in enumerate(value)]
    return value


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys a model has, as they are written in the file."""
    return tuple(f.alias or name for name, f in model.model_fields.items())


_OF_SCENES = frozenset(keys_of(models.Scene))


class _Teller:
    def __init__(self, document: Document, rows: Sequence[_Row]) -> None:
        self._document = document
        self._rows = rows

    def tell(self, details: ErrorDetails) -> Problem:
        """One of pydantic's errors as a problem."""
        path = self._document.resolve(details["loc"])
        kind = details["type"]
        if kind == "value_error":
            slip = details.get("ctx", {}).get("error")
            if isinstance(slip, Slip):
                return self._slip(slip, path)
        teller = _TELLERS.get(kind, _Teller.other)
        return teller(self, details, path)

    def place(self, path: Path) -> tuple[type[Model] | None, str]:
        """The model that stands at a path and what a mentor calls it."""
        if path and (path[-1] == "if" or (len(path) > 1 and path[-2] == "any")):
            return models.Condition, "a condition"
        for pattern, model, noun in self._rows:
            if len(pattern) == len(path) and all(
                p == "*" or (p == "#" and isinstance(part, int)) or p == part
                for p, part in zip(pattern, path, strict=True)
            ):
                return model, noun
        return None, "this"

    def _slip(self, slip: Slip, path: Path) -> Problem:
        if slip.code == "SX033" and path and self._document.value(path) is None:
            message = f"Nothing stands after {quoted(f'{_key(path)}:')}."
            return error(slip.code, self._document.key_at(path), message, slip.suggestion)
        for key in _POINTED.get(slip.code, ()):
            if (*path, key) in self._document.marks:
                mark = self._document.key_at((*path, key))
                return error(slip.code, mark, slip.message, slip.suggestion)
        at_key = slip.code in ("SX050", "SX051") and self._document.key_at(path)
        mark = at_key or self._document.at(path)
        return error(slip.code, mark, slip.message, slip.suggestion)

    def extra(self, details: ErrorDetails, path: Path) -> Problem:
        """A key the model does not have."""
        key = str(details["loc"][-1])
        model, noun = self.place(path[:-1])
        known = keys_of(model) if model else ()
        mend = suggest(key, known)
        homes = [n for _, m, n in self._rows if m is not model and key in keys_of(m)]
        if model is models.Piece and key == "use":
            message = "A piece cannot bring in other pieces."
            return error("SX082", self._document.key_at(path), message, "Take use: out.")
        if model is models.Scenario and self._is_scene(path):
            mend = "It looks like a scene: move it to the right, to stand with those under scenes:."
        elif homes and not mend.startswith("Did"):
            mend = f"It belongs to {' or '.join(dict.fromkeys(homes))}."
        if not mend:
            mend = f"Its keys are {listed(known, 'and')}."
        who = noun.capitalize() if noun.startswith("a ") else quoted(noun)
        message = f"{who} has no key {quoted(f'{key}:')}."
        return error("SX030", self._document.key_at(path), message, mend)

    def _is_scene(self, path: Path) -> bool:
        value = self._document.value(path)
        return isinstance(value, dict) and bool({"says", "tells"} & set(value))

    def missing(self, details: ErrorDetails, path: Path) -> Problem:
        """A key the model needs."""
        key = str(details["loc"][-1])
        path = self._document.resolve(details["loc"][:-1])
        model, noun = self.place(path)
        field = (
            next((f for n, f in model.model_fields.items() if key in (f.alias, n)), None)
            if model
            else None
        )
        what = f" {field.description}" if field is not None else ""
        if (*path, key) in self._document.marks:
            message = f"Nothing stands after {quoted(f'{key}:')}."
            mend = f"Write it after the colon.{what}"
            return error("SX033", self._document.key_at((*path, key)), message, mend)
        message = f"{self._this(path, noun)} has no {quoted(f'{key}:')}."
        mend = f"Add {quoted(f'{key}:')}.{what}"
        return error("SX031", self._document.key_at(path), message, mend)

    def _this(self, path: Path, noun: str) -> str:
        name = path[-1] if path else None
        if noun in ("a scene", "a fact", "a truth", "a step") and isinstance(name, str):
            return f"The {noun[2:]} {quoted(name)}"
        return f"This {noun[2:]}" if noun.startswith("a ") else quoted(noun)

    def wrong_kind(self, details: ErrorDetails, path: Path) -> Problem:
        """Words, a list or keys where another of the three belongs."""
        wanted = details["type"]
        value = self._document.value(path)
        mark = self._document.at(path)
        name = f"{_key(path)}:"
        if value is None:
            return self.empty(path)
        here = {str: "plain words", list: "a list", dict: "a set of keys"}[type(value)]
        if wanted == "string_type":
            message = f"{quoted(name)} takes words, and here is {here}."
            mend = (
                "Put the whole sentence in quotes."
                if isinstance(value, dict)
                else "Write one thing there, without dashes or brackets."
            )
            return error("SX034", mark, message, mend)
        if wanted in ("model_type", "dict_type"):
            return self._keys_wanted(path, name, here)
        message = f"{quoted(name)} takes a list, and here is {here}."
        return error("SX036", mark, message, "Begin each item on a line of its own with a dash.")

    def _keys_wanted(self, path: Path, name: str, here: str) -> Problem:
        model, noun = self.place(path)
        known = keys_of(model) if model else ()
        what = (
            f"{noun.capitalize()} is" if model and noun.startswith("a ") else f"{quoted(name)} is"
        )
        message = f"{what} made of keys, and here is {here}."
        mend = (
            f"Write keys with a colon, such as {quoted(f'{known[0]}:')}."
            if known
            else "Give each a name with a colon, on a line of its own."
        )
        return error("SX035", self._document.at(path), message, mend)

    def empty(self, path: Path) -> Problem:
        """Nothing where something is needed."""
        message = f"Nothing stands after {quoted(f'{_key(path)}:')}."
        if path and isinstance(path[-1], int):
            message = f"Nothing stands here, in the list under {quoted(f'{_key(path)}:')}."
        mend = "Write something there, or take the line out."
        return error("SX033", self._document.key_at(path), message, mend)

    def range(self, details: ErrorDetails, path: Path) -> Problem:
        """A number too large or too small."""
        ctx = details.get("ctx", {})
        bound = f"{ctx['le']} or less" if "le" in ctx else f"{ctx.get('ge', 0)} or more"
        value = str(self._document.value(path))
        message = f"{quoted(f'{_key(path)}: {value}')} is out of range."
        return error("SX038", self._document.at(path), message, f"Write {bound}.")

    def one_of(self, details: ErrorDetails, path: Path) -> Problem:
        """A word that is not one of those allowed."""
        names = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
        value = self._document.value(path)
        if not isinstance(value, str):
            return self.wrong_kind({**details, "type": "string_type"}, path)
        message = f"{quoted(f'{_key(path)}:')} cannot be {quoted(value)}."
        mend = suggest(value, names) if suggest(value, names).startswith("Did") else ""
        return error("SX039", self._document.at(path), message, mend or f"Write {listed(names)}.")

    def name(self, details: ErrorDetails, path: Path) -> Problem:
        """A name that is not one word."""
        is_key = details["loc"][-1] == "[key]"
        value = str(path[-1]) if is_key else str(self._document.value(path))
        mark = self._document.key_at(path) if is_key else self._document.at(path)
        if not value:
            return self.empty(path)
        plain = re.sub(r"[^\w.-]+", "-", value).strip("-.")[:64]
        message = f"{quoted(value)} is not a name: letters, digits, - and _ only, no spaces."
        mend = f"Write {quoted(plain)}." if plain and plain != value else "Write it as one word."
        if re.fullmatch(r"[“”„‘’‚«»].*|.*[“”„‘’‚«»]", value) and plain:
            message = f"Quotes like these belong to the name here: {value}"
            mend = f"Leave them out: {plain}"
        parts = [part for part in re.split(r"\s*[,;]\s*|\s+and\s+", value) if part]
        if len(parts) > 1 and all(map(_ONE_NAME.fullmatch, parts)) and len(parts) < 20:
            message = f"{quoted(value)} is not one name but {len(parts)}."
            mend = f"Write a list, in brackets: [{', '.join(parts)}]."
            if _key(path) in _ONE_ONLY:
                mend = "Write one of them: only one can stand here."
        return error("SX044", mark, message, mend)

    def length(self, details: ErrorDetails, path: Path) -> Problem:
        """Words or lists too long, or empty."""
        ctx = details.get("ctx", {})
        is_key = details["loc"][-1] == "[key]"
        mark = self._document.key_at(path) if is_key else self._document.at(path)
        name = quoted(f"{_key(path)}:")
        if "max_length" in ctx:
            message = f"{name} is longer than {ctx['max_length']} characters."
            return error("SX045", mark, message, "Shorten it.")
        return self.empty(path)

    def other(self, _: ErrorDetails, path: Path) -> Problem:
        """Whatever pydantic may yet find."""
        message = f"What stands after {quoted(f'{_key(path)}:')} cannot be read."
        mend = "Compare it with the example of that key in the guide."
        return error("SX036", self._document.at(path), message, mend)


def _key(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "this file")


_TELLERS: dict[str, Callable[[_Teller, ErrorDetails, Path], Problem]] = {
    "extra_forbidden": _Teller.extra,
    "missing": _Teller.missing,
    "string_type": _Teller.wrong_kind,
    "model_type": _Teller.wrong_kind,
    "dict_type": _Teller.wrong_kind,
    "tuple_type": _Teller.wrong_kind,
    "greater_than_equal": _Teller.range,
    "less_than_equal": _Teller.range,
    "literal_error": _Teller.one_of,
    "string_pattern_mismatch": _Teller.name,
    "string_too_long": _Teller.length,
    "string_too_short": _Teller.length,
    "too_short": _Teller.length,
}
