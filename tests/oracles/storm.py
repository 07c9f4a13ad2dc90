"""The coach's graph as a Markov decision process in Storm's own explicit format (DRN).

Chances and points are those of the engine's stepping, as fractions. Knows no values but endings'.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from game.coach.exact import final
from game.coach.nodes import Node, Spot, follow, locate, settled
from game.coach.study import Study
from game.coach.values import point_worth
from game.engine.program import ChoiceRow
from game.engine.step import offered

Rows = Sequence[ChoiceRow]
ONE_MORE = 1
"""Paid at an ending beside what it is worth: Storm takes no model in which nothing is ever paid."""


class Process:
    """The states of a graph that a player can play on from, numbered, with their choices.

    A player considers the choices that `considers` leaves; a state where that is none, or where
    every one of them can come to such a state, is left out.
    """

    def __init__(self, study: Study, considers: Callable[[Rows], Rows]) -> None:
        self._study = study
        self._unit = point_worth(study.program)
        self.spots: list[Spot] = []
        self.choices: dict[Spot, list[list[tuple[Fraction, Spot, Fraction]]]] = {}
        self.ends: dict[Spot, Fraction] = {}
        places = [place for place, _ in study.layers()]
        for place in sorted(places, reverse=True):
            for at in range(study.layer(place).rows.shape[1]):
                self._look(study.plays.node((place, at)), (place, at), considers)

    def _look(self, node: Node, spot: Spot, considers: Callable[[Rows], Rows]) -> None:
        program = self._study.program
        if program.scene(node.state).kind is not None:
            self.ends[spot] = final(program, node, self._unit).total
            self.spots.append(spot)
            return
        before = settled(program, node.state)
        found = []
        for row in considers(offered(program, node.state)):
            ways = [
                (
                    chance,
                    locate(self._study.graph, after),
                    self._unit * (settled(program, after.state) - before),
                )
                for chance, after in follow(program, node, row)
            ]
            if all(there in self.ends or there in self.choices for _, there, _ in ways):
                found.append(ways)
        if found:
            self.choices[spot] = found
            self.spots.append(spot)

    def lines(self) -> Iterator[str]:
        """The file. A choice is paid for as it is taken, an ending once, on the way to `over`."""
        number = {spot: at for at, spot in enumerate(self.spots)}
        over = len(number)
        yield from ("@type: MDP", "@parameters", "", "@reward_models", "total")
        yield from ("@nr_states", str(over + 1))
        yield from ("@nr_choices", str(sum(map(len, self.choices.values())) + len(self.ends) + 1))
        yield "@model"
        for spot in self.spots:
            yield f"state {number[spot]} [0]{' init' if number[spot] == over - 1 else ''}"
            if spot in self.ends:
                yield f"\taction 0 [{self.ends[spot] + ONE_MORE}]"
                yield f"\t\t{over} : 1"
            for at, ways in enumerate(self.choices.get(spot, ())):
                paid = sum((chance * points for chance, _, points in ways), Fraction(0))
                yield f"\taction {at} [{paid}]"
                for there in dict.fromkeys(there for _, there, _ in ways):
                    chance = sum((c for c, to, _ in ways if to == there), Fraction(0))
                    yield f"\t\t{number[there]} : {chance}"
        yield f"state {over} [0] over"
        yield "\taction 0 [0]"
        yield f"\t\t{over} : 1"


def answers(python: str, processes: Sequence[Process], folder: Path) -> list[dict[str, list[str]]]:
    """What Storm makes of each: by `max` and `min`, the value of every state in order, with
    `ONE_MORE` in it, since a play has one ending."""
    for at, process in enumerate(processes):
        text = "\n".join(process.lines())
        (folder / f"{at:05}.drn").write_text(text + "\n", encoding="utf-8")
    script = Path(__file__).with_name("storm_run.py")
    done = subprocess.run(
        [python, "-I", str(script), str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = sorted(folder.glob("*.json"))
    assert len(files) == len(processes)
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]
