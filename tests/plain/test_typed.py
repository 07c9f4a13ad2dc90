"""What can be typed in the plain mode, and what leaving it keeps."""

from __future__ import annotations

import pytest

from tests.commands import one_sentence, sixty
from tests.plain.kit import ASK, assert_plain, number_of, play, runs


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
