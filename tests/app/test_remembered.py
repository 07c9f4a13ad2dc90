"""What the lobby remembers between starts: exactly what it showed, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.app.remembered import LOBBY_FILE, remember, remembered
from game.app.settings import SETTINGS_FILE, read_theme, write_theme
from game.app.values import Offer
from tests.app.conftest import SHELF, Open

OFFER = Offer("a/b", "a", "Title", "About", "phone", 5)


@given(
    st.lists(
        st.builds(Offer, *[st.text()] * 5, st.integers(0, 120), st.one_of(st.none(), st.text())),
        max_size=4,
    )
)
def test_what_was_shown_is_what_is_remembered(
    tmp_path_factory: pytest.TempPathFactory, offers: list[Offer]
) -> None:
    home = tmp_path_factory.mktemp("home")
    remember(home, (SHELF,), offers)
    assert remembered(home, (SHELF,)) == tuple(offers)


def test_other_shelves_are_not_what_was_shown(tmp_path: Path) -> None:
    remember(tmp_path, (SHELF,), [OFFER])
    assert remembered(tmp_path, (tmp_path,)) is None


@given(
    junk=st.one_of(
        st.binary(max_size=80),
        st.sampled_from(
            [
                b"[]",
                b"null",
                b'{"kind": 1}',
                b"[" * 100_000,
                b'{"kind": "sixty lobby 1", "shelves": [], "offers": [[1, 2]]}',
                b'{"kind": "sixty lobby 1", "shelves": [], "offers": [[1,2,3,4,5,6,7]]}',
                b'{"kind": "sixty lobby 1", "shelves": [], "offers": {"a": 1}}',
            ]
        ),
    )
)
def test_a_damaged_memory_is_no_memory(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / LOBBY_FILE).write_bytes(junk)
    (home / SETTINGS_FILE).write_bytes(junk)
    assert remembered(home, ()) is None
    assert read_theme(home) == "auto"


def test_a_theme_is_remembered(tmp_path: Path) -> None:
    write_theme(tmp_path / "new", "light")
    assert read_theme(tmp_path / "new") == "light"


async def test_the_second_start_shows_the_library_at_once_and_the_first_says_it_is_reading(
    stage: Open,
) -> None:
    async with stage() as at:
        assert at.app.desk.known_offers() == at.app.lobby.offers
    async with stage() as at:
        shown = at.app.lobby.offers
        assert shown is not None
        assert shown[0].id == "first/first-customer"
