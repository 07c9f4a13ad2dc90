"""The hash chain by itself."""

from __future__ import annotations

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from game.records import RecordsError, chain
from game.records.chain import START, Event, Linked, Stored, canonical, canonical_event, link

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.text("abcdefghijklmnopqrstuvwxyz0123456789.-", min_size=1, max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
BODIES = st.dictionaries(TEXT, VALUES, max_size=6)
EVENTS = st.builds(
    Event,
    seq=st.integers(1, 2**53 - 1),
    id=PLAIN.map(str.encode),
    run=st.none() | PLAIN.map(str.encode),
    kind=PLAIN.map(str.encode),
    at_ms=WHOLE,
    body=BODIES.map(canonical),
)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(EVENTS)
def test_an_event_put_together_from_its_columns_is_its_rfc_8785_form(event: Event) -> None:
    whole = {
        "seq": event.seq,
        "id": event.id.decode(),
        "run": None if event.run is None else event.run.decode(),
        "kind": event.kind.decode(),
        "at_ms": event.at_ms,
        "body": json.loads(event.body),
    }
    assert canonical_event(event) == rfc8785.dumps(whole)


@given(HASHES, EVENTS, HASHES, EVENTS)
def test_two_events_share_a_hash_only_if_they_are_the_same(
    before: str, event: Event, other_before: str, other: Event
) -> None:
    same = (before, event) == (other_before, other)
    assert (link(before, event) == link(other_before, other)) == same
    assert link(before, event) == link(before, event)


@given(EVENTS, st.sampled_from(["seq", "at_ms"]), st.integers(1, 9))
def test_a_number_changed_in_an_event_changes_its_hash(event: Event, field: str, by: int) -> None:
    changed = event._replace(**{field: getattr(event, field) + by})
    assert link(START, changed) != link(START, event)


def chained(events: list[Event], after: str, seq: int) -> list[Stored]:
    """These events as a log has them that stood at `after` before event `seq`."""
    page: list[Stored] = []
    for number, event in enumerate(events, seq):
        placed = event._replace(seq=number)
        last = link(after, placed)
        page.append((*placed, after.encode(), last.encode()))
        after = last
    return page


def follows(after: str, seq: int, page: list[Stored]) -> bool:
    """`chain.follows` of these events, fetched as it takes them."""
    linked: list[Linked] = [(*event[:6], event[6] + b" " + event[7]) for event in page]
    return chain.follows(after, seq, linked)


def one_by_one(after: str, seq: int, page: list[Stored]) -> bool:
    """What `follows` says, asked of each event alone."""
    for *event, said_prev, said_hash in page:
        try:
            right = link(said_prev.decode(), Event._make(event)).encode() == said_hash
        except ValueError:
            return False
        if not right or said_prev.decode() != after or event[0] != seq:
            return False
        after, seq = said_hash.decode(), seq + 1
    return True


@given(
    HASHES,
    st.integers(1, 99),
    st.lists(EVENTS, min_size=1, max_size=4),
    st.data(),
)
def test_a_page_follows_where_each_of_its_events_does(
    after: str, seq: int, events: list[Event], data: st.DataObject
) -> None:
    page = chained(events, after, seq)
    assert follows(after, seq, page)
    assert one_by_one(after, seq, page)
    at = data.draw(st.integers(0, len(page) - 1))
    field = data.draw(st.integers(0, 7))
    was = page[at][field]
    other: object
    if isinstance(was, int):
        other = was + data.draw(st.sampled_from([-1, 1]))
    else:
        other = data.draw(
            st.binary(max_size=3).map((was or b"run").__add__)
            | st.just((was or b"run").upper())
            | st.sampled_from([b"", b"null", (was or b"run")[:-1], events[0].id])
        )
    page[at] = (*page[at][:field], other, *page[at][field + 1 :])  # type: ignore[assignment]
    assert follows(after, seq, page) == one_by_one(after, seq, page)
    assert not follows(after.upper() + " ", seq, page)
    assert not follows(after, seq + 1, page)


@given(HASHES, EVENTS, st.integers(-64, 64))
def test_what_an_event_follows_cannot_lend_a_figure_to_its_hash(
    after: str, event: Event, by: int
) -> None:
    ((*said, prev, own),) = chained([event], after, 1)
    both = prev + own
    moved = (*said, both[: 64 + by], both[64 + by :])
    assert follows(after, 1, [moved]) == (by == 0)  # type: ignore[list-item]


def test_the_chain_is_what_it_was_when_the_first_log_was_written() -> None:
    event = Event(
        seq=1,
        id=b"5f1c9a52-6f9e-5a0b-8c0f-3f4f0d6f7a11",
        run=b"6f0f2c7e-8d1b-4c39-9a51-0d6f5f7f3c2a",
        kind=b"decision",
        at_ms=1_700_000_000_000,
        body=canonical({"scene": "lot", "minute": 2, "choice": "„ask“", "offered": ["a", "b"]}),
    )
    # Reckoned apart, by `sha256sum` over the bytes in the order the module's first lines give.
    assert link(START, event) == "600452b5a6e1acd23d4221864e62b4c1d5cbfef3ef9339bc79024ec5361a4b2b"


def test_a_number_with_a_point_is_never_hashed() -> None:
    with pytest.raises(TypeError, match=r"whole numbers only, not 0\.5"):
        canonical({"minutes": [{"spent": 0.5}]})


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800"])
def test_what_json_cannot_hold_exactly_is_refused_in_a_sentence(value: object) -> None:
    with pytest.raises(RecordsError, match="Whole numbers stay below"):
        canonical({"value": value})


@pytest.mark.parametrize("field", ["id", "run", "kind"])
@pytest.mark.parametrize("value", [b"", b'a","kind":"b', b"A", b"\xff", b"a b"])
def test_an_id_that_could_be_taken_for_something_else_has_no_hash(field: str, value: bytes) -> None:
    event = Event(1, b"id", b"run", b"kind", 0, b"{}")._replace(**{field: value})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not plain text"):
        link(START, event)
