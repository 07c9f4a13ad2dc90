"""The arguments of the trainer's office: people, comments, sign-offs, inspections, evidence.

Names commands; does nothing.
"""

from __future__ import annotations

from game.arguments.kit import add, add_as, add_run, whole

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from game.arguments.kit import Commands

LABELS = ("best", "great", "good", "inaccuracy", "mistake", "blunder", "foul")
"""As `game.records.papers` has them, which is not imported for a help text."""

_PERCENT = whole("a score", 0, 100)
_COUNT = whole("this", 1, 9999)


def add_office(commands: Commands) -> None:
    """people, evidence, comment, sign, inspect"""
    _add_people(commands)
    _add_evidence(commands)
    _add_comment(commands)
    _add_sign(commands)
    _add_inspect(commands)


def _add_people(commands: Commands) -> None:
    people = add(
        commands,
        "people",
        "people.people",
        "trainees, mentors and trainers of a shared computer",
        "sixty people setup Tea",
        "sixty people add Mo --role mentor --as Tea",
        "sixty people add Ana --mentor Mo --as Tea",
        "sixty people pin --as Tea",
        more="Without a word it lists them. setup makes the first trainer: until then nobody is "
        "asked for anything. add gives a role and a first PIN, change another role or mentor. "
        "remove takes the name of somebody who left out of the log; their runs stay. pin changes "
        "your own PIN; pin NAME gives somebody a new one. recover sets a trainer's PIN by their "
        "recovery code.",
    )
    people.add_argument(
        "what",
        metavar="WHAT",
        nargs="?",
        default="list",
        choices=("list", "setup", "add", "change", "remove", "pin", "recover"),
        help="list, setup, add, change, remove, pin or recover",
    )
    people.add_argument("person", metavar="NAME", nargs="?", help="whom it is about")
    people.add_argument(
        "--role", choices=("trainee", "mentor", "trainer"), help="trainee, mentor or trainer"
    )
    mentor = people.add_mutually_exclusive_group()
    mentor.add_argument("--mentor", metavar="NAME", help="who mentors them")
    mentor.add_argument("--no-mentor", action="store_true", help="nobody mentors them any longer")
    people.add_argument(
        "--json", action="store_true", help="the list as one JSON document (sixty schema people)"
    )
    add_as(people)


def _add_evidence(commands: Commands) -> None:
    shown = add(
        commands,
        "evidence",
        "office.evidence",
        "a run as it was seen and played, and all that was said of it",
        "sixty evidence last",
        more="With --beside two people's runs of one customer and one seed stand line by line.",
    )
    add_run(shown)
    shape = shown.add_mutually_exclusive_group()
    shape.add_argument(
        "--beside", metavar="RUN", help="another of the same customer and seed, side by side"
    )
    shape.add_argument(
        "--json", action="store_true", help="one JSON document (sixty schema evidence)"
    )
    add_as(shown)


def _add_comment(commands: Commands) -> None:
    comment = add(
        commands,
        "comment",
        "office.comment",
        "a word on a decision, and whether the coach is right",
        "sixty comment last 3 Well asked. --agree --as Mo",
        "sixty comment last 2 She had said no already. --adjust mistake --as Mo",
        more="The coach's judgement stays as it is; yours stands beside it. To adjust it or to "
        "send back for another try takes a reason.",
    )
    add_run(comment)
    comment.add_argument(
        "decision",
        metavar="DECISION",
        type=_decision,
        help="its number, from 1 as sixty evidence has it, or: run, for all of it",
    )
    comment.add_argument("text", metavar="TEXT", nargs="*", help="words; - reads standard input")
    verdict = comment.add_mutually_exclusive_group()
    verdict.add_argument("--agree", action="store_true", help="the coach is right")
    verdict.add_argument("--adjust", metavar="LABEL", choices=LABELS, help=", ".join(LABELS))
    verdict.add_argument("--retry", action="store_true", help="this should be played again")
    add_as(comment)


def _add_sign(commands: Commands) -> None:
    sign = add(
        commands,
        "sign",
        "office.sign",
        "sign a run off, anchored to the log as it is",
        "sixty sign last --as Mo",
        "sixty sign last The greeting was fine. --process 80 --as Mo",
        "sixty sign last Once more, slower. --retry --as Mo",
        more="Without an option you agree with the scores. Scores of your own stand beside the "
        "machine's, never over them, and take a reason.",
    )
    add_run(sign)
    sign.add_argument("text", metavar="TEXT", nargs="*", help="why; - reads standard input")
    sign.add_argument("--process", type=_PERCENT, metavar="N", help="your process score, 0 to 100")
    sign.add_argument("--sixty", type=_PERCENT, metavar="N", help="your sixty score, 0 to 100")
    sign.add_argument("--retry", action="store_true", help="send it back, to be played again")
    add_as(sign)


def _add_inspect(commands: Commands) -> None:
    inspect = add(
        commands,
        "inspect",
        "office.inspect",
        "the runs to inspect, which nobody chose",
        "sixty inspect",
        more="--draw 5 draws five more. A draw is seeded by the log itself and written into it; a "
        "run is inspected once it is signed off (sixty sign).",
    )
    inspect.add_argument(
        "--draw", type=_COUNT, metavar="N", help="draw so many: people in turn, then scenarios"
    )
    inspect.add_argument(
        "--within", type=_COUNT, metavar="DAYS", help="of the last so many days (30)"
    )
    inspect.add_argument("--due", type=_COUNT, metavar="DAYS", help="due in so many days (7)")
    inspect.add_argument("--all", action="store_true", help="those that are done, too")
    inspect.add_argument(
        "--json", action="store_true", help="one JSON document (sixty schema inspect)"
    )
    add_as(inspect)


def _decision(text: str) -> int | None:
    if text == "run":
        return None
    return whole("a decision (or else: run)", 1, 999_999)(text) - 1
