"""`sixty people`: who is here, the first setup, roles, mentors and PINs, in plain lines."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from game.commands.errors import CallError
from game.commands.setting import setting
from game.commands.signing import ask_code, ask_new_pin, ask_pin, at_desk
from game.commands.writing import write_json, write_lines
from game.office import door
from game.office import people as staff
from game.session.safe import quoted_argument, safe

if TYPE_CHECKING:
    from game.office.people import Joined, Member
    from game.records.store import Store


def people(call: argparse.Namespace) -> int:
    """Do what was asked with the people of this log, and say what came of it."""
    _only(call, "role", "add", "change")
    _only(call, "mentor", "add", "change")
    _only(call, "no_mentor", "change")
    does = {
        "list": _list,
        "setup": _setup,
        "add": _add,
        "change": _change,
        "remove": _remove,
        "pin": _pin,
        "recover": _recover,
    }[call.what]
    with setting().open_log() as store:
        if call.json:
            write_json(_document(store, call))
        else:
            write_lines(does(store, call))
    return 0


def _document(store: Store, call: argparse.Namespace) -> object:
    from game.office.documents import people_document

    if call.what != "list":
        raise CallError("--json goes with the list: sixty people --json.")
    desk = at_desk(store, call.name)
    return people_document(staff.members(desk), set_up=desk.crew().set_up)


def _only(call: argparse.Namespace, option: str, *whats: str) -> None:
    if getattr(call, option) and call.what not in whats:
        shown = option.replace("_", "-")
        raise CallError(f"--{shown} goes with sixty people {' or '.join(whats)}.")


def _list(store: Store, call: argparse.Namespace) -> list[str]:
    from game.records.export import time_text

    if call.person is not None:
        raise CallError("To list people takes no name: sixty people.")
    desk = at_desk(store, call.name)
    found = staff.members(desk)
    if not desk.crew().set_up:
        names = [safe(member.name) for member in found] or ["Nobody has played here yet."]
        return [
            *names,
            (
                "There are no roles here, so nobody signs in: sixty people setup makes the first "
                "trainer."
            ),
        ]
    lines = []
    for member in found:
        parts = [safe(member.name), member.role or "no role"]
        if member.mentor is not None:
            parts.append(f"mentor: {safe(member.mentor)}")
        if member.pin is None:
            parts.append("no PIN")
        if member.tries:
            parts.append(f"{member.tries} wrong PIN{'' if member.tries == 1 else 's'} since")
        if member.back_door and member.pin_ms is not None and member.pin is not None:
            how = _BACK_DOORS[member.pin.how]
            parts.append(f"PIN set {how} on {time_text(member.pin_ms)[:10]}")
        lines.append("  ".join(parts))
    return lines


_BACK_DOORS = {
    "recovered": "with the recovery code",
    "without": "by whoever owns the file, without PIN or code,",
}


def _setup(store: Store, call: argparse.Namespace) -> list[str]:
    if door.is_set_up(store):
        raise CallError("There is a trainer here already: sixty people add --as THEM adds people.")
    name = call.person
    if name is None:
        name = _ask("The trainer's name: ")
    made = door.set_up(store, name, ask_new_pin())
    me = quoted_argument(made.trainer.name)
    return [
        f"{safe(made.trainer.name)} is the trainer here. From now on people sign in with a PIN.",
        *_code(made.code),
        f"Next: sixty people add NAME --role mentor --as {me}",
        f"      sixty people add NAME --mentor NAME --as {me}",
    ]


def _code(code: str) -> list[str]:
    return [
        f"Recovery code: {code}",
        (
            "It is shown once. Write it down and keep it elsewhere: it sets a new PIN for a "
            "trainer who forgot theirs (sixty people recover)."
        ),
    ]


def _add(store: Store, call: argparse.Namespace) -> list[str]:
    name = _named(call)
    desk = at_desk(store, call.name)
    return _joined(staff.add(desk, name, call.role or "trainee", call.mentor))


def _change(store: Store, call: argparse.Namespace) -> list[str]:
    name = _named(call)
    if not (call.role or call.mentor or call.no_mentor):
        raise CallError("Say what changes: --role, --mentor NAME or --no-mentor.")
    desk = at_desk(store, call.name)
    member = staff.change(desk, name, role=call.role, mentor=call.mentor)
    return [_standing(staff.alone(desk, name) if call.no_mentor else member)]


def _remove(store: Store, call: argparse.Namespace) -> list[str]:
    name = _named(call)
    person = staff.remove(at_desk(store, call.name), name)
    return [
        f"{safe(name)} is nobody's name in this log any longer. Their runs stay, as {person}.",
        "Comments may still name them, as do exports and copies of the log made before.",
    ]


def _pin(store: Store, call: argparse.Namespace) -> list[str]:
    if call.person is not None:
        return _joined(staff.give_pin(at_desk(store, call.name), call.person))
    who = call.name or os.environ.get("SIXTY_AS")
    if not who:
        raise CallError("Whose PIN? Say who you are with --as NAME.")
    if not door.is_set_up(store):
        raise CallError("There are no PINs here: sixty people setup makes the first trainer.")
    door.change_pin(store, who, ask_pin(f"PIN of {who} so far: "), ask_new_pin())
    return ["Your PIN is changed."]


def _recover(store: Store, call: argparse.Namespace) -> list[str]:
    from game.records.pins import has_pin

    name = _named(call)
    person = door.somebody(store, name)
    code = ask_code() if has_pin(store, person.pseudonym) else ""
    made = door.recover(store, name, code, ask_new_pin())
    return [
        f"{safe(made.trainer.name)} has a new PIN. The log says so, and how.",
        *_code(made.code),
    ]


def _joined(joined: Joined) -> list[str]:
    me = quoted_argument(joined.member.name)
    return [
        _standing(joined.member),
        f"PIN: {joined.pin}",
        f"It is shown once: hand it to them, and let them change it (sixty people pin --as {me}).",
        *([] if joined.code is None else _code(joined.code)),
    ]


def _standing(member: Member) -> str:
    by = "" if member.mentor is None else f", with {safe(member.mentor)} as mentor"
    return f"{safe(member.name)}: {member.role or 'no role'}{by}."


def _named(call: argparse.Namespace) -> str:
    if call.person is None:
        raise CallError(f"Whom? Write sixty people {call.what} NAME.")
    name: str = call.person
    return name


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise CallError("Nobody can be asked here: write sixty people setup NAME.")
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip()
