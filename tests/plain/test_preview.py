"""The preview in plain lines: what is played, what is looked behind, and what stops it."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest

from game.author.bench import Wish, lay
from game.plain.preview import play
from game.plain.talk import Talk
from tests.app.test_hostile_text import HOSTILE
from tests.commands import CORNER, Ended, one_sentence, process, sixty


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The corner story in a folder of its own, with its binder."""
    corner = Path(CORNER)
    binders = tmp_path / "binders"
    binders.mkdir()
    for binder in (corner.parent / "binders").iterdir():
        (binders / binder.name).write_bytes(binder.read_bytes())
    copy = tmp_path / "corner.yaml"
    copy.write_bytes(corner.read_bytes())
    return copy


def preview(file: Path | str, *typed: str, asked: tuple[str, ...] = ()) -> Ended:
    lines = "".join(f"{line}\n" for line in typed)
    return sixty("preview", file, "--plain", *asked, typed=lines)


def test_a_preview_plays_and_says_how_to_come_there_again(file: Path) -> None:
    ended = preview(file, "1")
    assert ended.returncode == 0
    again = ended.stdout.rpartition("To come here again: sixty ")[2].split()
    there = sixty(*again, "--plain")
    last = [line for line in ended.stdout.splitlines() if line.startswith("Scene ")][-1]
    assert last in there.stdout


def test_nothing_of_it_is_logged_and_no_screen_is_drawn(file: Path, sixty_home: Path) -> None:
    assert preview(file, "1", "u", "m", "l", "s", "a", "?").returncode == 0
    assert not list(sixty_home.glob("*.db"))


class Typist(io.StringIO):
    """Types one line after another, and between two of them saves the file."""

    def __init__(self, file: Path, old: str, new: str, *typed: str) -> None:
        super().__init__()
        self._file, self._change, self._left = file, (old, new), list(typed)

    def readline(self, _limit: int = -1, /) -> str:  # type: ignore[override]
        if not self._left:
            return ""
        line = self._left.pop(0)
        if line == "r":
            text = self._file.read_text(encoding="utf-8")
            assert self._change[0] in text
            self._file.write_text(text.replace(*self._change), encoding="utf-8")
        return f"{line}\n"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("title: ", "title: The ", "Read again: your choice holds."),
        ("binder: ", "binder: no-such-", "this is the last version that could be."),
        ("id: ", "id: other-", "It stops in scene "),
    ],
)
def test_reading_again_makes_the_same_choices_in_the_file_as_it_is_now(
    file: Path, old: str, new: str, says: str
) -> None:
    out = io.StringIO()
    typist = Typist(file, old, new, "1", "r")
    assert play(lay(file, [], Wish(0)), Talk(typist, out)) == 0
    assert says in out.getvalue()


def test_what_is_behind_is_told_line_by_line(file: Path) -> None:
    told = preview(file, "m", "l").stdout
    for words in ("trust: ", "pressure: ", "Truth: ", "leads to: ", "Process ", "Sixty "):
        assert words in told


def test_problems_and_proofs_are_told_when_asked_for(file: Path) -> None:
    told = preview(file, "p").stdout
    assert "No problems in the file." in told
    assert "Proofs: " in told


def test_a_file_that_cannot_be_played_says_so_and_ends_with_1(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("binder: ", "binder: no-such-"), encoding="utf-8")
    ended = preview(file, "p", "1", "m", "g", "u")
    assert ended.returncode == 1
    assert "It cannot be played as it stands" in ended.stdout
    assert "SX080" in ended.stdout


def test_a_scene_is_gone_to_by_name_and_a_wrong_name_gets_the_nearest(file: Path) -> None:
    scenes = preview(file, "g").stdout.partition("The scenes: ")[2].splitlines()[0].rstrip(".")
    for scene in scenes.split(", "):
        assert f"Scene {scene}." in preview(file, f"g {scene}").stdout
    assert "Did you mean" in preview(file, f"g {scenes.split(', ')[0]}x").stdout


def test_the_customer_and_the_luck_can_be_chosen(file: Path) -> None:
    told = preview(file, "m", "n 12", "m", "t", "t nobody", "n -1").stdout
    assert "Seed: 0." in told
    assert "Seed: 12." in told
    assert "There is no truth “nobody”." in told
    assert "A seed is a whole number" in told


@pytest.mark.parametrize("typed", ["99", "1 nowhere", "zzz", ""])
def test_what_cannot_be_is_said_and_asked_again(file: Path, typed: str) -> None:
    ended = preview(file, typed, "s")
    assert ended.returncode == 0
    assert ended.stdout.count("Scene ") >= 2


def test_a_scenario_there_is_none_of_is_one_sentence() -> None:
    ended = preview("no-such-thing")
    assert ended.returncode == 2
    assert "There is no scenario" in one_sentence(ended)


def test_without_a_terminal_it_is_the_plain_preview_and_says_so(file: Path) -> None:
    ended = process("preview", file, typed="q\n")
    assert ended.returncode == 0
    assert "this is the plain mode" in ended.stderr
    assert "To come here again" in ended.stdout


def test_no_text_of_a_file_gets_through(file: Path) -> None:
    binder = file.parent / "binders" / "floor.yaml"
    binder.write_bytes((Path(__file__).parents[1] / "app/shelf/binders/floor.yaml").read_bytes())
    file.write_text(HOSTILE, encoding="utf-8")
    told = preview(file, "1", "m", "l", "p", "g", "a", "2", "t \x1b", "g \x1b[2J").stdout
    assert "[/says]" in told
    for sign in told:
        assert sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"}
