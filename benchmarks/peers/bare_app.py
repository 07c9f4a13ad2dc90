"""The least a Textual program can be: one line on the screen. What `sixty`'s start is held to."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        """Say one thing."""
        yield Static("The first frame.")


if __name__ == "__main__":
    BareApp().run()
