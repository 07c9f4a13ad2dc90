"""The log written out whole, in one of its formats: for the command line and the screen alike.

Says what is wrong with an order before a byte is written. Knows no file: it is given a stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TextIO

from game.session.safe import json_text

if TYPE_CHECKING:
    from game.records.entries import Head, RunRecord
    from game.records.export import Coach
    from game.records.store import Store

Format = Literal["csv", "jsonl", "xes", "xapi"]

Step = Callable[[], None]
"""Called once a row, run or statement."""


class OrderError(Exception):
    """What was ordered cannot be written so; the text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. `what` and `columns` are for csv, `site` for xapi; `names` lets people's
    names and the words of comments out, `unjudged` leaves the coach's judgements out."""

    format: Format
    what: Literal["decisions", "runs"] = "decisions"
    columns: str | None = None
    names: bool = False
    site: str | None = None
    unjudged: bool = False
    line_end: str = "\r\n"


def unit(order: Order) -> str:
    """What `step` is called once for, in the plural."""
    return "decisions" if (order.format, order.what) == ("csv", "decisions") else "runs"


def write(out: TextIO, store: Store, head: Head, order: Order, step: Step) -> None:
    """Write all of it. Raises OrderError, and whatever `step` raises to end it early."""
    _FORMATS[order.format](out, store, head, order, step)


def statements(store: Store, order: Order, step: Step) -> Iterator[dict[str, Any]]:
    """Every xAPI statement of the log. Raises OrderError."""
    from game.office.xapi import SITE, statements
    from game.records.export import closing, records

    best = None
    if not order.unjudged:
        from game.office.best import Reviews

        best = Reviews(store).best
    site = order.site or SITE
    if not site.startswith(("https://", "http://")):
        raise OrderError("--site is the address of a site of yours: it begins with https://.")
    for record in records(store):
        step()
        if record.started.bot is not None or record.started.front == "run":
            continue  # nobody's: it must not stand under a person's account
        yield from statements(
            record,
            None if best is None else best(record),
            closing(store, record.run),
            site=site,
            names=order.names,
        )


def _coach(store: Store, order: Order) -> Coach:
    """Asks the coach about each run, once the first is asked about."""
    if order.unjudged:
        return lambda _: None
    said: Coach | None = None

    def ask(record: RunRecord) -> Sequence[Mapping[str, Any]] | None:
        nonlocal said
        if said is None:
            from game.office.best import Reviews

            said = Reviews(store).said
        return said(record)

    return ask


def _csv(out: TextIO, store: Store, head: Head, order: Order, step: Step) -> None:
    from game.office.columns import ColumnMapError, all_of, read_map
    from game.office.tables import COLUMNS, write_table

    known = COLUMNS[order.what]
    try:
        columns = read_map(order.columns, known) if order.columns else all_of(known)
    except ColumnMapError as error:
        raise OrderError(str(error)) from error
    write_table(
        out,
        store,
        order.what,
        columns,
        head,
        names=order.names,
        coach=_coach(store, order),
        line_end=order.line_end,
        step=step,
    )


def _jsonl(out: TextIO, store: Store, head: Head, order: Order, step: Step) -> None:
    from game.office.lines import json_lines

    coach = _coach(store, order)
    lines = json_lines(store, head, names=order.names, coach=coach, step=step)
    out.writelines(json_text(line) + "\n" for line in lines)


def _xes(out: TextIO, store: Store, head: Head, order: Order, step: Step) -> None:
    from game.office.xes import xes_lines

    out.writelines(xes_lines(store, head, names=order.names, step=step))


def _xapi(out: TextIO, store: Store, _: Head, order: Order, step: Step) -> None:
    made = statements(store, order, step)
    out.writelines(json_text(statement) + "\n" for statement in made)


_FORMATS: Final = {"csv": _csv, "jsonl": _jsonl, "xes": _xes, "xapi": _xapi}
