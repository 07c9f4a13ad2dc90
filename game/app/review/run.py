"""A run as evidence on screen: its curve, and each decision as it was seen, chosen and judged.

Shows what it is given and posts what somebody says of it. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from game.app.debrief import verdict
from game.app.debrief.curve import Curve, Plot, rows_for
from game.app.frame import Hint, Sheet, fitting
from game.app.page import Block, Page
from game.app.reader import Reader
from game.app.review import asking
from game.app.review.form import Form
from game.app.review.table import INDENT
from game.app.text import plain, written
from game.records.export import time_text
from game.records.papers import Commented, Signed, new_paper
from game.session.review import NoReview, Review

if TYPE_CHECKING:
    from game.app.review.asking import Question
    from game.app.review.values import Said
    from game.office.evidence import Evidence, Moment
    from game.records.papers import Paper

INNER: Final = 10
_SAID: Final = {
    "agree": "agrees with the coach",
    "adjust": "adjusts what the coach says",
    "retry": "sends it back for another try",
}
KEYS: Final = (
    Hint("← →", "go", "screen.step(1)"),
    Hint("a", "agree", "screen.agree"),
    Hint("l", "label", "screen.adjust"),
    Hint("c", "comment", "screen.comment"),
    Hint("t", "retry", "screen.retry"),
    Hint("s", "sign", "screen.sign"),
    Hint("b", "beside", "screen.beside"),
)
"""What the foot names, as far as there is room; help names them all."""
_FREE: Final = frozenset({"step", "line", "agree", "adjust", "comment", "retry", "sign", "beside"})
"""What keys do as long as no form is filled in."""


class RunScreen(Sheet):
    """One run, a decision at a time."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Earlier", id="run.back", tooltip="The decision before"),
        Binding("right", "step(1)", "Later", id="run.on", tooltip="The next decision"),
        Binding("up,k", "line(-1)", "Up", id="run.up", tooltip="A line up", show=False),
        Binding("down,j", "line(1)", "Down", id="run.down", tooltip="A line down", show=False),
        Binding("a", "agree", "Agree", id="run.agree", tooltip="The coach is right about this one"),
        Binding("l", "adjust", "Adjust", id="run.adjust", tooltip="Another label than the coach's"),
        Binding("c", "comment", "Comment", id="run.comment", tooltip="A word on it, or on the run"),
        Binding("t", "retry", "Try again", id="run.retry", tooltip="Send it back, with a reason"),
        Binding("s", "sign", "Sign off", id="run.sign", tooltip="Sign off, or adjust the scores"),
        Binding("b", "beside", "Side by side", id="run.beside", tooltip="Beside another's run"),
        Binding("q,escape", "back", "Back", id="run.leave", tooltip="Back to the review"),
    ]

    class Says(Message):
        """A word, a verdict or a sign-off."""

        def __init__(self, said: Said) -> None:
            super().__init__()
            self.said = said

    class Compares(Message):
        """Somebody wants to see it beside another run of the same customer."""

        def __init__(self, run: str) -> None:
            super().__init__()
            self.run = run

    class Left(Message):
        """Back to the review."""

    def __init__(self, found: Evidence, index: int | None) -> None:
        super().__init__()
        self.found = found
        self.current = self._first() if index is None else min(index, len(found.moments) - 1)
        self._question: Question | None = None
        self._paper_id = ""

    def _first(self) -> int:
        """The decision that cost most, where the coach knows; else the first."""
        shares = [0 if each.judged is None else each.judged.share for each in self.found.moments]
        return max(range(len(shares)), key=lambda at: (shares[at], -at)) if shares else -1

    def body(self) -> ComposeResult:
        """The curve, which decision it is, a form once it is asked for, and the decision."""
        with Vertical(id="page"):
            yield Curve(id="curve")
            yield Page(id="where")
            yield Page(id="said")
            yield Form(id="form")
            yield Reader(id="moment")

    @property
    def scroll(self) -> Reader:
        """What the page keys scroll."""
        return self.query_one("#moment", Reader)

    @property
    def form(self) -> Form:
        """What is filled in."""
        return self.query_one("#form", Form)

    def on_mount(self) -> None:
        """Show the decision asked for."""
        record = self.found.record
        who = self.found.names[record.person]
        self.set_head(self.found.told.title, plain(f"{who} · {_when(record.started_ms)}", ".soft"))
        self._foot_hints()
        self._show()

    def on_resize(self) -> None:
        """The plot's height may be another."""
        if not self.form.is_open:
            self._foot_hints()
        self._show()

    def _foot_hints(self) -> None:
        right = (Hint("?", "help", "app.keys"), Hint("q", "back", "screen.back"))
        self.set_foot(fitting(KEYS, right, self.app.size.width - 4), right)

    def show(self, found: Evidence) -> None:
        """The same run, with what was said of it by now."""
        self.found = found
        self._close()
        self._note("Kept, in the log.", ".strong")
        self._show()

    def show_trouble(self, sentence: str) -> None:
        """What could not be kept, and why; what was typed stays, to be mended."""
        if self.form.is_open:
            self.form.show_trouble(sentence)
        else:
            self._note(sentence, ".alarm")

    def say(self, sentence: str) -> None:
        """What goes on; nothing once it is over."""
        self._note(sentence)

    def _note(self, words: str, ink: str = ".soft") -> None:
        blocks = [Block(plain(words, ink), lead=INDENT)] if words else []
        self.query_one("#said", Page).set_blocks(blocks)

    def _show(self) -> None:
        found, at = self.found, self.current
        curve, rows = self.query_one("#curve", Curve), rows_for(self.app.size.height)
        review = found.review
        if isinstance(review, Review):
            mattered = frozenset(i for i, each in enumerate(review.judged) if each.mattered)
            curve.set_plot(Plot(review.sixty, review.today, mattered, max(0, at)), rows)
        elif isinstance(review, NoReview):
            curve.set_empty(len(found.moments), review.sentence, rows)
        if at < 0:
            self.query_one("#where", Page).set_blocks([])
            self.scroll.set_blocks([Block(plain("No decision was made."), lead=INDENT)])
            return
        moment = found.moments[at]
        where = verdict.where(moment.decision, moment.judged, len(found.moments), None)
        self.query_one("#where", Page).set_blocks(where)
        self.scroll.set_blocks([*self._moment(moment), *self._run(), Block()])

    def _moment(self, moment: Moment) -> Iterator[Block]:
        yield from verdict.yours(moment.decision, moment.judged)
        for paper in moment.comments:
            yield from self._paper(paper)
        if moment.judged is not None:
            yield from verdict.best(moment.judged)
            if isinstance(self.found.review, Review):
                yield from verdict.luck(self.found.review, moment.index)
        yield _margin("Shown", _thinking(moment))
        for number, option in enumerate(moment.seen.options, 1):
            chosen = option.id == moment.chosen
            words = written(option.text)
            said = Content.assemble("“", words, "”") if option.spoken else words
            barred = "" if option.barred is None else f"  not open: {option.barred}"
            text = Content.assemble(
                said.stylize_before(".strong" if chosen else ""), plain(barred, ".soft")
            )
            mark = f"{'›' if chosen else ' '} {number}  "
            yield Block(text, lead=plain(" " * INNER + mark, ".key"))
        yield from verdict.did(moment.decision)

    def _run(self) -> Iterator[Block]:
        found, ended = self.found, self.found.record.ended
        if ended is not None:
            figures = (
                f"process {ended.process}, sixty {ended.sixty}, "
                f"{'pass' if ended.passed else 'no pass'}"
            )
            yield _margin("Scores", plain(f"by the machine: {figures}"))
        for number, back in enumerate(found.taken_back):
            words = Content.assemble(
                plain(f"decision {back.index + 1}: ", ".soft"),
                plain(back.text),
                plain(f"  after {_seconds(back.thinking_ms)}", ".soft"),
            )
            yield Block(words, lead=" " * INNER) if number else _margin("Undone", words)
        for paper in (*found.comments, *found.signed):
            yield from self._paper(paper)

    def _paper(self, paper: Paper) -> Iterator[Block]:
        entry = paper.entry
        if not isinstance(entry, Commented | Signed):
            return
        by = self.found.names.get(entry.by, "")
        said = _SAID.get(entry.verdict or "", "")
        if isinstance(entry, Commented) and entry.label is not None:
            said += f": {entry.label}"
        if isinstance(entry, Signed):
            theirs = (("process", entry.process), ("sixty", entry.sixty))
            own = "".join(f", {name} {value}/100" for name, value in theirs if value is not None)
            said = f"signed off, {said}{own}"
        head = " · ".join(filter(None, (by, _when(paper.at_ms), said)))
        yield _margin("Said", plain(head, ".soft"))
        if entry.text:
            yield Block(plain(entry.text, lines=True), lead=" " * INNER)

    # -- going ----------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """To the next decision, or the one before."""
        self._go(self.current + by)

    @on(Curve.Picked)
    def _clicked(self, message: Curve.Picked) -> None:
        message.stop()
        self._go(message.index)

    def _go(self, to: int) -> None:
        last = len(self.found.moments) - 1
        to = min(max(to, 0), last)
        if last >= 0 and to != self.current:
            self.current = to
            self._note("")
            self._show()
            self.scroll.scroll_to_line(0)

    def action_beside(self) -> None:
        """Beside another's run of the same customer."""
        self.post_message(self.Compares(self.found.record.run))

    # -- saying ---------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the form is filled in, keys are the form's."""
        if action in _FREE and self.is_mounted and self.form.is_open:
            return False
        return super().check_action(action, parameters)

    def action_agree(self) -> None:
        """The coach is right about this decision."""
        if self.current >= 0:
            self._open(asking.AGREE)
            self._say({})

    async def action_adjust(self) -> None:
        """The coach is not: which label it should have, and why."""
        if self.current >= 0:
            await self._ask(asking.ADJUST)

    async def action_comment(self) -> None:
        """Type a word on this decision, or on all of it."""
        await self._ask(asking.COMMENT if self.current >= 0 else asking.COMMENT_ALL)

    async def action_retry(self) -> None:
        """Type why this should be played again."""
        if self.current >= 0:
            await self._ask(asking.RETRY)

    async def action_sign(self) -> None:
        """Sign the run off: with the scores as they are, with others, or sent back."""
        await self._ask(asking.sign(self.found.record.ended))

    async def _ask(self, question: Question) -> None:
        self._open(question)
        with self.app.batch_update():  # painted once, and whole
            self.query_one("#curve", Curve).display = False  # the decision is what is spoken of
            self._note("")
            number = f"decision {self.current + 1}"
            await self.form.ask(question.title.format(number), question.rows)
            self.set_foot(asking.KEYS, [Hint("esc", "back", "screen.back")])

    def _open(self, question: Question) -> None:
        self._question, self._paper_id = question, new_paper()

    @on(Form.Given)
    def _given(self, message: Form.Given) -> None:
        message.stop()
        self._say(message.values)

    def action_keep(self) -> None:
        """As Enter does in the form."""
        self.form.submit()

    def action_row(self, by: int) -> None:
        """To the form's next row."""
        self.form.action_go(by)

    def _say(self, values: Mapping[str, str]) -> None:
        if self._question is not None:
            said = self._question.said(self._paper_id, self.found.record.run, self.current, values)
            self.post_message(self.Says(said))

    def _close(self) -> bool:
        if not self.form.close():
            return False
        self._question = None
        self.set_focus(None)
        self.query_one("#curve", Curve).display = True
        self._foot_hints()
        return True

    def action_back(self) -> None:
        """Close the form, or back to the review."""
        if not self._close():
            self.post_message(self.Left())


def _margin(word: str, text: Content) -> Block:
    lead = Content.styled(f"{INDENT}{word:<{INNER - len(INDENT)}}", ".title")
    return Block(text, lead=lead, above=1)


def _thinking(moment: Moment) -> Content:
    if moment.thinking_ms is None:
        return plain("taken over from the run this was tried again from", ".soft")
    hints = f", {moment.hints} hint{'' if moment.hints == 1 else 's'}" if moment.hints else ""
    return plain(f"thought over for {_seconds(moment.thinking_ms)}{hints}", ".soft")


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000 // 100} s"


def _when(at_ms: int) -> str:
    return time_text(at_ms)[:16].replace("T", " ")
