"""Every screen to the letter, at three sizes; and a few as pictures, in light, dark and no colour.

SIXTY_UPDATE_GOLDENS=1 writes the files anew; look at every one as a picture before it is committed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.app.conftest import GOLDENS
from tests.app.walk import PICTURED, PICTURES, SIZES, seen

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("size", SIZES)
def test_every_screen_is_as_it_was_looked_at(golden: Golden, size: tuple[int, int]) -> None:
    for name, screen in seen(size).items():
        golden(f"{size[0]}x{size[1]}/{name}.txt", screen.text)


@pytest.mark.parametrize("look", ["dark", "light", "no-color"])
@pytest.mark.parametrize("name", PICTURES)
def test_a_few_screens_look_as_they_did(golden: Golden, look: str, name: str) -> None:
    screen = seen(PICTURED, no_color=look == "no-color")[name]
    golden(f"svg/{name}-{look}.svg", picture(screen.svg[look]))


def test_no_golden_is_left_that_no_test_looks_at() -> None:
    kept = {str(file.relative_to(GOLDENS)) for file in GOLDENS.rglob("*.*")}
    # Those of test_review and of test_signing_in stand apart.
    kept = {name for name in kept if not name.startswith(("review/", "door/"))}
    texts = {f"{w}x{h}/{name}.txt" for w, h in SIZES for name in seen((w, h))}
    pictures = {f"svg/{n}-{look}.svg" for n in PICTURES for look in ("dark", "light", "no-color")}
    assert kept == texts | pictures


def picture(svg: str) -> str:
    """An exported picture without the id Textual gives it anew each time, and without the fonts
    that it would fetch from elsewhere."""
    return re.sub(
        r"terminal-[0-9a-f]+",
        "terminal",
        re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL),
    )
