"""The commands as they are typed: names, options, help, and what an error looks like.

Imports nothing that costs a start: what a command does is in `game.commands`, imported when called.
"""

from __future__ import annotations

import argparse
import os
import sys

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn, TextIO

SEED_LIMIT = 2**53
"""As `game.engine.draws` has it, which is not imported for a help text."""

ABOUT = "A flight simulator for the sales floor: practise customer conversations in a terminal."
SCENARIO = "a name from the library (showroom/just-looking) or the path of a file"

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""


def main(argv: Sequence[str] | None = None) -> int:
    """What the installed `sixty` calls: `run`, with every error told in a sentence.

    What nobody expected is written down whole in the data folder, and ends with 1.
    """
    try:
        return run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any longer, which is theirs to decide. Python would complain once more.
        _no_more_output()
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: nobody meets a traceback
        return _unexpected(error)


def run(argv: Sequence[str] | None = None) -> int:
    """Do what was asked, and return the exit code. Lets what nobody expected through."""
    _readable_streams()
    call = parser().parse_args(argv)
    try:
        code = _command(call.does)(call)
        sys.stdout.flush()
    except Exception as error:
        told = _expected(error)
        if told is None:
            raise
        sentence, code = told
        _say(sentence)
    return code


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = _Parser(
        prog="sixty",
        description=_folded(f"{ABOUT} Without a command it opens the app."),
        epilog=_examples("sixty play showroom/just-looking", "sixty check"),
        usage="sixty [-h] [--version] [COMMAND ...]",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="which Sixty this is, and exit")
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
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    _add_play(commands)

    game = _add(
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
    _add_seed(game)
    game.add_argument("--truth", metavar="NAME", help="what is true of the customer")
    game.add_argument("--json", action="store_true", help="one JSON document (sixty schema run)")
    game.add_argument("--log", action="store_true", help="keep the run in the score log, marked")

    _add_log(commands)
    _add_export(commands)

    check = _add(
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

    explain = _add(
        commands,
        "explain",
        "explain.explain",
        "what a problem code means",
        "sixty explain SX015",
    )
    explain.add_argument(
        "code", metavar="CODE", nargs="?", help="as sixty check writes it; every code where none"
    )

    solve = _add(
        commands,
        "solve",
        "solve.solve",
        "best line, values, bots and proofs of a scenario",
        "sixty solve showroom/just-looking",
    )
    solve.add_argument("scenario", metavar="SCENARIO", help=SCENARIO)
    solve.add_argument("--json", action="store_true", help="one JSON document (sixty schema solve)")

    preview = _add(
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
    _add_seed(preview)
    preview.add_argument(
        "--plain", action="store_true", help="plain lines: type numbers, no drawing"
    )

    chart = _add(
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

    first = _add(
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

    schema = _add(
        commands, "schema", "files.schema", "the published JSON Schemas", "sixty schema run"
    )
    schema.add_argument(
        "name",
        metavar="NAME",
        choices=("run", "solve", "check", "log", "export", "scenario", "binder"),
        help="run, solve, check, log, export, scenario or binder",
    )
    _add(commands, "where", "upkeep.where", "the folders and database in use", "sixty where")
    _add(commands, "doctor", "upkeep.doctor", "what is wrong with this copy", "sixty doctor")
    return top


class _Parser(argparse.ArgumentParser):
    """Help in plain paragraphs; an error as one sentence."""

    def __init__(self, **settings: object) -> None:
        super().__init__(
            formatter_class=_Help,
            allow_abbrev=False,
            **settings,  # type: ignore[arg-type]
        )

    def error(self, message: str) -> NoReturn:
        _say(f"{_plain(message)} ({self.prog} --help shows what can be typed.)")
        raise SystemExit(2)


class _Version(argparse.Action):
    """Looks the version up when asked: knowing it beforehand would cost every start."""

    def __call__(self, *_: object) -> NoReturn:
        from importlib.metadata import version

        sys.stdout.write(f"sixty {version('sixty')}\n")
        raise SystemExit(0)


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # Given a width, argparse does not import what finds it out.
        super().__init__(prog, max_help_position=22, width=_width())


def _width() -> int:
    try:
        columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):
        columns = 80
    return max(40, min(columns, 100)) - 2


def _add_play(commands: argparse._SubParsersAction[_Parser]) -> None:
    play = _add(commands, "play", "play.play", "play one customer", "sixty play --plain")
    play.add_argument("scenario", metavar="SCENARIO", nargs="?", help=SCENARIO)
    play.add_argument("--as", dest="name", metavar="NAME", help="who is playing")
    _add_seed(play)
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


def _add(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    does: str,
    about: str,
    *examples: str,
    more: str = "",
) -> _Parser:
    told = f"{about[0].upper()}{about[1:]}."
    command = commands.add_parser(
        name,
        help=about,
        description=_folded(f"{told} {more}".strip()),
        epilog=_examples(*examples),
    )
    command.set_defaults(does=does)
    return command


def _folded(text: str) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _width():
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _examples(*lines: str) -> str:
    head = "example:" if len(lines) == 1 else "examples:"
    return "\n".join((head, *(f"  {line}" for line in lines)))


def _add_log(commands: argparse._SubParsersAction[_Parser]) -> None:
    log = _add(commands, "log", "log.log", "the score log, in lines", "sixty log --csv")
    shape = log.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON document (sixty schema log)")
    shape.add_argument("--csv", action="store_true", help="a table, one row a decision")

    replay = _add(
        commands, "replay", "log.replay", "a run again, from its inputs", "sixty replay last"
    )
    replay.add_argument("run", metavar="RUN", help="its id, how that begins, or: last")
    shape = replay.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON document (sixty schema run)")
    shape.add_argument(
        "--binder", metavar="BINDER", help="what another binder (a name or a file) would change"
    )

    verify = _add(
        commands, "verify", "log.verify", "that nothing in the log was changed", "sixty verify"
    )
    verify.add_argument(
        "--against", metavar="HEAD", help="a head noted earlier: is it still part of the log?"
    )


def _add_export(commands: argparse._SubParsersAction[_Parser]) -> None:
    export = _add(
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
        "--unjudged", action="store_true", help="xapi: do not ask the coach what was best"
    )
    export.add_argument(
        "--upload", action="store_true", help="xapi: send it to the store that SIXTY_XAPI names"
    )


def _add_seed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seed", type=_seed, metavar="N", help="the same customer and luck again: a whole number"
    )


def _seed(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 16 and int(text) < SEED_LIMIT:
        return int(text)
    raise argparse.ArgumentTypeError(
        f"a seed is a whole number from 0 to {SEED_LIMIT - 1}, and {text!r} is not"
    )


def _command(does: str) -> Callable[[argparse.Namespace], int]:
    from importlib import import_module

    module, _, name = does.partition(".")
    found: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"game.commands.{module}"), name
    )
    return found


def _plain(message: str) -> str:
    """What argparse says, as a sentence."""
    needs = "the following arguments are required: "
    if message.startswith(needs):
        told = f"something is missing: {message.removeprefix(needs)}"
    elif message.startswith("unrecognized arguments: "):
        told = f"this cannot be typed here: {message.removeprefix('unrecognized arguments: ')}"
    elif message.startswith("argument COMMAND: invalid choice: "):
        word = message.removeprefix("argument COMMAND: invalid choice: ").partition(" (choose")[0]
        told = f"there is no command {word}"
    else:
        told = message.removeprefix("argument ")
    return f"{told[:1].upper()}{told[1:]}".rstrip(".") + "."


def _expected(error: Exception) -> tuple[str, int] | None:
    """The sentence and exit code of an error that a room raises on purpose; None for another."""
    from game.commands.errors import expected

    return expected(error)


def _say(sentence: str) -> None:
    from game.session.safe import safe

    sys.stderr.write(f"sixty: {safe(sentence)}\n")


def _readable_streams() -> None:
    """Let no letter of a name end the program, whatever this terminal's alphabet is."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _readable(stream)


def _readable(stream: TextIO | None) -> None:
    change = getattr(stream, "reconfigure", None)
    if stream is None or change is None:
        return
    if os.name == "nt" or not stream.isatty():
        # A file or a pipe holds UTF-8 everywhere, so that one machine's output reads on another.
        change(encoding="utf-8", errors="replace")
    else:
        change(errors="replace")


def _no_more_output() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())


def _unexpected(error: Exception) -> int:
    from game.commands.errors import write_down

    written = write_down(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    where = f"the details are in {written}" if written else "the details could not be written down"
    _say(
        f"Something happened that should not have ({what}); what was kept in the log is safe, "
        f"and {where}."
    )
    return 1
