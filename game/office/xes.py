"""The log as XES (IEEE 1849-2016), which process-mining tools read: a trace a run, an event a
decision, and the ending as the last event. Knows no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import quoteattr

from game.records.entries import Head, RunRecord
from game.records.export import records, time_text
from game.records.store import Store

_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/>\
<date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>\
<string key="org:resource" value=""/>\
<string key="lifecycle:transition" value="complete"/></global>
<classifier name="Activity" keys="concept:name"/>
"""


def xes_lines(
    store: Store, head: Head, *, names: bool, step: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """The document in pieces. `names` lets people's names out; `step` is called once a run."""
    yield _OPENING
    yield _text("concept:name", "Sixty")
    yield _whole("sixty:events", head.count) + _text("sixty:head", head.hash)
    for record in records(store):
        yield _trace(record, names=names)
        step()
    yield "</log>\n"


def _trace(record: RunRecord, *, names: bool) -> str:
    started, ended = record.started, record.ended
    parts = [
        "<trace>",
        _text("concept:name", record.run),
        _text("sixty:person", record.person),
        _text("sixty:scenario", started.scenario),
        _text("sixty:binder", started.binder),
        _text("sixty:front", started.front),
        _text("sixty:mode", started.mode),
        _text("sixty:state", record.state),
        _truth("sixty:counts", record.counts),
        _truth("sixty:first", record.first),
    ]
    if names and record.name is not None:
        parts.append(_text("sixty:name", record.name))
    if started.bot is not None:
        parts.append(_text("sixty:bot", started.bot))
    if ended is not None:
        parts += [
            _whole("sixty:process_earned", ended.process_earned),
            _whole("sixty:process_possible", ended.process_possible),
            _whole("sixty:sixty_earned", ended.sixty_earned),
            _whole("sixty:sixty_possible", ended.sixty_possible),
            _truth("sixty:passed", ended.passed),
            _text("sixty:fouls", " ".join(ended.fouls)),
        ]
    for decision in record.decisions:
        parts += [
            _event(f"{decision.scene}: {decision.choice}", decision.at_ms, record.person),
            _text("sixty:scene", decision.scene),
            _text("sixty:choice", decision.choice),
            _whole("sixty:minute", decision.minute),
            _whole("sixty:thinking_ms", decision.thinking_ms),
            "</event>",
        ]
    if ended is not None and record.closed_ms is not None:
        ending = _event(f"ends: {ended.kind}", record.closed_ms, record.person)
        parts += [ending, _text("sixty:scene", ended.scene), "</event>"]
    return "".join([*parts, "</trace>\n"])


def _event(name: str, at_ms: int, person: str) -> str:
    return (
        "<event>"
        + _text("concept:name", name)
        + f'<date key="time:timestamp" value="{time_text(at_ms)}"/>'
        + _text("org:resource", person)
        + _text("lifecycle:transition", "complete")
    )


def _text(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(_sayable(value))}/>'


def _whole(key: str, value: int) -> str:
    return f'<int key="{key}" value="{value}"/>'


def _truth(key: str, value: bool) -> str:
    return f'<boolean key="{key}" value="{str(value).lower()}"/>'


def _sayable(value: str) -> str:
    """Text without the few signs that XML 1.0 cannot hold at all, not even as an escape."""
    return "".join(
        sign if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff") else "\ufffd"
        for sign in value
        if not "\ud800" <= sign <= "\udfff"
    )
