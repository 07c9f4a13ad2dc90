"""The arguments of what a new hire plays, and of what is played without anybody.

Names commands; does nothing.
"""

from __future__ import annotations

from game.arguments.kit import SCENARIO, add, add_seed

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from game.arguments.kit import Commands


def add_play(commands: Commands) -> None:
    """Play"""
    play = add(commands, "play", "play.play", "play one customer", "sixty play --plain")
    play.add_argument("scenario", metavar="SCENARIO", nargs="?", help=SCENARIO)
    play.add_argument("--as", dest="name", metavar="NAME", help="who is playing")
    add_seed(play)
    play.add_argument(
        "--plain", action="store_true", help="plain lines: type numbers, no drawing, no colours"
    )
    play.add_argument(
        "--resume",
        metavar="RUN",
        nargs="?",
        const="last",
        help="with --plain: go on with a run you left (its id, how that begins, or: last)",
    )
    mode = play.add_mutually_exclusive_group()
    mode.add_argument(
        "--practice",
        dest="mode",
        action="store_const",
        const="practice",
        help="hints, taking back, and the mentor's word after every decision; the log says so",
    )
    mode.add_argument(
        "--floor",
        dest="mode",
        action="store_const",
        const="floor",
        help="none of that; where neither is given, what the app was set to last: at first the "
        "floor, and practice on the first day",
    )


def add_run(commands: Commands) -> None:
    """Run"""
    game = add(
        commands,
        "run",
        "run.run",
        "play a scenario without a person",
        "sixty run showroom/just-looking --bot first --json",
    )
    game.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    player = game.add_mutually_exclusive_group(required=True)
    player.add_argument("--choose", metavar="ID,ID…", help="these choices, by their ids")
    player.add_argument(
        "--bot",
        metavar="NAME",
        help="first, longest, polite, always-TO, random; and, who look ahead: best, never-logs,"
        " never-asks, lingers, worst",
    )
    add_seed(game)
    game.add_argument("--truth", metavar="NAME", help="what is true of the customer")
    game.add_argument("--json", action="store_true", help="one JSON document (sixty schema run)")
    game.add_argument("--log", action="store_true", help="keep the run in the score log, marked")
