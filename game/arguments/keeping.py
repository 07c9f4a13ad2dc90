"""The arguments of what trainers read, check and take out of the score log.

Names commands; does nothing.
"""

from __future__ import annotations

from game.arguments.kit import add, add_as, add_run

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from game.arguments.kit import Commands


def add_log(commands: Commands) -> None:
    """log, replay, verify"""
    log = add(commands, "log", "log.log", "the score log, in lines", "sixty log --csv")
    shape = log.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON document (sixty schema log)")
    shape.add_argument("--csv", action="store_true", help="a table, one row a decision")
    add_as(log)

    replay = add(
        commands, "replay", "log.replay", "a run again, from its inputs", "sixty replay last"
    )
    add_run(replay)
    shape = replay.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON document (sixty schema run)")
    shape.add_argument(
        "--binder", metavar="BINDER", help="what another binder (a name or a file) would change"
    )
    add_as(replay)

    verify = add(
        commands, "verify", "log.verify", "that nothing in the log was changed", "sixty verify"
    )
    verify.add_argument(
        "--against", metavar="HEAD", help="a head noted earlier: is it still part of the log?"
    )


def add_review(commands: Commands) -> None:
    """Review"""
    review = add(
        commands,
        "review",
        "review.review",
        "who skips which step, and which decisions deserve a talk",
        "sixty review",
        "sixty review --plain days=90",
        "sixty review --plain scenario=showroom/just-looking mode=any",
        more="Of the last 30 days and the runs on the floor, unless words say otherwise: a name, "
        "or person=, scenario=, binder=, mode= (floor, practice, any), buys= (this-week, later, "
        "never), days= (a number, or all), since= and until= (2026-11-01).",
    )
    review.add_argument("words", metavar="FILTER", nargs="*", help="whose runs, which, of when")
    shape = review.add_mutually_exclusive_group()
    shape.add_argument("--plain", action="store_true", help="plain lines, for pipes and readers")
    shape.add_argument(
        "--json", action="store_true", help="one JSON document (sixty schema review)"
    )
    add_as(review)


def add_export(commands: Commands) -> None:
    """Export"""
    export = add(
        commands,
        "export",
        "export.export",
        "the log as files for other programs",
        "sixty export csv --what runs",
        more="csv: one row a decision, or a run. jsonl: a line a run. xes: for process mining. "
        "xapi: statements for learning record stores. Names stay here unless --names is given.",
    )
    export.add_argument(
        "format",
        metavar="FORMAT",
        choices=("csv", "jsonl", "xes", "xapi"),
        help="csv, jsonl, xes or xapi",
    )
    export.add_argument("-o", dest="output", metavar="FILE", help="a file, written whole or not")
    export.add_argument("--names", action="store_true", help="people's names, too")
    export.add_argument(
        "--what", choices=("decisions", "runs"), help="csv: a row for each of these"
    )
    export.add_argument(
        "--columns", metavar="MAP", help="csv: a file, or 'Learner=person,Score=sixty_percent'"
    )
    export.add_argument("--site", metavar="URL", help="xapi: where ids and accounts are named")
    export.add_argument(
        "--unjudged", action="store_true", help="do not ask the coach what was best"
    )
    export.add_argument(
        "--upload", action="store_true", help="xapi: send it to the store that SIXTY_XAPI names"
    )
    add_as(export)
