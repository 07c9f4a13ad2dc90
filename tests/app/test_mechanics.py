"""The card, promises, memory and the minute budget on screen."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import Open

BINDER = """
title: A binder
steps:
  first: {label: Call, points: 10}
  again: {label: Call again, points: 10, apart: 2 days from first}
"""
STORY = """
title: The hand-over
binder: b
covers: again
customer: {name: Dana Reyes}
opens: Saturday 10:40
facts:
  seats: {says: Two seats.}
notes:
  plan: {says: Call on Tuesday.}
card: plan
promises:
  ring: {says: I'll ring you, within: 2 hours}
start: lot
scenes:
  lot:
    tells: The lot.
    until: 10 min
    then: desk
    choices:
      - {say: I'll ring., learn: seats, writes: seats, promises: ring, to: desk}
  desk:
    says: What did I tell you?
    from-memory: yes
    choices: [{say: Two., to: hall}]
  hall:
    tells: The hall.
    choices: [{do: Go home., to: monday}]
  monday:
    takes-over: Lou, on Monday
    wait: 1 day
    tells: The card is all you have.
    choices: [{do: Ring., makes-good: ring, to: gone}]
  gone: {tells: Gone., ending: lost}
"""


async def test_a_hand_over_takes_the_conversation_off_the_screen_and_leaves_the_card(
    stage: Open, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    (shelf / "binders").mkdir(parents=True)
    (shelf / "binders" / "b.yaml").write_text(BINDER, "utf-8")
    (shelf / "story.yaml").write_text(STORY, "utf-8")
    async with stage(shelves=(shelf,), scenario="story", seed=3) as at:
        assert "10 minutes left." in at.text
        await at.press("1")
        assert "From memory: hint, card and what was said are closed." in at.text
        assert "I'll ring." not in at.text
        assert "card (closed)" in at.text
        await at.press("1")
        assert "I'll ring." in at.text
        await at.press("1")
        assert "From here on you are  Lou, on Monday" in at.text
        assert "I'll ring." not in at.text
        await at.press("c")
        assert "Two seats." in at.text
        assert "On the card before you" in at.text
        await at.press("c", "b")
        assert "not sooner than 2 days after first" in at.text
        await at.press("b", "1", "enter")
        assert "Promises kept: 0 of 1." in at.text
        assert "broken  I'll ring you" in at.text
