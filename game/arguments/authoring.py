"""The arguments of what mentors write scenarios with.

Names commands; does nothing.
"""

from __future__ import annotations

from game.arguments.kit import SCENARIO, add, add_seed

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from game.arguments.kit import Commands


def add_authoring(commands: Commands) -> None:
    """check, library, explain, solve, preview, map, new"""
    check = add(
        commands,
        "check",
        "check.check",
        "every problem in the files, and every proof",
        "sixty check showroom/just-looking",
        more="Reads the files, then solves each scenario and holds it to the six proofs. What was "
        "proved before and has not changed but in its words is not proved again.",
    )
    check.add_argument(
        "path", metavar="PATH", nargs="*", help="files, folders or names; the library where none"
    )
    check.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="text, json or sarif"
    )
    check.add_argument("--watch", action="store_true", help="check again whenever a file is saved")
    check.add_argument(
        "--deep", action="store_true", help="move the odds of branches too: what is debatable then"
    )

    library = add(
        commands,
        "library",
        "library.library",
        "all scenarios in one table, and what they exercise",
        "sixty library --coverage",
        more="Solves every scenario; what was proved before is not proved again.",
    )
    library.add_argument(
        "--coverage",
        action="store_true",
        help="instead: the systems of the floor, each with the decisions that exercise it",
    )
    library.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="text, markdown or json",
    )

    explain = add(
        commands,
        "explain",
        "explain.explain",
        "what a problem code means",
        "sixty explain SX015",
    )
    explain.add_argument(
        "code", metavar="CODE", nargs="?", help="as sixty check writes it; every code where none"
    )

    solve = add(
        commands,
        "solve",
        "solve.solve",
        "best line, values, bots and proofs of a scenario",
        "sixty solve showroom/just-looking",
    )
    solve.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    solve.add_argument("--json", action="store_true", help="one JSON document (sixty schema solve)")

    preview = add(
        commands,
        "preview",
        "preview.preview",
        "play a scenario live while you write it",
        "sixty preview showroom/just-looking --at sill",
        more="Save the file, and your choices so far are made again in it. Nothing is logged.",
    )
    preview.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    preview.add_argument(
        "--at",
        metavar="SCENE",
        help="begin at a scene, or after the choices of a witness (ID,ID…) as sixty check has them",
    )
    preview.add_argument("--truth", metavar="NAME", help="what is true of the customer")
    add_seed(preview)
    preview.add_argument(
        "--plain", action="store_true", help="plain lines: type numbers, no drawing"
    )

    chart = add(
        commands,
        "map",
        "map.draw",
        "the picture of a scenario",
        "sixty map showroom/just-looking",
        "sixty map showroom/just-looking -o map.svg",
        more="Without a file it is an outline in lines. An SVG is laid out by Graphviz where that "
        "is installed, and readable without it.",
    )
    chart.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    chart.add_argument(
        "-o", dest="output", metavar="FILE", help="draw it there: a name in .svg, .dot or .mmd"
    )

    first = add(
        commands,
        "new",
        "new.new",
        "a first scenario from a few questions",
        "sixty new",
        more="Asks on a terminal, and takes the usual answers elsewhere. Never writes over a file.",
    )
    first.add_argument(
        "path", metavar="PATH", nargs="?", help="a new file, or a folder; here where none is named"
    )
    first.add_argument("--yes", action="store_true", help="ask nothing: the usual answers")
