"""What a person chose stays chosen, each their own, and no file can keep anybody from playing."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.modes import MODES_FILE, choose_mode, chosen_mode, mode_for


def test_where_nobody_chose_the_first_day_is_practice_and_the_rest_is_the_floor() -> None:
    assert mode_for("first/first-customer", None) == "practice"
    assert mode_for("showroom/just-looking", None) == "floor"
    assert mode_for("first/first-customer", "floor") == "floor"
    assert mode_for("showroom/just-looking", "practice") == "practice"


def test_everybody_has_their_own_choice(sixty_home: Path) -> None:
    choose_mode(sixty_home, "p-ana", "practice")
    choose_mode(sixty_home, "p-ben", "floor")
    choose_mode(sixty_home, "p-ana", "floor")
    choose_mode(sixty_home, "p-ana", "practice")
    assert chosen_mode(sixty_home, "p-ana") == "practice"
    assert chosen_mode(sixty_home, "p-ben") == "floor"
    assert chosen_mode(sixty_home, "p-chris") is None


@pytest.mark.parametrize("text", ["", "[]", '{"p-ana": 3}', "[" * 99999, '{"p-ana": "hard"}', "\0"])
def test_a_file_that_says_nothing_of_use_is_no_choice_and_is_replaced(
    sixty_home: Path, text: str
) -> None:
    (sixty_home / MODES_FILE).write_text(text)
    assert chosen_mode(sixty_home, "p-ana") is None
    choose_mode(sixty_home, "p-ana", "practice")
    assert chosen_mode(sixty_home, "p-ana") == "practice"


def test_a_folder_that_is_not_there_forgets_and_does_not_complain(tmp_path: Path) -> None:
    choose_mode(tmp_path / "gone", "p-ana", "practice")
    assert chosen_mode(tmp_path / "gone", "p-ana") is None
