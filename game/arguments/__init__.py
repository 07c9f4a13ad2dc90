"""What can be typed after `sixty`: names, options, help, and what is said of a wrong one.

Imports nothing that costs a start; what a command does is named here and found in `game.cli`.
"""

from __future__ import annotations

from game.arguments.authoring import add_authoring
from game.arguments.keeping import add_export, add_log, add_review
from game.arguments.kit import Parser, Version, examples, folded
from game.arguments.office import add_office
from game.arguments.playing import add_play, add_run
from game.arguments.upkeep import add_upkeep

ABOUT = "A flight simulator for the sales floor: practise customer conversations in a terminal."


def parser() -> Parser:
    """All commands with their options."""
    top = Parser(
        prog="sixty",
        description=folded(f"{ABOUT} Without a command it opens the app."),
        epilog=examples("sixty play showroom/just-looking", "sixty check"),
        usage="sixty [-h] [--version] [COMMAND ...]",
    )
    top.add_argument("--version", action=Version, nargs=0, help="which Sixty this is, and exit")
    # What `sixty` alone means: play in the app, with nothing asked for.
    top.set_defaults(
        does="play.play",
        scenario=None,
        name=None,
        seed=None,
        resume=None,
        plain=False,
        mode=None,
    )
    commands = top.add_subparsers(
        title="commands", metavar="COMMAND", parser_class=Parser, prog=top.prog
    )

    add_play(commands)
    add_run(commands)
    add_log(commands)
    add_review(commands)
    add_export(commands)
    add_office(commands)
    add_authoring(commands)
    add_upkeep(commands)
    return top
