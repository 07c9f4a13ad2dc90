"""The studio while its file is being edited: each saving is seen, and what was played goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.app.studio import room as room_module
from game.app.studio.room import Room
from tests.app.studio.conftest import (
    Preview,
    choose,
    edit,
    noticed,
    read,
    remove,
    room_of,
    save,
    scene,
    shown,
    swapped,
    write,
)
from tests.app.test_hostile_text import HOSTILE, check_strips


async def test_saving_the_file_fast_forwards_through_the_choices_made_so_far(
    preview: Preview, file: Path
) -> None:
    async with preview() as at:
        await choose(at, "hello", "try")
        assert scene(at) == "tried"
        await edit(at, file, swapped("We need two rear-facing", "We need three rear-facing"))
        assert scene(at) == "tried"
        assert "We need three rear-facing" in at.text
        assert "Read again: all 2 choices hold." in at.text


async def test_a_choice_that_is_gone_stops_the_play_before_it_until_it_comes_back(
    preview: Preview, file: Path
) -> None:
    async with preview() as at:
        await choose(at, "hello", "try")
        await edit(at, file, swapped("id: try", "id: attempt"))
        assert scene(at) == "seats"
        assert shown(at).says == (
            "It stops in scene seats, after 1 of 2 choices: no choice “try” is in the file."
        )
        await edit(at, file, swapped("id: attempt", "id: try"))
        assert scene(at) == "tried"


async def test_a_broken_file_leaves_the_last_playable_version_with_its_problems(
    preview: Preview, file: Path
) -> None:
    async with preview() as at:
        await choose(at, "hello")
        await edit(at, file, swapped("start: lot", "start: lott"))
        assert shown(at).stale
        assert scene(at) == "seats"
        assert "this is the last version that could be" in " ".join(at.text.split())
        await choose(at, "try")
        assert scene(at) == "tried"
        await at.press("p")
        problem = shown(at).problems[0].problem
        for told in (problem.code, f"line {problem.line}, column {problem.column}", "“lot”"):
            assert told in at.text
        await edit(at, file, swapped("start: lott", "start: lot"))
        assert not shown(at).stale
        assert scene(at) == "tried"


async def test_a_half_written_file_is_a_sentence(preview: Preview, file: Path) -> None:
    async with preview() as at:
        for text in ("", "title: [", "\x00", "scenes: {lot: {says: "):
            before = room_of(at)._versions
            write(file, text)
            await noticed(at, before)
            assert shown(at).stale
            assert scene(at) == "lot"
            assert shown(at).problems


async def test_a_deleted_file_is_a_sentence_and_may_come_back(preview: Preview, file: Path) -> None:
    async with preview() as at:
        text, before = read(file), room_of(at)._versions
        remove(file)
        await noticed(at, before)
        assert shown(at).stale
        assert "is not there" in shown(at).problems[0].problem.message
        before = room_of(at)._versions
        write(file, text)
        await noticed(at, before)
        assert not shown(at).stale


async def test_a_file_that_was_never_playable_opens_as_soon_as_it_is(
    preview: Preview, file: Path
) -> None:
    text = read(file)
    write(file, text.replace("binder: floor", "binder: flor"))
    async with preview("seats") as at:
        assert scene(at) is None
        assert "SX080" in at.text
        await edit(at, file, lambda _: text)
        await at.press("q")
        assert scene(at) == "seats"
        await at.press("q")
        assert at.app.return_value == 0


async def test_a_change_of_the_binder_counts_too(preview: Preview, shelf: Path) -> None:
    async with preview() as at:
        await edit(at, shelf / "binders" / "floor.yaml", swapped("Greet within", "Greet them in"))
        assert shown(at).says == "Read again."
        await at.press("l")
        assert "Greet them in two minutes" in at.text


async def test_what_is_asked_while_the_file_cannot_be_played_does_nothing(
    preview: Preview, file: Path
) -> None:
    write(file, "title: Nothing yet\n")
    async with preview() as at:
        for key in "umlgbtna1r":
            await at.press(key)
        assert scene(at) is None
        await at.press("q", "q", "q")
        assert at.app.return_value == 1


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_no_text_of_a_file_gets_through_the_studio(
    preview: Preview, file: Path, size: tuple[int, int]
) -> None:
    write(file, HOSTILE)
    told = ""
    async with preview(size=size) as at:
        for key in ("1", *"pmlgbu", "r"):
            await at.press(key)
            told += check_strips(at.app.screen._compositor.render_strips(), size[0])
        await edit(at, file, lambda text: text.replace("to: out}", 'to: "[/out] \\e[2J"}'))
        told += check_strips(at.app.screen._compositor.render_strips(), size[0])
    assert "[/says]" in told
    assert "␛[5m" in told


async def test_a_save_while_nobody_listens_is_seen_as_soon_as_somebody_does(
    preview: Preview, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Room._watch

    async def late(room: Room) -> None:
        save(file, read(file).replace("We need two rear-facing", "We need three rear-facing"))
        await whole(room)

    monkeypatch.setattr(Room, "_watch", late)
    async with preview("seats") as at:
        await noticed(at, 1)
        assert "We need three rear-facing" in at.text


async def test_a_folder_that_was_taken_away_is_watched_again_when_it_is_back(
    preview: Preview, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_module, "IDLE", 20)
    away = shutil.copytree(file.parent, file.parent.with_name("away"))
    async with preview("seats") as at:
        before = room_of(at)._versions
        shutil.rmtree(file.parent)
        await noticed(at, before)
        assert shown(at).stale
        save(away / file.name, read(away / file.name).replace("need two rear", "need three rear"))
        shutil.copytree(away, file.parent)
        await at.until(lambda: "We need three rear-facing" in at.text, "the story was read again")
