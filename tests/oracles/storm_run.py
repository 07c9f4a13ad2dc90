"""Run by a Python that has stormpy, as a program of its own: the values of every graph in a folder.

The rest of the tests never import it. Rational mode: every figure is a fraction.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> int:
    """For each `*.drn`, the highest and the lowest reward expected from every state."""
    import stormpy  # type: ignore[import-not-found,unused-ignore]

    folder = Path(sys.argv[1])
    for graph in sorted(folder.glob("*.drn")):
        model = stormpy.build_model_from_drn[stormpy.Rational](str(graph))
        found = {}
        for aim in ("max", "min"):
            question = stormpy.parse_property(f'R{{"total"}}{aim}=? [F "over"]')
            answer = stormpy.model_checking(model, question)
            found[aim] = [str(answer.get_value(state)) for state in range(model.nr_states)]
        graph.with_suffix(".json").write_text(json.dumps(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
