"""The least a Textual list can be: a few options and a cursor. What a key in a scene is held to."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class BareList(App[None]):
    """One OptionList."""

    def compose(self) -> ComposeResult:
        """A handful of lines to move over."""
        yield OptionList(*(f"Something that could be said, number {n}." for n in range(1, 5)))


if __name__ == "__main__":
    BareList().run()
