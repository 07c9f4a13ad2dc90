"""The app's own two themes, and which of them a terminal should get.

Contrast is at least 4.5 for every text; a gain is blue and a loss orange, so that nobody needs to
tell red from green. tests/app/test_themes.py holds both. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from textual.color import Color
from textual.style import Style
from textual.theme import Theme

DARK: Final = "sixty-dark"
LIGHT: Final = "sixty-light"


def _theme(name: str, *, dark: bool, **ink: str) -> Theme:
    page, text, soft = ink["page"], ink["text"], ink["soft"]
    return Theme(
        name=name,
        dark=dark,
        primary=ink["gain"],
        secondary=ink["gain"],
        accent=ink["gain"],
        success=ink["gain"],
        warning=ink["loss"],
        error=ink["loss"],
        foreground=text,
        background=page,
        surface=ink["raised"],
        panel=ink["raised"],
        boost=ink["raised"],
        variables={
            "soft": soft,
            "rule": ink["rule"],
            "gain": ink["gain"],
            "loss": ink["loss"],
            "chosen": ink["chosen"],
            "text": text,
            "text-muted": soft,
            "text-disabled": soft,
            "text-primary": ink["gain"],
            "text-secondary": ink["gain"],
            "text-accent": ink["gain"],
            "text-success": ink["gain"],
            "text-warning": ink["loss"],
            "text-error": ink["loss"],
            "foreground-muted": soft,
            "foreground-disabled": soft,
            "block-cursor-foreground": text,
            "block-cursor-background": ink["chosen"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": text,
            "block-cursor-blurred-background": ink["chosen"],
            "block-hover-background": ink["raised"],
            "border": ink["rule"],
            "border-blurred": ink["rule"],
            "input-cursor-background": text,
            "input-cursor-foreground": page,
            "input-selection-background": ink["chosen"],
            "input-selection-foreground": text,
            "scrollbar": ink["rule"],
            "scrollbar-hover": soft,
            "scrollbar-active": soft,
            "scrollbar-background": page,
            "scrollbar-background-hover": page,
            "scrollbar-background-active": page,
            "scrollbar-corner-color": page,
            "footer-key-foreground": ink["gain"],
        },
    )


INKS: Final[Mapping[str, Mapping[str, str]]] = {
    DARK: {
        "page": "#15171b",
        "raised": "#1d2026",
        "chosen": "#26364a",
        "text": "#e9e4d8",
        "soft": "#a39d90",
        "rule": "#3b3f47",
        "gain": "#8ab8ea",
        "loss": "#eba35c",
    },
    LIGHT: {
        "page": "#faf7ef",
        "raised": "#f1ecdf",
        "chosen": "#d9e6f4",
        "text": "#24221d",
        "soft": "#625d52",
        "rule": "#cfc8b8",
        "gain": "#1d5590",
        "loss": "#944300",
    },
}
"""The colours of both pages; `rule` draws lines and bars and is never text."""

THEMES: Final = tuple(_theme(name, dark=name == DARK, **ink) for name, ink in INKS.items())


@lru_cache(maxsize=8)
def papers(theme: str, no_color: bool) -> Mapping[str, Style]:
    """The styles a page's text may have, by the names its spans use: `.soft`, `.gain`, ….

    Without colour a weight or a slant says what a hue would have said.
    """
    ink = INKS.get(theme, INKS[DARK])

    def style(hue: str, *, bold: bool = False, italic: bool = False) -> Style:
        colour = None if no_color else Color.parse(ink[hue])
        # None leaves what is there already: a soft line under the cursor is bold all the same.
        return Style(foreground=colour, bold=bold or None, italic=italic or None)

    return {
        "": Style(),
        "bold": Style(bold=True),
        "italic": Style(italic=True),
        ".voice": Style(),
        ".title": Style(bold=True),
        ".strong": Style(bold=True),
        ".chosen": Style(bold=True),
        ".soft": style("soft"),
        ".cue": style("soft", italic=True),
        ".key": style("gain", bold=no_color),
        ".gain": style("gain"),
        ".loss": style("loss"),
        ".rule": style("rule"),
        ".alarm": style("loss", bold=True) + Style(reverse=no_color or None),
    }


def theme_for(wish: str, environ: Mapping[str, str]) -> str:
    """The name of the theme for a wish: `light`, `dark`, or for anything else what the terminal
    says of its background in COLORFGBG (`15;0` is light on dark); dark where it says nothing."""
    if wish in ("light", "dark"):
        return LIGHT if wish == "light" else DARK
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    # Of the sixteen colours 7 and 9 to 15 are the light ones.
    light = background.isdigit() and int(background) in {7, *range(9, 16)}
    return LIGHT if light else DARK
