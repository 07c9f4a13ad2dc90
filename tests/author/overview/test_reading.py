"""What the best choices of a scenario look like, counted beside what chance would make of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from game.author.overview.reading import LOOKS, Look, looks, together
from game.session.opening import open_scenario
from tests.author.overview.kit import shelf

ID = "loft/second-visit"


def test_a_best_choice_is_counted_by_its_look_among_the_choices_of_its_scene(
    tmp_path: Path,
) -> None:
    program = open_scenario(ID, [shelf(tmp_path)])
    places = {row.id: row.at for row in program.choices}
    (lot,) = [looks(program, [places["third-time"]])]
    # The last of three, of which the first is the longest and the only courteous one.
    third = Fraction(1, 3)
    assert lot["last"] == Look(1, third, 1)
    assert {lot[name] for name in LOOKS if name != "last"} == {Look(0, third, 1)}
    # Neither line of the choice at the door is courteous, and the shorter one is the last.
    assert looks(program, [places["next-customer"]]) == {
        "longest": Look(1, Fraction(1, 2), 1),
        "most courteous": Look(),
        "first": Look(1, Fraction(1, 2), 1),
        "last": Look(0, Fraction(1, 2), 1),
    }


def test_lines_as_long_as_each_other_are_all_the_longest(tmp_path: Path) -> None:
    folder = shelf(tmp_path)
    path = folder / f"{ID}.yaml"
    text = path.read_text(encoding="utf-8")
    longer = "Write him down " + "." * (len("Go and meet the next customer.") - 15)
    path.write_text(text.replace("Write him down.", longer), encoding="utf-8")
    program = open_scenario(ID, [folder])
    places = {row.id: row.at for row in program.choices}
    assert looks(program, [places["write-down"]])["longest"] == Look(1, Fraction(1), 1)


def test_scenarios_are_counted_together_choice_by_choice(tmp_path: Path) -> None:
    program = open_scenario(ID, [shelf(tmp_path)])
    every = range(len(program.choices))
    assert together([looks(program, [at]) for at in every]) == looks(program, every)
    # Each scene has one first and one last choice, and by chance there would be as many.
    whole = looks(program, every)
    assert whole["first"].hits == whole["first"].chance == whole["last"].hits
