"""The studio's values set as blocks: the file's state, the conversation, and the panels beside it.

Values in, blocks out. What stands behind a scene is shown here and nowhere a trainee looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from textual.content import Content

from game.app.page import Block
from game.app.scene import setting
from game.app.scene.setting import INDENT
from game.app.text import plain, written
from game.author.cards import KINDS
from game.author.check.found import SHOWN
from game.author.preview_words import (
    problem_count,
    proof_count,
    truth_words,
)
from game.author.report import PROOFS, place
from game.session.words import ENDINGS, change

if TYPE_CHECKING:
    from game.app.studio.values import Showing
    from game.author.chart import Chart, Choice, Tone
    from game.author.check.found import Found
    from game.author.insight import Inside
    from game.session.view import SceneView

AGAIN: Final = "again"
"""The key of the one choice after an ending."""
FULL: Final = "█"
EMPTY: Final = "░"
DEEPEST: Final = 10
"""Steps to the right that the outline goes at most."""
SHORT: Final = 40
"""Characters of a choice's words in the outline."""
TONES: Final[Mapping[Tone, str]] = {
    "confidence": ".gain",
    "neutral": "",
    "pressure": ".loss",
    "foul": ".alarm",
}
NOTHING_YET: Final = (
    "There is nothing to play yet: the file cannot be read as a scenario. Mend what p tells, and "
    "save; it opens here by itself."
)


def state_blocks(showing: Showing) -> Iterator[Block]:
    """How the file stands, and what was done last."""
    problems = [one.problem for one in showing.problems]
    count = problem_count(problems)
    errors = any(one.severity == "error" for one in problems)
    words = Content.assemble(
        plain(showing.file, ".soft"),
        "  ",
        plain(f"! {count}" if errors else count, ".alarm" if errors else ".soft"),
    )
    failing = showing.report is not None and showing.report.failing_proofs
    proved = plain(f"proofs: {_proved(showing)}", ".loss" if failing else ".soft")
    yield Block(words, right=proved)
    if showing.says:
        yield Block(plain(showing.says, ".alarm" if showing.stale else ".strong"))


def _proved(showing: Showing) -> str:
    """How the proofs stand, in a few words."""
    report = showing.report
    if report is None:
        return f"{showing.working or 'not begun'} …"
    if report.proved:
        return proof_count(report.failing_proofs, len(PROOFS))
    return "not before it is mended"


# -- the conversation ---------------------------------------------------------------------------


def talk_blocks(showing: Showing) -> tuple[list[Block], int]:
    """The conversation and the choices, and the block that the newest words begin with."""
    view, behind = showing.view, showing.inside
    if view is None or behind is None:
        return [Block(plain(NOTHING_YET), lead=INDENT, above=1)], 0
    hidden = max(0, len(view.past) - setting.LOOK_BACK)
    past = [setting.earlier(hidden)] if hidden else []
    past += [block for one in view.past[hidden:] for block in setting.exchange_blocks(one)]
    return [*past, *setting.now_blocks(view), *_options(view, behind), Block()], len(past)


def _options(view: SceneView, behind: Inside) -> Iterator[Block]:
    if not view.over:
        yield from setting.choice_blocks(view)
        if not view.options:
            words = "Nothing is offered here. The trainee would be stuck: the file needs mending."
            yield Block(plain(words, ".alarm"), lead=INDENT, above=1)
        return
    passed = "a pass" if behind.passed else "no pass"
    scores = f"process {behind.process.percent} · sixty {behind.sixty.percent} · {passed}"
    ended = ENDINGS.get(behind.ending or "", "")
    yield Block(
        plain(f"It ends here: {ended}.", ".title"),
        lead=INDENT,
        right=plain(scores, ".soft"),
        above=1,
    )
    for foul in behind.fouls:
        yield Block(plain(f"Foul: {foul}", ".loss"), lead=INDENT)
    again = Content.styled("From the start again.", ".strong")
    yield Block(again, lead=plain(f"{INDENT}⏎  ", ".key"), above=1, key=AGAIN)


# -- the panels ---------------------------------------------------------------------------------


def _title(words: str, right: str = "") -> Block:
    return Block(Content.styled(words, ".title"), lead=" ", right=plain(right, ".soft"))


def problem_blocks(showing: Showing) -> Iterator[Block]:
    """Every problem with its place, what is wrong and how to mend it; the proofs, each with what
    shows that it fails; what is the author's to judge."""
    yield _title("Problems", problem_count(one.problem for one in showing.problems))
    for found in showing.problems:
        yield from _found(found, showing.file)
    if not showing.problems:
        yield Block(Content.styled("The file is sound.", ".soft"), lead="   ")
    yield Block()
    report = showing.report
    yield _title("Proofs", _proved(showing))
    if report is None or not report.proved:
        return
    for proof in PROOFS:
        shown = report.failing(proof)
        sign, word, ink = ("✗", "fails", ".loss") if shown else ("✓", "holds", ".soft")
        yield Block(plain(proof), lead=plain(f"   {sign} ", ink), right=plain(word, ink))
        for found in shown[:SHOWN]:
            yield from _found(found, showing.file)
        if len(shown) > SHOWN:
            more = f"… and {len(shown) - SHOWN} more. Mending these comes first."
            yield Block(plain(more, ".soft"), lead="     ")
    if report.advice:
        yield Block()
        yield _title("For you to judge")
    for found in report.advice:
        problem = found.problem
        yield Block(plain(problem.message), lead=plain(f"   {problem.code}  ", ".soft"))


def _found(found: Found, file: str) -> Iterator[Block]:
    problem = found.problem
    sign, ink = ("!", ".loss") if problem.severity == "error" else ("·", ".soft")
    named = problem.file.replace("\\", "/").rpartition("/")[2]
    where = f"line {problem.line}, column {problem.column}" if problem.line else "the file"
    there = place(found)
    yield Block(
        plain(where if named == file else f"{named}, {where}", ".strong"),
        lead=plain(f"   {sign} {problem.code}  ", ink),
        right=plain("⏎ shows it", ".key") if there else plain(problem.severity, ink),
        hang=5,
        above=1,
        key=f"at {there}" if there else None,
    )
    yield Block(plain(problem.message), lead="     ")
    if problem.excerpt.strip():
        yield Block(plain(problem.excerpt.strip(), ".cue"), lead="     ")
    if problem.suggestion:
        yield Block(plain(problem.suggestion, ".gain"), lead="     ")


def meter_blocks(behind: Inside) -> Iterator[Block]:
    """Meters, facts, steps and moments: what the trainee never sees."""
    yield _title("Behind it", f"seed {behind.seed}")
    for meter in behind.meters:
        bar = Content.assemble(
            plain(FULL * meter.now, ".gain"), plain(EMPTY * (10 - meter.now), ".rule")
        )
        by = change(meter.name, meter.moved).rpartition(" ")[2] if meter.moved else ""
        yield Block(
            bar,
            lead=plain(f"   {meter.name:<10}", ".soft"),
            right=Content.assemble(
                plain(f"{by}  ", ".gain" if meter.moved > 0 else ".loss"), plain(f"{meter.now:>2}")
            ),
        )
    yield Block(plain(truth_words(behind)), lead=plain("   truth     ", ".soft"))
    if behind.moments:
        words = ", ".join(behind.moments)
        yield Block(plain(words), lead=plain("   happened  ", ".soft"))
    if behind.facts:
        known = sum(fact.known for fact in behind.facts)
        yield Block()
        yield _title("Facts", f"{known} of {len(behind.facts)} known")
    for fact in behind.facts:
        sign, ink, said = ("●", ".gain", "") if fact.known else ("○", ".soft", ".soft")
        yield Block(written(fact.says, said), lead=plain(f"   {sign} ", ink))
    yield Block()
    yield _title("Steps in scope")
    for entry in behind.ledger:
        line = entry.line
        if line.score == "process":
            sign = "●" if line.earned == line.possible else "◐" if line.earned else "○"
            ink = ".gain" if line.earned == line.possible else ".soft"
            lead = plain(f"   {sign} ", ink)
            yield Block(plain(line.cites), lead=lead, right=plain(line.said[:34], ".soft"))


def ledger_blocks(behind: Inside) -> Iterator[Block]:
    """The ledger as it stands: where each point so far came from."""
    for number, (name, score) in enumerate((("process", behind.process), ("sixty", behind.sixty))):
        if number:
            yield Block()
        points = f"{score.percent}   {score.earned} of {score.possible}"
        yield _title(name.capitalize(), points)
        for entry in behind.ledger:
            line = entry.line
            if line.score == name:
                right = plain(f"{line.earned} of {line.possible}", ".soft")
                yield Block(plain(entry.label), lead="   ", right=right)
                yield Block(plain(line.said, ".soft"), lead="     ")
    for foul in behind.fouls:
        yield Block(plain(f"Foul: {foul}", ".loss"), lead="   ", above=1)


def branch_blocks(view: SceneView, behind: Inside) -> Iterator[Block]:
    """Where each choice may lead, to be taken that way."""
    yield _title("Where they lead", truth_words(behind))
    ways = {leads.choice: leads.to for leads in behind.leads}
    for option in view.options:
        if option.barred is not None:
            continue
        yield Block(written(option.text, ".soft"), lead="   ", above=1)
        if not ways.get(option.id):
            words = "Its odds do not come to 100 here."
            yield Block(plain(words, ".loss"), lead="     ")
        for share, scene in ways.get(option.id, ()):
            odds = f"{share} %" if share < 100 else "surely"
            key = f"way {option.id} {scene}"
            yield Block(plain(scene), lead="     ", right=plain(odds, ".soft"), key=key)


def map_blocks(chart: Chart, here: str) -> Iterator[Block]:
    """Every scene as an outline: under the one that first leads to it, with its choices by their
    tone and where they lead. The best line and where one is stand out by sign and word."""
    best = "━ the best line" if chart.solved else "no best line is known yet"
    yield _title("Scenes", best)
    for id, depth in outline(chart):
        scene = chart.scene(id)
        sign = "━" if scene.best else "·"
        indent = f"   {'  ' * min(depth, DEEPEST)}"
        notes = [] if scene.kind == "conversation" else [ENDINGS.get(scene.kind, KINDS[scene.kind])]
        notes += ["nothing leads here"] if scene.depth is None else []
        notes += ["← you are here"] if id == here else []
        ink = ".strong" if id == here else "" if scene.best else ".soft"
        yield Block(
            plain(id, ink),
            lead=plain(f"{indent}{sign} ", ".gain" if scene.best else ".soft"),
            right=plain(" · ".join(notes), ".soft"),
            key=f"scene {id}",
        )
        yield from (_choice_of_map(choice, indent) for choice in scene.choices)


def _choice_of_map(choice: Choice, indent: str) -> Block:
    text = shorten(choice.text, SHORT, placeholder="…")
    said = f"“{text}”" if choice.spoken else text
    to = " · ".join(dict.fromkeys(way.to for way in choice.ways))
    return Block(
        Content.assemble(plain(choice.tone, TONES[choice.tone]), "  ", plain(said, ".soft")),
        lead=plain(f"{indent}    {'━' if choice.best else ' '} ", ".gain"),
        right=plain(f"→ {to}", ".soft"),
    )


def outline(chart: Chart) -> Iterator[tuple[str, int]]:
    """Every scene once, with its depth, each after the scene that first leads to it."""
    under: dict[str | None, list[str]] = {}
    depths = {scene.id: scene.depth for scene in chart.scenes}
    leads: dict[str, str] = {}
    for scene in chart.by_depth():
        for choice in scene.choices:
            for way in choice.ways:
                if scene.depth is not None and depths.get(way.to) == scene.depth + 1:
                    leads.setdefault(way.to, scene.id)
    for scene in chart.by_depth():
        under.setdefault(leads.get(scene.id), []).append(scene.id)
    waiting = list(reversed(under.get(None, [])))
    while waiting:
        id = waiting.pop()
        yield id, depths[id] or 0
        waiting += reversed(under.get(id, []))
