"""Whatever is played and whoever wrote it, plain lines tell all of it and move no terminal."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from game.engine.run import Run, start
from game.plain.debrief import debrief_lines
from game.plain.review import review_lines
from game.plain.scene import binder_lines, card_lines, opening_lines, scene_lines
from game.plain.transcript import transcript_lines
from game.session.card import card
from game.session.debrief import debrief
from game.session.review import NoReview
from game.session.safe import quoted_argument, safe, safe_lines
from game.session.view import scene_view
from tests.commands import SHELF, sixty
from tests.generate import Pair, pairs, pick, picks
from tests.plain.kit import assert_plain

HOSTILE = "\x1b[31mred\x07\r\n[/] [b]bold[/b] \u202egnirts ─│ {x} %s \u0085 end"


def test_hostile_text_reaches_nobodys_terminal(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    quoted = json.dumps(HOSTILE.replace("─│ ", ""))
    for file in (shelf / "corner.yaml", shelf / "binders" / "corner.yaml"):
        text = file.read_text(encoding="utf-8")
        keys = "title|about|name|seen|says|cue|hint|tells|really|coach|say|do|who|label|why|lied"
        text = re.sub(
            rf"^( *(?:- )?(?:{keys}): ).*$",
            lambda found: found[1] + quoted,
            text,
            flags=re.MULTILINE,
        )
        file.write_text(text, encoding="utf-8")
    shown = sixty("check", shelf)
    assert_plain(shown.stdout)
    assert shown.returncode in (0, 1), shown.stdout  # a proof may fail where every line is the same
    typed = "?\nb\nc\nh\ns\n" + "1\n" * 40
    story = str(shelf / "corner.yaml")
    for number in range(6):
        call = ("play", story, "--plain", "--as", "Ana [/b]", "--seed", str(number))
        ended = sixty(*call, typed=typed)
        assert ended.returncode == 0, ended.stderr
        assert "Debrief: " in ended.stdout
        assert_plain(ended.stdout)
        assert "[/] [b]bold[/b]" in ended.stdout
    calls: list[tuple[str, ...]] = [("log",), ("replay", "last"), ("run", story, "--bot", "first")]
    for again in calls:
        ended = sixty(*again)
        assert ended.returncode == 0
        assert_plain(ended.stdout)


@given(st.text())
def test_safe_text_is_one_line_without_control_characters(text: str) -> None:
    for line in (safe(text), *safe_lines(text)):
        assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in line)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(pairs(), picks(), st.integers(0, 2**53 - 1))
def test_whatever_is_played_every_point_and_decision_is_told(
    pair: Pair, numbers: list[int], seed: int
) -> None:
    run = start(pair.program, seed)
    while not run.over:
        assert_plain("\n".join(all_lines(run)))
        run = run.choose(pick(numbers, len(run.taken), [row.id for row in run.offered()]))
    told = debrief(run)
    lines = [*debrief_lines(told), *review_lines(told, NoReview("None."))]
    assert_plain("\n".join(lines))
    ledger = [entry for entry in told.ledger if f"- {safe(entry.label)}: " in "\n".join(lines)]
    assert len(ledger) == len(told.ledger)
    earned = [
        int(line) for line in re.findall(r"^- .*: (\d+) of \d+, ", "\n".join(lines), re.MULTILINE)
    ]
    assert sum(earned) == told.process.earned + told.sixty.earned
    assert sum(line.startswith("Decision ") for line in lines) == len(run.taken)


def all_lines(run: Run) -> list[str]:
    view = scene_view(run)
    return [
        *opening_lines(view, run.program.script.scenario.about),
        *scene_lines(view),
        *card_lines(card(run)),
        *binder_lines(run.program.script.binder, run.program.judge.scope),
        *transcript_lines(run, NoReview("None.")),
    ]


@given(st.text().filter(lambda text: "\\" not in text))
@example('Tea "[b]')
@example("Eve;=cmd $HOME `x`")
def test_a_name_to_be_typed_is_one_word_to_a_shell(text: str) -> None:
    assert shlex.split(quoted_argument(text)) == [safe(text)]
    assert not set("$`!") & set(quoted_argument(text).partition("'")[0])
