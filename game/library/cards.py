"""One card for every scenario on the shelves, from an index that knows each file by its bytes.

A broken scenario has a card that says so and never stops the others. Knows no screen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.library.index import Index, Kept
from game.library.shelves import files
from game.script import reader
from game.script.reader import AnyPath, Unreadable


@dataclass(frozen=True, slots=True)
class Card:
    """What the lobby shows of a scenario.

    `minutes` is the real time it takes to play; `digest` the sha256 a run of it is logged under.
    `broken` is None, or one plain sentence on what keeps it from being played.
    """

    id: str
    path: Path
    title: str
    about: str
    channel: str
    seat: str
    minutes: int
    covers: tuple[str, ...]
    customer: str
    digest: str
    broken: str | None = None


def catalogue(shelves: Sequence[AnyPath], cache_file: AnyPath | None = None) -> tuple[Card, ...]:
    """A card for every scenario, by folder and title; the first shelf that has an id gives it.

    `cache_file` keeps what was read, by the bytes it was read from. It is rebuilt where it is
    stale, foreign or damaged, and done without where it cannot be written.
    """
    index = Index.read(cache_file)
    bytes_at: dict[Path, bytes | None] = {}
    cards: dict[str, Card] = {}
    for shelf in shelves:
        for id, path in files(shelf):
            if id not in cards:
                cards[id] = _card(id, path, shelves, index, bytes_at)
    index.write(cache_file)
    return tuple(
        sorted(cards.values(), key=lambda c: (c.id.rpartition("/")[0], c.title.casefold(), c.id))
    )


def _card(
    id: str,
    path: Path,
    shelves: Sequence[AnyPath],
    index: Index,
    bytes_at: dict[Path, bytes | None],
) -> Card:
    try:
        content = reader.read(path).content
    except Unreadable as bad:
        return _made(id, path, Kept(broken=f"The file {bad.reason}."))
    own = _digest(content)
    sought = index.sought.get(own)
    if sought is not None:
        kept = index.find(_key(own, sought, path, shelves, bytes_at))
        if kept is not None:
            return _made(id, path, kept)
    kept, sought = _read(path, shelves, own)
    index.keep(own, sought, _key(own, sought, path, shelves, bytes_at), kept)
    return _made(id, path, kept)


def _made(id: str, path: Path, kept: Kept) -> Card:
    return Card(
        id=id,
        path=path,
        title=kept.title or id.rpartition("/")[2],
        about=kept.about,
        channel=kept.channel,
        seat=kept.seat,
        minutes=kept.minutes,
        covers=kept.covers,
        customer=kept.customer,
        digest=kept.digest,
        broken=kept.broken,
    )


def _key(
    own: str,
    sought: Sequence[tuple[str, str]],
    path: Path,
    shelves: Sequence[AnyPath],
    bytes_at: dict[Path, bytes | None],
) -> str:
    """A digest of the scenario's bytes and of every file it names, as found from where it is."""
    whole = hashlib.sha256(own.encode())
    for folder, name in sought:
        found = reader.find_beside(folder, name, path, shelves)
        if found is not None and found not in bytes_at:
            try:
                bytes_at[found] = hashlib.sha256(reader.read(found).content).digest()
            except Unreadable:
                bytes_at[found] = None
        there = b"missing" if found is None else bytes_at[found] or b"unreadable"
        whole.update(f"\n{folder}/{name}\n".encode("utf-8", "surrogatepass") + there)
    return whole.hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read(
    path: Path, shelves: Sequence[AnyPath], own: str
) -> tuple[Kept, tuple[tuple[str, str], ...]]:
    from game.script.load import load_scenario

    loaded = load_scenario(path, shelves)
    script = loaded.script
    if script is None:
        wrong = next(p for p in loaded.problems if p.severity == "error")
        where = "" if wrong.file == str(path) else f"{Path(wrong.file).name}, "
        kept = Kept(title=loaded.title, digest=own, broken=f"{where}{wrong.sentence}")
        return kept, loaded.sought
    scenario = script.scenario
    kept = Kept(
        title=scenario.title,
        about=scenario.about or "",
        channel=scenario.channel,
        seat=scenario.seat,
        minutes=scenario.minutes,
        covers=scenario.covers,
        customer=scenario.customer.name,
        digest=script.scenario_digest,
    )
    return kept, loaded.sought
