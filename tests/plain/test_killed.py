"""Killed with SIGKILL at a hundred moments of play: what was answered is kept, and goes on."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from game.engine.program import Program
from game.engine.run import Run, replay
from game.library import shelves
from game.records import open_store, verify
from game.records.entries import RunRecord
from game.session.opening import open_scenario
from game.session.view import scene_view
from tests.commands import sixty
from tests.plain.warm import Zygote

pytestmark = [
    pytest.mark.slow,
    pytest.mark.fault,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a warmed-up sixty"),
]
KILLS = 100
PRACTISED = "first/first-customer"
"""Every fourth play is practice, where hints are asked for and decisions taken back."""
PLAYED = ["phone/two-states-away", "showroom/just-looking", "showroom/price-first", PRACTISED]
"""Where nobody takes over: the conversation before that is not shown again."""
PROMPT = b"? (? for help)\n"
DEBRIEF = b"Debrief: "
MOST = 14
"""Prompts waited for before the kill, at most: many a play has fewer."""
FURTHER = 2
"""Lines typed past the last prompt waited for: then the play waits for more, however late it is
killed."""
UNDONE = "Taken back."
ANSWER = re.compile(r"^You (?:say: “(.*)”|do: (.*))$", re.MULTILINE)
STEP = re.compile(r"^You (?:say: “(.*)”|do: (.*))$|^(Taken back\.)", re.MULTILINE)


class Played:
    """Plays in forks of a warmed-up process, typed into a pipe and written to a file."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._home, self._typed = home, folder / "typed"
        self.written = folder / "written.txt"
        os.mkfifo(self._typed)
        self._line = -1
        self._zygote = Zygote()
        self.wait = self._zygote.wait

    def shows(self, prompts: int) -> bool:
        """Wait until it has asked so often; False where it came to its end before."""
        end = time.monotonic() + 180  # only so that a hang ends
        while (text := self.written.read_bytes()).count(PROMPT) < prompts:
            if DEBRIEF in text:
                return False
            assert time.monotonic() < end, text
            time.sleep(0.002)
        return True

    def start(self, typed: list[str], *arguments: str) -> int:
        """Fork a play; its process id. After these lines it waits for more."""
        self.hang_up()  # what nobody read of the last play's lines goes with it
        self._line = os.open(self._typed, os.O_RDWR)
        os.write(self._line, "".join(f"{line}\n" for line in typed).encode())
        self.written.write_text("")
        return self._zygote.start(self._home, str(self._typed), str(self.written), *arguments)

    def hang_up(self) -> None:
        if self._line >= 0:
            os.close(self._line)
            self._line = -1

    def close(self) -> None:
        self.hang_up()
        self._zygote.close()


@pytest.fixture
def zygote(sixty_home: Path, tmp_path: Path) -> Iterator[Played]:
    made = Played(sixty_home, tmp_path)
    yield made
    made.close()


def acknowledged(written: str) -> list[str]:
    """The answers, and what was taken back, after which the next scene, or the debrief, was on its
    way to the screen."""
    played, debriefed, _ = written.partition("Debrief: ")
    answers = [said or done or undone for said, done, undone in STEP.findall(played)]
    # What was written last may have been cut; the scene after an answer vouches for it.
    return answers if debriefed or played.endswith("? (? for help)\n") else answers[:-1]


def texts(run: Run) -> list[str]:
    return [turn.row.source.text for turn in run.taken]


def made(record: RunRecord, program: Program) -> list[str]:
    """The same, as the log has it."""
    words = {
        (scene.id, row.id): row.source.text for scene in program.scenes for row in scene.choices
    }
    steps = [
        (decision.seq, words[decision.scene, decision.choice])
        for decision in (*record.decisions, *record.taken_back)
    ]
    steps += [(aid.seq, UNDONE) for aid in record.aids if aid.kind == "undo"]
    return [what for _, what in sorted(steps)]


def test_no_answered_decision_is_lost_and_play_goes_on_at_the_right_scene(
    sixty_home: Path, zygote: Played
) -> None:
    numbers = random.Random(20261122)
    ids = PLAYED
    programs = {id: open_scenario(id, shelves({})) for id in ids}
    pace = opening = 0.01
    killed_in_play = 0
    helped: Counter[str] = Counter()
    for seed in range(KILLS):
        mode = "floor" if seed % 4 else "practice"
        id = ids[seed % len(ids)] if mode == "floor" else PRACTISED
        asks = "b" if mode == "floor" else "uh"
        rest = [(str(numbers.randint(1, 3)), numbers.choice(asks)) for _ in range(MOST)]
        typed = ["h", "1", "u", *chain.from_iterable(rest)]
        prompts = 4 if seed % 8 == 0 else numbers.randrange(MOST)  # the fourth is after an undo
        call = ("play", id, "--plain", "--as", "Ana", "--seed", str(seed), f"--{mode}")
        began = time.monotonic()
        child = zygote.start(typed[: prompts + FURTHER], *call)
        if prompts:  # else while it is still being opened
            zygote.shows(1)
            opening, shown = time.monotonic() - began, time.monotonic()
            if zygote.shows(prompts):
                pace = (time.monotonic() - shown) / prompts or pace
        time.sleep(numbers.random() * (pace if prompts else opening))
        os.kill(child, signal.SIGKILL)
        zygote.wait()

        written = zygote.written.read_text(encoding="utf-8")
        answers = acknowledged(written)
        record = latest(sixty_home, seed)
        if record is None:
            assert not written  # nobody was ever shown a scene of this run
            continue
        run = replay(programs[id], seed, [decision.choice for decision in record.decisions])
        kept = made(record, programs[id])
        assert kept[: len(answers)] == answers
        assert len(kept) - len(answers) in (0, 1)  # one may be kept whose scene was not seen
        hints = {scene.source.hint for scene in programs[id].scenes if scene.source.hint}
        if mode == "practice" and any(hint in written for hint in hints):
            assert "hint" in [aid.kind for aid in record.aids]
        helped.update(aid.kind for aid in record.aids)
        if record.state == "finished":
            continue
        killed_in_play += 1
        goes_on(record, run, to_its_ending=killed_in_play % 5 == 1)
    assert killed_in_play >= KILLS // 5
    assert helped["undo"]
    assert helped["hint"]
    with open_store(sixty_home) as store:
        assert verify(store).problems == ()


def latest(home: Path, seed: int) -> RunRecord | None:
    with open_store(home) as store:
        found = store.runs(limit=1)
    return found[0] if found and found[0].started.seed == seed else None


def goes_on(record: RunRecord, run: Run, *, to_its_ending: bool) -> None:
    """Resumed, the run stands at the scene its decisions lead to, and can come to its ending."""
    typed = "1\n" * 80 if to_its_ending else "q\n"
    back = sixty("play", "--plain", "--resume", record.run, typed=typed)
    assert back.returncode == 0, back.stderr
    view = scene_view(run)
    if run.over:
        assert back.stdout.partition("Debrief: ")[1]
        return
    first_shown = back.stdout.partition("? (? for help)\n")[0]
    options = [option.text for option in view.options if option.barred is None]
    assert f"\n{len(options)}. " in first_shown
    shown = first_shown.rpartition("\n\n")[0].rpartition("\n\n")[2]
    assert all(re.sub(r"\s+", " ", text) in shown for text in options)
    before = back.stdout.partition("Debrief: ")[0]
    assert [said or done for said, done in ANSWER.findall(before)][: len(run.taken)] == texts(run)
    assert ("Debrief: " in back.stdout) == to_its_ending
