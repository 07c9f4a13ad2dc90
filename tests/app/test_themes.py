"""Both pages can be read by everybody: contrast, colour-blind eyes, no colour at all."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import ColorType
from textual.color import Color

from game.app.themes import DARK, INKS, LIGHT, theme_for
from tests.app.walk import SIZES, seen

TEXT = ("text", "soft", "gain", "loss")
GROUNDS = ("page", "raised", "chosen")
DRAWN = set("─━┃▁▂▃▄▅▆▇█▔▏▎▍▌▋▊▉▐░")
"""Lines and bars: they mean nothing on their own, so no contrast is asked of them."""

# Machado, Oliveira and Fernandes (2009), severity 1.0: linear RGB as each eye receives it.
BLINDNESS = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Light = tuple[float, float, float]


def linear(hue: Color) -> Light:
    """Linear light of a colour, each 0..1."""
    r, g, b = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in hue.normalized
    )
    return r, g, b


def contrast(a: Color, b: Color) -> float:
    """The contrast ratio of WCAG 2, 1..21."""
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b_ + 0.05 for r, g, b_ in (linear(a), linear(b))]
    return max(light) / min(light)


def lab(rgb: Light) -> Light:
    """CIE L*a*b* (D65) of linear light."""
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def received(hue: Color, eye: str) -> Light:
    """The linear light that an eye makes of a colour."""
    r, g, b = linear(hue)
    x, y, z = (row[0] * r + row[1] * g + row[2] * b for row in BLINDNESS[eye])
    return x, y, z


def distance(a: Color, b: Color, eye: str) -> float:
    """CIE76 distance of two colours as an eye sees them; 2.3 is just noticeable."""
    seen = (lab(received(a, eye)), lab(received(b, eye)))
    return float(sum((p - q) ** 2 for p, q in zip(*seen, strict=True)) ** 0.5)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_every_ink_can_be_read_on_every_ground(theme: str) -> None:
    ink = INKS[theme]
    for text in TEXT:
        for ground in GROUNDS:
            if (text, ground) != ("soft", "chosen"):  # marked text is never soft
                assert contrast(Color.parse(ink[text]), Color.parse(ink[ground])) >= 4.5, text


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("eye", BLINDNESS)
def test_a_gain_and_a_loss_are_told_apart_by_every_eye(theme: str, eye: str) -> None:
    inks = [Color.parse(INKS[theme][name]) for name in ("gain", "loss")]
    for a, b in combinations(inks, 2):
        assert distance(a, b, eye) >= 25


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
def test_every_text_on_every_screen_has_contrast(look: str, size: tuple[int, int]) -> None:
    for name, screen in seen(size).items():
        for segment in screen.sent[look]:
            style = segment.style
            if set(segment.text) - DRAWN - {" "} and style is not None:
                assert style.color is not None, (name, segment)
                assert style.bgcolor is not None, (name, segment)
                over, under = (Color.from_rich_color(hue) for hue in (style.color, style.bgcolor))
                assert contrast(over, under) >= 4.5, (name, segment.text)


def test_no_color_means_no_colour_at_all() -> None:
    for name, screen in seen((100, 30), no_color=True).items():
        for segment in screen.sent["no-color"]:
            if segment.style is not None:
                for hue in (segment.style.color, segment.style.bgcolor):
                    assert hue is None or hue.type is ColorType.DEFAULT, (name, segment)


def test_without_colour_the_cursor_and_a_foul_still_stand_out() -> None:
    screens = seen((100, 30), no_color=True)
    bold = [s.text for s in screens["scene"].sent["no-color"] if s.style and s.style.bold]
    assert any("›" in text for text in bold)
    reverse = [s.text for s in screens["foul"].sent["no-color"] if s.style and s.style.reverse]
    assert any("Foul." in text for text in reverse)


def test_without_colour_nothing_is_said_in_other_words() -> None:
    for name, screen in seen((100, 30), no_color=True).items():
        assert screen.text == seen((100, 30))[name].text


def test_the_terminal_says_which_page_it_wants() -> None:
    assert theme_for("auto", {}) == DARK
    assert theme_for("auto", {"COLORFGBG": "15;0"}) == DARK
    assert theme_for("auto", {"COLORFGBG": "0;15"}) == LIGHT
    assert theme_for("auto", {"COLORFGBG": "0;default;15"}) == LIGHT
    assert theme_for("auto", {"COLORFGBG": "nonsense"}) == DARK
    assert theme_for("dark", {"COLORFGBG": "0;15"}) == DARK
    assert theme_for("light", {}) == LIGHT
