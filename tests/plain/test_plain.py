"""The plain mode: what is written, what can be typed, and what leaving it keeps."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine.run import Run, start
from game.plain.debrief import debrief_lines
from game.plain.review import review_lines
from game.plain.scene import binder_lines, card_lines, opening_lines, scene_lines
from game.plain.transcript import transcript_lines
from game.session.card import card
from game.session.debrief import debrief
from game.session.review import NoReview
from game.session.safe import safe, safe_lines
from game.session.view import scene_view
from tests.commands import CORNER, SHELF, Ended, one_sentence, sixty
from tests.generate import Pair, pairs, pick, picks

ASK = "Your choice, "
SEED = "4"


def play(
    *typed: str, scenario: str | Path = CORNER, name: str = "Ana", more: tuple[str, ...] = ()
) -> Ended:
    lines = "".join(f"{line}\n" for line in typed)
    return sixty("play", scenario, "--plain", "--as", name, "--seed", SEED, *more, typed=lines)


def runs() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(sixty("log", "--json").stdout)["runs"]
    return found


def number_of(text: str, words: str) -> str:
    """The number that these words have in the last scene shown."""
    scene = text.rpartition(ASK)[0]
    found = re.findall(rf"^(\d+)\. .*{re.escape(words)}", scene, re.MULTILINE)
    assert found, (words, scene)
    return str(found[-1])


def play_by_words(*choices: str) -> Ended:
    """Play by what the choices say, reading each scene before answering."""
    typed: list[str] = []
    for words in choices:
        typed.append(number_of(play(*typed).stdout, words))
    return play(*typed)


# -- what is written -------------------------------------------------------------------------------


def assert_plain(text: str) -> None:
    for character in text:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs"), character
        assert not 0x2500 <= ord(character) <= 0x259F, f"{character} draws a box"


def test_a_scene_is_told_in_the_order_an_ear_wants_it() -> None:
    told = play().stdout
    parts = [
        "The corner",
        "Two minutes at a counter.",
        "Ada Byron",
        "Forties, a wet umbrella [20% off].",
        "Friday 23:50.",
        "Ada Byron: “Do you have it in blue?”",
        "She does not look up.",
        "1. ",
        "Your choice, 1 to 3? (? for help)",
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)


def test_what_takes_long_says_so_and_what_cannot_be_chosen_has_no_number() -> None:
    told = play_by_words("Let her look").stdout
    assert "Let her look. (15 minutes)" in told
    assert (
        "Not open to you: “For a present, I would take the small one.” "
        "(there is something you have not found out yet)"
    ) in told
    assert told.rpartition(ASK)[2].startswith("1 to 2?")


def test_the_debrief_tells_all_there_is_in_its_order() -> None:
    ended = play_by_words("Hello.", "For a present", "Write her card")
    assert ended.returncode == 0
    told = ended.stdout.partition("Debrief: The corner")[2]
    parts = [
        "It ended Saturday 00:01, with this: an appointment.",
        "She is coming back on Monday.",
        "Day 3: Bought the small one.",
        "Who Ada Byron really was (a buyer this week):",
        "Process 80 of 100 (a pass needs 70).",
        "Sixty 79 of 100 (a pass needs 60).",
        "This run is a pass.",
        "cost the store in advertising: 1,200.",
        "What today brought: 0.",
        "What the days after brought: 1,450.",
        "- Greet within two minutes: 10 of 10, done by the binder (decision 1).",
        "- Introduce somebody else before they leave: 0 of 10, not done.",
        "- They trust you: 7 of 15",
        "- What they left with: 24 of 30",
        "Decision 1, Friday 23:50.",
        "You say: “Hello. Who is it for, please?”",
        "Coach: One word of welcome and then her, not the shelf.",
        "Decision 3, Friday 23:58.",
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)


def test_the_review_tells_both_lines_in_figures_and_what_each_decision_cost() -> None:
    told = play_by_words("Hello.", "For a present", "Write her card").stdout
    review = told.partition("The review: value kept ")[2]
    assert re.match(r"\d+ of 100\.\n", review)
    for line in ("What the sixty score could still come to", "The chance of a sale by that line"):
        (figures,) = re.findall(rf"^{line}.*: ([0-9, ]+)\.$", review, re.MULTILINE)
        assert len(figures.split(", ")) == 4
    assert review.count("\nJudged: ") == 3
    assert review.index("Decision 1, Friday 23:50.") < review.index("Judged: ")
    assert told.index("Process, point by point") < told.index("The review: ")


def test_the_debrief_opens_with_a_foul() -> None:
    told = play_by_words("Only today", "Go back").stdout.partition("Debrief: The corner")[2]
    assert told.strip().startswith("No score hides this, and a run with it is not a pass:")
    assert "- Said something was so, knowing it was not (decision 1)." in told
    assert told.index("(decision 1)") < told.index("It ended")
    assert "This run is not a pass." in told


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


# -- what can be typed -----------------------------------------------------------------------------


def test_letters_ask_and_decide_nothing() -> None:
    told = play("b", "c", "h", "?", "s", "B", "binder", "help", more=("--practice",)).stdout
    assert told.count("The binder: The corner shop's binder") == 3
    assert "Within 2 minutes of: arrival" in told
    assert "In the binder too, but not counted with this customer:\n- Thank them" in told
    assert "The CRM card is blank: nothing has been logged yet." in told
    assert "Who is it for?\n" in told
    assert told.count("Type the number of what you say or do, and Enter.") == 2
    assert told.count("Ada Byron: “Do you have it in blue?”") == 2
    assert runs()[0]["decisions"] == []


def test_the_card_holds_what_was_logged_and_no_more() -> None:
    typed: list[str] = []
    for words in ("Hello.", "For a present"):
        typed.append(number_of(play(*typed).stdout, words))
    assert "The CRM card is blank" in play(*typed, "c").stdout
    typed.append(number_of(play(*typed).stdout, "Write down"))
    card = "The CRM card of Ada Byron\n- Saturday 00:01: Write the card\n"
    card += "  It is a present.\n  By noon.\n"
    assert card in play(*typed, "c").stdout


@pytest.mark.parametrize(
    "typed", ["0", "4", "-1", "1.5", "one", "1 2", "９９", "1" * 5000, "\x1b[A"]
)
def test_what_is_no_choice_is_asked_again(typed: str) -> None:
    told = play(typed, "q").stdout
    assert "Type 1 to 3, or ? for help." in told
    assert runs()[0]["decisions"] == []
    assert_plain(told)


def test_a_digit_of_another_script_is_a_digit() -> None:
    play("٢", "q")
    decisions = runs()[0]["decisions"]
    assert isinstance(decisions, list)
    assert len(decisions) == 1


# -- leaving and going on --------------------------------------------------------------------------


def test_after_the_debrief_stands_how_to_play_it_again() -> None:
    last = play(*"1" * 20).stdout.splitlines()[-1]
    assert last.startswith("Play it again: sixty play ")
    again = sixty(*last.partition(": sixty ")[2].split(), typed="1\n" * 20)
    assert again.stdout.startswith("The corner\n")


@pytest.mark.parametrize("end", [("q",), ("quit",), ()])
def test_leaving_keeps_the_run_and_says_how_to_go_on(end: tuple[str, ...]) -> None:
    left = play("1", *end)
    assert left.returncode == 0
    how = left.stdout.splitlines()[-1]
    assert how.startswith("Your run is kept. To go on from here: sixty ")
    scene = left.stdout.partition("You ")[2].partition("\n\n")[2].partition(ASK)[0]

    back = sixty(*how.partition(": sixty ")[2].split(), typed="1\n" * 20)
    assert back.returncode == 0
    assert scene in back.stdout
    assert "Debrief: The corner" in back.stdout
    (run,) = runs()
    assert run["state"] == "finished"


def test_going_on_with_the_last_run_needs_no_id() -> None:
    play("1", "q")
    ended = sixty("play", "--plain", "--resume", typed="1\n" * 20)
    assert "Debrief: The corner" in ended.stdout


def test_what_is_over_cannot_be_gone_on_with() -> None:
    play(*"1" * 20)
    (run,) = runs()
    ended = sixty("play", "--plain", "--resume", str(run["run"]))
    assert ended.returncode == 2
    assert "sixty replay" in one_sentence(ended)


def test_an_interrupt_keeps_the_run_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.plain.talk import Talk

    asked = Talk.ask
    answers = iter(["1"])

    def ask(self: Talk, question: str) -> str:
        asked(self, question)
        for answer in answers:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr(Talk, "ask", ask)
    ended = play("", "")
    assert ended.returncode == 130
    assert ended.stdout.splitlines()[-1].startswith("Your run is kept.")
    decisions = runs()[0]["decisions"]
    assert isinstance(decisions, list)
    assert len(decisions) == 1


# -- the front desk --------------------------------------------------------------------------------


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of its own: the small shelf before the built-in one."""
    monkeypatch.setenv("SIXTY_SCENARIOS", str(SHELF))


@pytest.mark.usefixtures("library")
def test_a_first_visitor_is_asked_for_a_name_and_shown_the_library_by_number() -> None:
    ended = sixty("play", "--plain", typed="\n \nAna\nq\n")
    assert ended.returncode == 0
    assert ended.stdout.count("What is your name?") == 3
    assert "That name is empty" in ended.stdout
    assert re.search(
        r"^\d+\. The corner\. Two minutes at a counter\. About 2 minutes\.$",
        ended.stdout,
        re.MULTILINE,
    )
    assert ended.stdout.endswith("Nothing was played.\n")


@pytest.mark.usefixtures("library")
def test_a_name_once_given_is_remembered() -> None:
    sixty("play", "--plain", typed="Ana\nq\n")
    ended = sixty("play", "--plain", typed="q\n")
    assert "What is your name?" not in ended.stdout
    assert "Ana. Who will you meet?" in ended.stdout


@pytest.mark.usefixtures("library")
def test_an_unfinished_run_is_offered_first() -> None:
    typed = "Ana\n" + number_of_title() + "\n1\nq\n"
    assert "The corner" in sixty("play", "--plain", typed=typed).stdout
    ended = sixty("play", "--plain", typed="1\n" + "1\n" * 20)
    assert "1. Go on with The corner, after 1 decision" in ended.stdout
    assert "This is what happened so far." in ended.stdout
    assert "Debrief: The corner" in ended.stdout


def number_of_title() -> str:
    told = sixty("play", "--plain", "--as", "Ana", typed="q\n").stdout
    found = re.search(r"^(\d+)\. The corner\.", told, re.MULTILINE)
    assert found, told
    return found[1]


def test_a_broken_scenario_is_named_and_the_others_are_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "shelf"
    shutil.copytree(SHELF, shelf)
    (shelf / "a-broken.yaml").write_text("title: Broken\n", encoding="utf-8")
    monkeypatch.setenv("SIXTY_SCENARIOS", str(shelf))
    ended = sixty("play", "--plain", "--as", "Ana", typed="q\n")
    assert "Cannot be played: a-broken. " in ended.stdout
    assert "The corner" in ended.stdout
    assert not re.search(r"^\d+\. Broken", ended.stdout, re.MULTILINE)


@pytest.mark.usefixtures("library")
def test_enter_alone_plays_what_was_least_recently_played() -> None:
    first = sixty("play", "--plain", "--as", "Ana", typed="q\n").stdout
    suggested = re.search(r"Enter alone: (\d+)", first)
    assert suggested is not None
    title = re.search(rf"^{suggested[1]}\. ([^.]+)\.", first, re.MULTILINE)
    assert title is not None
    played = sixty("play", "--plain", "--as", "Ana", typed="\n" + "1\n" * 200).stdout
    assert f"Debrief: {title[1]}" in played
    second = sixty("play", "--plain", "--as", "Ana", typed="q\n").stdout
    after = re.search(r"Enter alone: (\d+)", second)
    assert after is not None
    again = re.search(rf"^{after[1]}\. ([^.]+)\.", second, re.MULTILINE)
    assert again is not None
    assert again[1] != title[1]


# -- without a terminal ----------------------------------------------------------------------------


@pytest.mark.parametrize("call", [(), ("play",), ("play", CORNER)])
def test_without_a_terminal_the_app_becomes_plain_lines_and_says_so(call: tuple[str, ...]) -> None:
    ended = sixty(*call, typed="Ana\n1\nq\n")
    assert ended.returncode == 0
    assert "plain mode" in one_sentence(ended)
    assert_plain(ended.stdout)
