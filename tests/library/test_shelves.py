"""A scenario is found by its name or its path, on the store's own shelves before the built-in."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from game.library import NotFound, find, shelves
from game.library.shelves import built_in, files

ROOT = Path(__file__).resolve().parents[2]


def put(shelf: Path, *ids: str, suffix: str = ".yaml") -> Path:
    for id in ids:
        path = shelf / f"{id}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"title: {id}\n", encoding="utf-8")
    return shelf


def test_the_built_in_library_of_a_checkout_is_its_scenarios() -> None:
    assert built_in() == ROOT / "scenarios"
    assert shelves({}) == (ROOT / "scenarios",)


def test_the_stores_own_folders_come_first_in_their_order(tmp_path: Path) -> None:
    own = os.pathsep.join([str(tmp_path / "b"), "", str(tmp_path / "a"), str(tmp_path / "b")])
    assert shelves({"SIXTY_SCENARIOS": own}) == (
        tmp_path / "b",
        tmp_path / "a",
        ROOT / "scenarios",
    )


def test_the_variable_is_read_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIXTY_SCENARIOS", str(tmp_path))
    assert shelves()[0] == tmp_path


def test_binders_pieces_schemas_and_hidden_files_are_no_scenarios(tmp_path: Path) -> None:
    put(tmp_path, "a", "phone/b", "binders/x", "phone/binders/x", "pieces/x", "schema/x", ".c")
    put(tmp_path, ".git/x", "phone/.x", "one/two/three/four/five/six/d")
    put(tmp_path, "a/readme", suffix=".md")
    assert [id for id, _ in files(tmp_path)] == ["a", "one/two/three/four/five/six/d", "phone/b"]


def test_both_suffixes_are_read_and_one_id_is_one_scenario(tmp_path: Path) -> None:
    put(put(tmp_path, "a"), "a", "b", suffix=".yml")
    assert [(id, path.name) for id, path in files(tmp_path)] == [("a", "a.yaml"), ("b", "b.yml")]


def test_a_shelf_that_is_not_there_has_nothing_on_it(tmp_path: Path) -> None:
    assert list(files(tmp_path / "nowhere")) == []


def test_a_ring_of_links_does_not_hold_the_listing_up(tmp_path: Path) -> None:
    put(tmp_path, "phone/a")
    (tmp_path / "phone" / "round").symlink_to(tmp_path, target_is_directory=True)
    assert [id for id, _ in files(tmp_path)] == ["phone/a"]


@pytest.mark.parametrize("name", ["phone/a", "phone/a.yaml"])
def test_a_scenario_is_found_by_its_id_with_or_without_suffix(tmp_path: Path, name: str) -> None:
    put(tmp_path, "phone/a")
    assert find(name, [tmp_path]) == tmp_path / "phone" / "a.yaml"


def test_the_first_shelf_that_has_it_gives_it(tmp_path: Path) -> None:
    own, library = put(tmp_path / "own", "phone/a"), put(tmp_path / "library", "phone/a", "phone/b")
    assert find("phone/a", [own, library]) == own / "phone" / "a.yaml"
    assert find("phone/b", [own, library]) == library / "phone" / "b.yaml"


def test_a_path_finds_a_file_outside_every_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "mine/a")
    assert find(str(tmp_path / "mine" / "a.yaml"), []) == tmp_path / "mine" / "a.yaml"
    assert find(str(tmp_path / "mine" / "a"), []) == tmp_path / "mine" / "a.yaml"
    monkeypatch.chdir(tmp_path / "mine")
    assert find("a.yaml", []).resolve() == tmp_path / "mine" / "a.yaml"
    assert find("./a", []).resolve() == tmp_path / "mine" / "a.yaml"


def test_a_file_beside_you_named_with_its_suffix_goes_before_the_shelves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = put(tmp_path / "library", "phone/a")
    monkeypatch.chdir(put(tmp_path / "here", "phone/a"))
    assert find("phone/a.yaml", [library]).resolve() == tmp_path / "here" / "phone" / "a.yaml"
    assert find("phone/a", [library]) == library / "phone" / "a.yaml"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("phone/just-lookin", "did you mean “showroom/just-looking”"),
        ("just-looking", "did you mean “showroom/just-looking”"),
        ("showroom/just-loking", "did you mean “showroom/just-looking”"),
        ("zzz", "the library has “phone/two-states” and “showroom/just-looking”."),
        ("binders/store", "the library has"),
        ("a\0b", "“a␀b”"),
        ("", "There is no scenario “”"),
        ("..", "There is no scenario “..”"),
        ("x" * 5000, "the library has"),
    ],
)
def test_a_name_that_leads_nowhere_gets_one_sentence(tmp_path: Path, name: str, said: str) -> None:
    put(tmp_path, "showroom/just-looking", "phone/two-states", "binders/store")
    with pytest.raises(NotFound, match=re.escape(said)) as lost:
        find(name, [tmp_path])
    assert "\n" not in str(lost.value)
    assert str(lost.value).endswith((".", "?"))


def test_a_file_name_with_a_slip_in_it_gets_the_files_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = put(tmp_path / "library", "showroom/just-looking", "phone/two-states")
    monkeypatch.chdir(put(tmp_path / "here", "the-quick-question", "mine/the-van"))
    for name, said in (
        ("the-quick-qestion.yaml", "There is no file “the-quick-qestion.yaml”; did you mean “the"),
        ("mine/the-vam.yml", f"did you mean “{Path('mine') / 'the-van.yaml'}”?"),
        ("just-lookin.yaml", "did you mean “showroom/just-looking”?"),
        ("qq.yaml", "There is no file “qq.yaml”, and the library has no scenario of that name."),
        ("no/such/folder.yaml", "There is no file “no/such/folder.yaml”, and"),
        ("a\0b.yaml", "There is no file “a␀b.yaml”, and"),
    ):
        with pytest.raises(NotFound, match=re.escape(said)):
            find(name, [library])


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no scenarios are in the library at all"):
        find("a", [tmp_path])
