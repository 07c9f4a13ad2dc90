"""`sixty new`: every question takes Enter, no file is written over, and what is written plays."""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tests.commands import Ended, one_sentence, sixty


class Terminal(io.StringIO):
    """Somebody who types, and sees what is written."""

    def isatty(self) -> bool:
        return True


def asked(monkeypatch: pytest.MonkeyPatch, typed: str, *arguments: str | Path) -> Ended:
    """`sixty new` with somebody at the terminal who types that."""
    with monkeypatch.context() as patched:
        patched.setattr("tests.commands.io", SimpleNamespace(StringIO=Terminal))
        return sixty("new", *arguments, typed=typed)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to write in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_terminal_the_usual_answers_are_taken_and_the_file_checks(here: Path) -> None:
    ended = sixty("new", "visit.yaml")
    assert ended.returncode == 0
    assert ended.stderr == ""
    assert "?" not in ended.stdout
    assert "sixty check visit.yaml" in ended.stdout
    assert yaml.safe_load((here / "visit.yaml").read_text("utf-8"))["title"] == "A first visit"
    assert sixty("solve", here / "visit.yaml").returncode == 0
    assert sixty("run", here / "visit.yaml", "--bot", "first", "--seed", "1").returncode == 0


def test_enter_answers_every_question(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    ended = asked(monkeypatch, "\n" * 5)
    assert ended.returncode == 0
    assert len(re.findall(r"\? \[[^]]+\] ", ended.stdout)) == 5
    assert max(map(len, ended.stdout.replace("] ", "] \n").splitlines())) <= 80
    written = (here / "a-first-visit.yaml").read_text("utf-8")
    assert sixty("new", "other.yaml", "--yes").returncode == 0
    other = (here / "other.yaml").read_text("utf-8")
    assert written == other.replace("other.yaml", "a-first-visit.yaml")


def test_the_answers_are_in_the_file(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    ended = asked(monkeypatch, "The dog: no\nAda Byron\nfirst-day\n2\n55 %\n")
    assert ended.returncode == 0
    found = yaml.safe_load((here / "the-dog-no.yaml").read_text("utf-8"))
    assert found["title"] == "The dog: no"
    assert found["customer"]["name"] == "Ada Byron"
    assert (found["channel"], found["binder"]) == ("video", "first-day")
    assert found["customer"]["truth"]["buyer"]["odds"] == 55
    assert sixty("check", here / "the-dog-no.yaml").returncode == 0


def test_an_answer_that_cannot_be_read_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    ended = asked(monkeypatch, "\x1b\x07\nVisit\n\n99\nsmoke\nShowroom\n0\nVIDEO\n101\nten\n30\n")
    assert ended.returncode == 0
    assert ended.stdout.count("Type a number from 1 to 11, or one of the words.") == 2
    assert ended.stdout.count("Type a number from 1 to 2, or one of the words.") == 1
    assert ended.stdout.count("Type a whole number from") == 2
    found = yaml.safe_load((here / "visit.yaml").read_text("utf-8"))
    assert (found["channel"], found["binder"]) == ("video", "showroom")
    assert "\x1b" not in ended.stdout


def test_who_leaves_before_the_last_question_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    ended = asked(monkeypatch, "A title\n", "visit.yaml")
    assert ended.returncode == 2
    assert "nothing was written" in ended.stderr
    assert list(here.rglob("*.yaml")) == []


def test_no_file_is_written_over(here: Path) -> None:
    (here / "visit.yaml").write_text("mine")
    for name in ("visit.yaml", "visit"):
        ended = sixty("new", name)
        assert ended.returncode == 2
        assert "already" in one_sentence(ended)
    assert (here / "visit.yaml").read_text() == "mine"


def test_without_a_name_the_first_free_one_is_taken(here: Path) -> None:
    for _ in range(3):
        assert sixty("new").returncode == 0
    (here / "stories").mkdir()
    assert sixty("new", "stories").returncode == 0
    assert sorted(str(path.relative_to(here)) for path in here.rglob("*.yaml")) == [
        "a-first-visit-2.yaml",
        "a-first-visit-3.yaml",
        "a-first-visit.yaml",
        "stories/a-first-visit.yaml",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("visit.txt", "let it end in .yaml"),
        ("nowhere/visit.yaml", "There is no folder “nowhere”"),
        ("bad\x00name", "could not be written"),
    ],
)
def test_a_name_that_cannot_be_written_to_is_a_wrong_call(name: str, told: str) -> None:
    ended = sixty("new", name)
    assert ended.returncode == 2
    assert told in one_sentence(ended)


def test_the_binders_near_the_file_come_first_with_their_titles(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    (here / "binders").mkdir()
    (here / "binders" / "ours.yaml").write_text(
        f"title: {'Ours ' * 20}\nsteps:\n  hello:\n    label: Say hello\n    points: 10\n"
    )
    (here / "binders" / "spoilt.yaml").write_text("title: Ours\nstesp: 1\n")
    ended = asked(monkeypatch, "\n\nspoilt\n1\n\n\n", "visit.yaml")
    assert ended.returncode == 0
    lines = ended.stdout.replace("] ", "] \n").splitlines()
    assert any(re.match(r"   1 ours +Ours", line) for line in lines)
    assert "Your first day" in ended.stdout
    assert "“spoilt” has mistakes: sixty check" in ended.stdout
    assert "Type a number from 1 to 12" in ended.stdout
    assert max(len(line) for line in lines if str(here) not in line) <= 80
    assert yaml.safe_load((here / "visit.yaml").read_text("utf-8"))["binder"] == "ours"
    assert "sixty solve visit.yaml shows what" in ended.stdout


def test_a_binder_in_the_way_with_mistakes_is_told_of_and_nothing_is_written(here: Path) -> None:
    (here / "binders").mkdir()
    (here / "binders" / "showroom.yaml").write_text("title: Ours\nstesp: 1\n")
    ended = sixty("new", "visit.yaml")
    assert ended.returncode == 2
    assert "The binder “showroom” has mistakes" in one_sentence(ended)
    assert not (here / "visit.yaml").exists()
