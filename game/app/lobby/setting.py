"""The lobby's values set as blocks: the sixty of late, what was left, what is next, the library.

Values in, blocks out. Played or not is a sign and a word, never a colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from game.app.page import Block
from game.app.text import plain, written
from game.app.values import Offer, Past

INDENT: Final = "   "
BARS: Final = "▁▂▃▄▅▆▇█"
FIRST: Final = "first/first-customer"
"""The scenario that teaches the game by playing it."""
_CHANNELS = {"in-person": "in person", "phone": "by phone"}


def play_key(scenario: str) -> str:
    """The key of a scenario in the library."""
    return f"play {scenario}"


def next_key(scenario: str) -> str:
    """The key of the suggestion."""
    return f"next {scenario}"


def run_key(run: str) -> str:
    """The key of a run that was left."""
    return f"run {run}"


def spark(percents: Sequence[int]) -> str:
    """A bar for each percent, 0..100."""
    return "".join(BARS[min(7, max(0, percent) * 8 // 101)] for percent in percents)


def who(past: Past | None) -> Content:
    """Who is playing, and how."""
    if past is None:
        return Content("")
    how = "practice" if past.mode == "practice" else "floor"
    return Content.assemble(plain(past.name, ".soft"), (" · ", ".soft"), (how, ".strong"))


def other_mode(past: Past) -> str:
    """What the key that changes it leads to."""
    return "floor" if past.mode == "practice" else "practice"


def result_blocks(past: Past | None) -> Iterator[Block]:
    """The sixty of the last runs, with its figures."""
    if past is None:
        return
    results = past.results
    if not results:
        words = "Your two scores will stand here after a run on the floor without a foul."
        yield Block(plain(words, ".soft"), lead=INDENT, above=1)
        return
    sixty = [result.sixty for result in results]
    process = [result.process for result in results]
    count = "last run" if len(results) == 1 else f"last {len(results)} runs"
    yield Block(
        Content.assemble(
            f"Your sixty, {count}   ",
            plain(spark(sixty), ".gain"),
            plain(f"  {sum(sixty) // len(sixty)}", ".strong"),
            Content.styled(" on average" if len(results) > 1 else "", ".soft"),
            Content.styled("   process ", ".soft"),
            plain(f"{sum(process) // len(process)}", ".strong"),
        ),
        lead=INDENT,
        above=1,
    )


SIGNS: Final = {"new": "○", "begun": "◐", "played": "●"}
"""Before a scenario in the library: whether whoever plays has met it, and is through with it."""


def suggestion(offers: Sequence[Offer], past: Past | None) -> Offer | None:
    """What was least recently played; what was never played comes first, the first customer before
    all."""
    played = dict(past.played) if past else {}
    left = [offer for offer in offers if offer.wrong is None]
    left.sort(key=lambda offer: (played.get(offer.id, 0), offer.id != FIRST))
    return left[0] if left else None


def lobby_blocks(offers: Sequence[Offer], past: Past | None, find: str) -> Iterator[Block]:
    """Runs that were left, the suggestion, and the library by folder."""
    titles = {offer.id: offer.title for offer in offers}
    if not find:
        yield from result_blocks(past)
        yield from _left(past, titles)
        yield from _next(suggestion(offers, past), past)
    found = [offer for offer in offers if _matches(offer, find)]
    if find:
        words = "Nothing is called that." if not found else f"Found {len(found)}"
        yield Block(plain(words, ".title"), lead=INDENT, above=1)
    played = dict(past.played) if past else {}
    begun = {left.scenario for left in past.begun} if past else set()
    folder = None
    for offer in found:
        if offer.folder != folder:
            folder = offer.folder
            count = sum(other.folder == folder for other in found)
            right = Content.styled("1 scenario" if count == 1 else f"{count} scenarios", ".soft")
            yield Block(plain(spoken(folder), ".title"), lead=INDENT, above=1, right=right)
        word = "begun" if offer.id in begun else "played" if offer.id in played else "new"
        yield from _offer(offer, SIGNS[word], _rehearsed(offer, past) + word)


def spoken(folder: str) -> str:
    """A folder's name as a heading: `service-drive` is `Service drive`."""
    if folder == "first":
        return "First day"
    words = folder.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Here"


def _left(past: Past | None, titles: dict[str, str]) -> Iterator[Block]:
    if past is None or not past.begun:
        return
    yield Block(
        Content.styled("Go on where you left", ".title"),
        lead=INDENT,
        above=1,
        right=Content.styled("x gives one up", ".soft"),
    )
    for begun in past.begun:
        count = "1 decision" if begun.decisions == 1 else f"{begun.decisions} decisions"
        far = f"{count} so far" if begun.decisions else "nothing said yet"
        how = "tried again · " if begun.branched else "practice · " if begun.practice else ""
        yield Block(
            plain(titles.get(begun.scenario, begun.scenario)),
            lead=INDENT,
            hang=len(INDENT) + 2,
            right=plain(f"{how}{far}", ".soft"),
            key=run_key(begun.run),
        )


def _next(offer: Offer | None, past: Past | None) -> Iterator[Block]:
    if offer is None or past is None:
        return
    new = offer.id not in dict(past.played)
    why = "new to you" if new else "least recently played"
    yield Block(
        Content.styled("Suggested", ".title"),
        lead=INDENT,
        above=1,
        right=plain(why, ".soft"),
    )
    yield Block(
        plain(offer.title),
        lead=INDENT,
        right=plain(f"{spoken(offer.folder).lower()} · {offer.minutes} min", ".soft"),
        key=next_key(offer.id),
    )


def _rehearsed(offer: Offer, past: Past | None) -> str:
    """Said where the first day is practice, because nobody chose."""
    first = offer.folder == FIRST.partition("/")[0]
    return "practice · " if first and past is not None and past.mode is None else ""


def _offer(offer: Offer, sign: str, word: str) -> Iterator[Block]:
    if offer.wrong is not None:
        yield Block(
            plain(offer.title, ".soft"),
            lead=plain(f"{INDENT}! ", ".loss"),
            right=Content.styled("cannot be played", ".loss"),
        )
        yield Block(plain(offer.wrong, ".soft"), lead=INDENT + "  ")
        return
    key = play_key(offer.id)
    yield Block(
        plain(offer.title),
        lead=f"{INDENT}{sign} ",
        right=plain(f"{word} · {offer.minutes:>2} min", ".soft"),
        key=key,
    )
    if offer.about:
        yield Block(written(offer.about, ".soft"), lead=INDENT + "  ", key=key)


def _matches(offer: Offer, find: str) -> bool:
    text = f"{offer.title} {offer.about} {offer.id} {offer.channel}".casefold()
    return all(word in text for word in find.casefold().split())
