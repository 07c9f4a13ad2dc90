"""Run by a Python that has bink, as a program of its own: plays a compiled ink story many times.

The rest of the tests never import it. JSON in, JSON out.
"""

from __future__ import annotations

import json
import sys


def main() -> int:
    """For each play, at each step: the scene that is open, and the choices offered in order."""
    from bink.story import Story  # type: ignore[import-not-found,unused-ignore]

    asked = json.load(sys.stdin)
    story = Story(asked["story"])
    told = []
    for play in asked["plays"]:
        story.reset_state()
        story.set_variable("truth", play["truth"])
        seen = []
        for pick, roll in [*play["picks"], (None, 0)]:
            text = story.continue_maximally()
            offered = list(story.choices)
            seen.append([int(text.split("@")[-1]), offered])
            if pick not in offered:
                break
            story.set_variable("roll", roll)
            story.choose_choice_index(offered.index(pick))
        told.append(seen)
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
