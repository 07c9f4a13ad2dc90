"""A line to type in that shows what was typed or pasted, and never obeys it."""

from __future__ import annotations

from textual.widgets import Input

from game.app.text import visible


class Field(Input):
    """An Input whose value never holds a control character."""

    DEFAULT_CSS = """
    Field {
        height: 1;
        border: none;
        padding: 0;
        background: $surface;
        &:focus { border: none; background-tint: transparent 0%; }
        & > .input--placeholder { color: $soft; }
        &:nocolor > .input--placeholder { text-style: italic; }
        &:nocolor > .input--cursor { text-style: reverse; }
    }
    """

    def validate_value(self, value: str) -> str:
        """What is shown is what is kept."""
        return visible(value)[: self.max_length or None]
