"""The lobby's cards: every scenario has one, broken or not, and a warm start reads no YAML."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.library import Card, catalogue
from game.library import cards as cards_module
from game.library.index import Index

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "script" / "files"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    shelf = tmp_path / "shelf"
    (shelf / "showroom").mkdir(parents=True)
    shutil.copytree(EXAMPLE / "binders", shelf / "binders")
    shutil.copy(EXAMPLE / "just-looking.yaml", shelf / "showroom")
    return shelf


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.json"


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file that is read for its YAML from here on."""
    read: list[Path] = []
    real = cards_module._read

    def counted(path: Path, shelves: object, own: str) -> object:
        read.append(path)
        return real(path, shelves, own)  # type: ignore[arg-type]

    monkeypatch.setattr(cards_module, "_read", counted)
    return read


def add(shelf: Path, id: str, title: str = "Another", change: str = "") -> Path:
    text = (EXAMPLE / "just-looking.yaml").read_text(encoding="utf-8")
    path = shelf / f"{id}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("Just looking", title, 1) + change, encoding="utf-8")
    return path


def test_a_card_has_what_the_lobby_shows(shelf: Path) -> None:
    (card,) = catalogue([shelf])
    assert card.id == "showroom/just-looking"
    assert card.path == shelf / "showroom" / "just-looking.yaml"
    assert (card.title, card.customer) == ("Just looking", "Dana Reyes")
    assert (card.channel, card.seat, card.minutes) == ("in-person", "sales", 8)
    assert card.covers == ("greet", "discover", "log-visit", "turn-over", "thank-you")
    assert card.about.startswith("A Saturday walk-in")
    assert len(card.digest) == 64
    assert card.broken is None


def test_cards_come_by_folder_and_title(shelf: Path) -> None:
    for id, title in [("phone/a", "Zebra"), ("phone/b", "apple"), ("top", "Middle")]:
        add(shelf, id, title)
    ids = [card.id for card in catalogue([shelf])]
    assert ids == ["top", "phone/b", "phone/a", "showroom/just-looking"]


def test_a_broken_scenario_says_why_and_stops_no_other(shelf: Path) -> None:
    add(shelf, "showroom/odd", change="tilte: x\n")
    (shelf / "showroom" / "bytes.yaml").write_bytes(b"\xff\xfe\0")
    (shelf / "showroom" / "empty.yaml").write_bytes(b"")
    cards = {card.id: card for card in catalogue([shelf])}
    assert cards["showroom/just-looking"].broken is None
    odd = cards["showroom/odd"]
    assert odd.broken is not None
    assert "“tilte:”" in odd.broken
    assert odd.title == "Another"
    assert cards["showroom/bytes"].broken == "This file is saved as UTF-16, not as UTF-8."
    assert cards["showroom/empty"].broken == "This file is empty."
    assert cards["showroom/empty"].title == "empty"
    assert all("\n" not in (card.broken or "") for card in cards.values())


def test_a_file_that_may_not_be_read_has_a_card_too(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = add(shelf, "showroom/locked")
    opened: Any = Path.open

    def refuse(path: Path, *how: str) -> Any:
        if path == locked:
            raise PermissionError
        return opened(path, *how)

    monkeypatch.setattr(Path, "open", refuse)
    cards = {card.id: card for card in catalogue([shelf])}
    assert "may not be read" in (cards["showroom/locked"].broken or "")
    assert cards["showroom/just-looking"].broken is None


def test_a_link_that_leads_nowhere_has_a_card_too(shelf: Path) -> None:
    (shelf / "showroom" / "gone.yaml").symlink_to(shelf / "nowhere.yaml")
    cards = {card.id: card for card in catalogue([shelf])}
    assert cards["showroom/gone"].broken == "The file is not there."


def test_the_stores_own_scenario_stands_for_the_one_of_the_same_id(
    shelf: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    add(own, "showroom/just-looking", "Ours")
    cards = catalogue([own, shelf])
    assert [(card.title, card.broken) for card in cards] == [("Ours", None)]


def test_what_was_read_once_is_not_read_again(
    shelf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(shelf, "showroom/odd", change="tilte: x\n")
    read = reads(monkeypatch)
    first = catalogue([shelf], cache)
    assert len(read) == 2
    assert catalogue([shelf], cache) == first
    assert len(read) == 2


def test_a_changed_scenario_is_read_again_and_the_others_are_not(
    shelf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = add(shelf, "showroom/odd")
    catalogue([shelf], cache)
    read = reads(monkeypatch)
    path.write_text(path.read_text(encoding="utf-8").replace("Another", "New"), encoding="utf-8")
    assert "New" in [card.title for card in catalogue([shelf], cache)]
    assert read == [path]


def test_a_changed_binder_or_a_nearer_one_is_noticed(shelf: Path, cache: Path) -> None:
    binder = shelf / "binders" / "showroom.yaml"
    assert catalogue([shelf], cache)[0].broken is None
    good = binder.read_text(encoding="utf-8")
    binder.write_text(good.replace("greet:", "hello:"), encoding="utf-8")
    assert "“greet”" in (catalogue([shelf], cache)[0].broken or "")
    near = shelf / "showroom" / "binders"
    near.mkdir()
    (near / "showroom.yaml").write_text(good, encoding="utf-8")
    assert catalogue([shelf], cache)[0].broken is None
    binder.unlink()
    (near / "showroom.yaml").unlink()
    assert "no binder “showroom”" in (catalogue([shelf], cache)[0].broken or "")


def test_the_same_words_in_two_folders_may_have_two_binders(shelf: Path, cache: Path) -> None:
    add(shelf, "other/just-looking", "Just looking")
    bad = shelf / "other" / "binders"
    bad.mkdir()
    (bad / "showroom.yaml").write_text("title: Empty\n", encoding="utf-8")
    for _ in range(2):
        broken = {card.id: card.broken is not None for card in catalogue([shelf], cache)}
        assert broken == {"other/just-looking": True, "showroom/just-looking": False}


SPOILT = {
    "empty": b"",
    "cut": None,
    "no JSON": b"{",
    "another's": b'{"kind": "other"}',
    "a list": b"[]",
    "deep": b"[" * 100_000,
    "not text": b"\xff\xfe",
    "huge numbers": b'{"kind": 1e999}',
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_index_is_quietly_made_anew(how: str, shelf: Path, cache: Path) -> None:
    first = catalogue([shelf], cache)
    whole = cache.read_bytes()
    spoilt = SPOILT[how]
    cache.write_bytes(whole[: len(whole) // 2] if spoilt is None else spoilt)
    assert catalogue([shelf], cache) == first
    assert json.loads(cache.read_bytes()) == json.loads(whole)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_an_index_with_anything_in_any_place_never_raises_or_lies(
    shelf: Path, cache: Path, data: st.DataObject
) -> None:
    first = catalogue([shelf], cache)
    raw = json.loads(cache.read_bytes())
    part, key = raw, data.draw(st.sampled_from(sorted(raw)))
    while isinstance(part[key], dict) and part[key] and data.draw(st.booleans()):
        part = part[key]
        key = data.draw(st.sampled_from(sorted(part)))
    part[key] = data.draw(values)
    cache.write_text(json.dumps(raw), encoding="utf-8")
    for card in catalogue([shelf], cache):
        assert isinstance(card, Card)
        assert all(isinstance(text, str) for text in (card.title, card.about, *card.covers))
        assert isinstance(card.minutes, int)
        assert card.id == first[0].id
    cache.unlink(missing_ok=True)


def test_an_index_of_an_older_sixty_is_not_believed(
    shelf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue([shelf], cache)
    raw = json.loads(cache.read_bytes())
    raw["rules"] = "another"
    cache.write_text(json.dumps(raw), encoding="utf-8")
    read = reads(monkeypatch)
    catalogue([shelf], cache)
    assert len(read) == 1


def test_an_index_that_cannot_be_written_is_done_without(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert len(catalogue([shelf], tmp_path / "file" / "index.json")) == 1
    (tmp_path / "folder.json").mkdir()
    assert len(catalogue([shelf], tmp_path / "folder.json")) == 1
    assert len(catalogue([shelf], None)) == 1


def test_nothing_is_left_beside_the_index(shelf: Path, cache: Path) -> None:
    catalogue([shelf], cache)
    assert [path.name for path in cache.parent.iterdir()] == ["index.json"]


def test_the_index_forgets_the_oldest_first(shelf: Path, cache: Path) -> None:
    index = Index()
    catalogue([shelf], cache)
    (card,) = Index.read(cache).cards.values()
    for i in range(2_500):
        index.keep(str(i), (), str(i), card)
    index.write(cache)
    found = Index.read(cache)
    assert len(found.cards) == 2_000
    assert "2499" in found.cards


WARM = """
import sys
from pathlib import Path
from game.library import catalogue, find, shelves
cards = catalogue([Path(sys.argv[1])], Path(sys.argv[2]))
find("showroom/just-looking", [Path(sys.argv[1])])
print(len(cards), sorted({"yaml", "pydantic", "sqlalchemy", "numpy"} & set(sys.modules)))
"""


def test_a_warm_start_imports_neither_yaml_nor_pydantic(shelf: Path, cache: Path) -> None:
    add(shelf, "showroom/odd", change="tilte: x\n")

    def start() -> str:
        arguments = [sys.executable, "-c", WARM, str(shelf), str(cache)]
        done = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=ROOT)
        return done.stdout.strip()

    assert start() == "2 ['pydantic', 'yaml']"
    assert start() == "2 []"


def test_the_built_in_library_is_listed_whole(cache: Path) -> None:
    listed = catalogue([ROOT / "scenarios"], cache)
    assert [card.id for card in listed if card.broken] == []
    assert len({card.digest for card in listed}) == len(listed) > 0
