"""Two runs of one customer laid side by side, decision by decision. Values in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from game.office.crew import RefusedError

if TYPE_CHECKING:
    from game.office.evidence import Evidence, Moment


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the comparison: the same scene in both runs, or a scene that one alone came to."""

    left: Moment | None
    right: Moment | None

    @property
    def same_choice(self) -> bool:
        """Whether both stood in the same scene and chose the same."""
        return (
            self.left is not None
            and self.right is not None
            and self.left.chosen == self.right.chosen
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """Two runs of one customer. `parted` is the place in `pairs` of the first difference, None
    where there is none."""

    left: Evidence
    right: Evidence
    pairs: tuple[Pair, ...]
    parted: int | None


def side_by_side(left: Evidence, right: Evidence) -> Beside:
    """Both runs, lined up where they stood in the same scene.

    Raises RefusedError unless they are of the same scenario as it was written, the same seed and
    the same given truth: only then did both meet the same customer with the same luck.
    """
    one, two = left.record.started, right.record.started
    if (one.scenario_digest, one.truth_given) != (two.scenario_digest, two.truth_given):
        raise RefusedError(
            "These two runs are not of the same customer: they can be laid side by side where the "
            "scenario is the same, word for word."
        )
    if one.seed != two.seed:
        raise RefusedError(
            f"These two runs are of different seeds ({one.seed} and {two.seed}), so each had luck "
            "of its own: play the second with --seed of the first."
        )
    pairs = tuple(_pairs(left.moments, right.moments))
    parted = next((at for at, pair in enumerate(pairs) if not pair.same_choice), None)
    return Beside(left, right, pairs, parted)


def _pairs(left: tuple[Moment, ...], right: tuple[Moment, ...]) -> list[Pair]:
    # Whoever went another way for a while and came back is lined up again from there.
    lined = SequenceMatcher(
        a=[moment.seen.scene for moment in left],
        b=[moment.seen.scene for moment in right],
        autojunk=False,
    )
    pairs: list[Pair] = []
    for kind, a, a_end, b, b_end in lined.get_opcodes():
        if kind == "equal":
            pairs += map(Pair, left[a:a_end], right[b:b_end])
        else:
            pairs += (Pair(moment, None) for moment in left[a:a_end])
            pairs += (Pair(None, moment) for moment in right[b:b_end])
    return pairs
