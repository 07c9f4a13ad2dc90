"""Five thousand ways to spoil a file, by seed, and the program that loads them one by one.

Run as a program (`mutants.py FIRST LAST FOLDER`) it writes one JSON line: what went wrong where,
the slowest load and the most memory it ever held. A program of its own, so that its memory is the
loader's alone.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 2.0
"""Of the processor, which a busy machine does not lengthen."""
MEGABYTES = 200

Mutation = Callable[[random.Random, bytes], bytes]
SIGNS = b":-#'\"{}[],&*!|>%@`?~ \t\n\\\0\x85\xff"
VALUES = (
    *(b"", b"~", b"no", b"10:40", b"1e999", b"-1", b"99999999999999999999", b"[]", b"{}", b"[[]]"),
    *(b"{a: b}", b"*x", b"&x y", b"!!int 3", b"!!python/object:os.system x", b"|", b">-", b"'"),
    *(b'"', b"- x", b"? x", b"2 min of 3 min of x", b"at least at least 4", b"\xe2\x80\xae", b"%a"),
    *(b"<<", b"\xef\xbb\xbf", b"x" * 5000, b"..", b"../../etc/passwd", b"/dev/zero", b"0x1f"),
)
KEYS = (
    *(b"say", b"do", b"to", b"if", b"any", b"odds", b"go", b"ending", b"choices", b"truth"),
    *(
        b"scenes",
        b"steps",
        b"within",
        b"<<",
        b"keeps",
        b"use",
        b"binder",
        b"",
        b"?",
        b"[a]",
        b"{a}",
    ),
)


def flip(rng: random.Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def poke(rng: random.Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 3, 10))):
        at = rng.randrange(len(spoilt))
        spoilt[at : at + rng.choice((0, 0, 1, 3))] = bytes([rng.choice(SIGNS)])
    return bytes(spoilt)


def move(rng: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    for _ in range(rng.choice((1, 1, 3))):
        line = lines.pop(rng.randrange(len(lines)))
        for _ in range(rng.choice((0, 1, 1, 2))):
            lines.insert(rng.randrange(len(lines) + 1), line)
        if not lines:
            return b""
    return b"\n".join(lines)


def shift(rng: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    for i in range(at, min(len(lines), at + rng.choice((1, 1, 4)))):
        extra = rng.choice((b" ", b"  ", b"\t", b"    "))
        lines[i] = extra + lines[i] if rng.random() < 0.6 else lines[i][1:]
    return b"\n".join(lines)


def rename(rng: random.Random, content: bytes) -> bytes:
    keys = list(re.finditer(rb"[\w-]+(?=:)", content))
    if not keys:
        return content
    key = rng.choice(keys)
    new = rng.choice((*KEYS, key[0][:-1], key[0] + b"s", key[0].upper(), key[0][::-1]))
    return content[: key.start()] + new + content[key.end() :]


def revalue(rng: random.Random, content: bytes) -> bytes:
    values = list(re.finditer(rb"(?<=: )[^\n]+", content))
    if not values:
        return content
    value = rng.choice(values)
    return content[: value.start()] + rng.choice(VALUES) + content[value.end() :]


def cut(rng: random.Random, content: bytes) -> bytes:
    first, last = sorted((rng.randrange(len(content)), rng.randrange(len(content))))
    return content[:first] if rng.random() < 0.5 else content[:first] + content[last:]


def nest(rng: random.Random, content: bytes) -> bytes:
    depth = rng.choice((5, 29, 31, 100, 5_000, 100_000))
    opening, closing = rng.choice(((b"[", b"]"), (b"{a: ", b"}"), (b"- ", b""), (b"? ", b"")))
    deep = opening * depth + b"x" + closing * depth
    if rng.random() < 0.3:
        deep = b"".join(b"\n" + b" " * i + b"a:" for i in range(min(depth, 600)))
    return content + rng.choice((b"\nfacts: ", b"\nx: ", b"\n", b"")) + deep + b"\n"


def bomb(rng: random.Random, content: bytes) -> bytes:
    width, height = rng.choice(((9, 9), (2, 40), (400, 3), (1, 60)))
    lines = [b"a0: &a0 " + rng.choice((b"x", b"[x]", b"{x: y}"))]
    for i in range(1, height):
        parts = b", ".join([b"*a%d" % (i - 1)] * width)
        lines.append(b"a%d: &a%d [%s]" % (i, i, parts))
    last = b"*a%d" % (height - 1)
    use = rng.choice((b"covers: ", b"facts: ", b"scenes: ", b"<<: ", b"x: ")) + last
    return b"\n".join([*lines, use, content])


def swell(rng: random.Random, content: bytes) -> bytes:
    part = rng.choice((b"- x\n", b"a: b\n", b"# note\n", b"x", b" ", b"\n", b"k: {a: [b, c]}\n"))
    part = rng.choice(
        (part, b'"\\x41', b"'", b"a: &a b\n", b"? a\n", b": ", b"%TAG ! !\n", b"...\n")
    )
    return content + b"\n" + part * rng.choice((100, 1_000, 1_000, 5_000, 60_000))


def many(rng: random.Random, content: bytes) -> bytes:
    """A scenario that is whole, and as large as one can be."""
    count = rng.choice((20, 20, 100, 1_500))
    scenes = b"".join(
        b"  s%d:\n    says: x\n    choices:\n      - {say: y, to: s%d}\n" % (i, (i * 7 + 1) % count)
        for i in range(count)
    )
    return content.rstrip() + b"\n" + scenes


def conditions(rng: random.Random, content: bytes) -> bytes:
    """Branches whose conditions multiply."""
    names = [b"f%d" % i for i in range(rng.choice((3, 11, 13, 40)))]
    facts = b"".join(b"  %s: {says: x}\n" % name for name in names)
    branches = b"".join(
        b"          - {if: {knows: %s, trust: at least %d}, odds: 10, go: gone}\n"
        % (name, rng.randrange(11))
        for name in names
    )
    content = re.sub(rb"facts:[^\n]*\n", b"facts:\n" + facts, content, count=1)
    return re.sub(rb"        to:[^\n]*\n", b"        to:\n" + branches, content)


def crowd(rng: random.Random, content: bytes) -> bytes:
    """More wrong names, and longer ones, than anyone has patience to find the right ones for."""
    count, long = rng.choice(((10, 5), (300, 60), (2_000, 60))), b"n" * 60
    scenes = b"".join(b"  %s%d: {ending: lost}\n" % (long[count[1] :], i) for i in range(count[0]))
    choices = b"".join(b"      - {say: x%d, to: %sx%d}\n" % (i, long, i) for i in range(count[0]))
    return content.rstrip() + b"\n" + scenes + b"  crowd:\n    choices:\n" + choices


# The small ones, which are a mentor's own, far more often than those that take long to read.
MUTATIONS: Sequence[Mutation] = (
    *(flip, poke, poke, move, shift, rename, rename, revalue, revalue) * 20,
    *(cut, nest, bomb, swell, many, crowd, conditions),
)


def originals() -> list[tuple[bytes, bytes]]:
    """(scenario, binder) of every scenario there is: the library's, and for 19 in twenty the
    format's own example, which has every key in few lines and is read in a quarter of the time."""
    files = Path(__file__).parent / "files"
    pairs = []
    library = ROOT / "scenarios"
    for path in sorted(library.glob("*/*.yaml")):
        found = re.search(rb"^binder: *([\w.-]+)", path.read_bytes(), re.MULTILINE)
        binder = library / "binders" / f"{found[1].decode()}.yaml" if found else path
        if path.parent.name not in {"binders", "pieces"} and binder.is_file():
            pairs.append((path, binder))
    pairs += [(files / "just-looking.yaml", files / "binders" / "showroom.yaml")] * (
        19 * len(pairs)
    )
    return [(scenario.read_bytes(), binder.read_bytes()) for scenario, binder in pairs]


def mutant(seed: int, pairs: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """The scenario and the binder of one seed, one of the two spoilt once or more."""
    rng = random.Random(seed)
    scenario, binder = rng.choice(pairs)
    in_binder = rng.random() < 0.25
    spoilt = binder if in_binder else scenario
    for _ in range(rng.choice((1, 1, 2, 4))):
        spoilt = rng.choice(MUTATIONS)(rng, spoilt) or b"\n"
    return (scenario, spoilt) if in_binder else (spoilt, binder)


def complaint(path: Path, shelf: Path) -> str | None:
    """What a load did that it never may, or None."""
    from game.script.codes import codes
    from game.script.load import load_scenario
    from game.script.problems import as_text, visible

    loaded = load_scenario(path, [shelf])
    errors = [p for p in loaded.problems if p.severity == "error"]
    if (loaded.script is None) != bool(errors):
        return "neither a script nor an error, or both"
    for problem in loaded.problems:
        if problem.code not in codes() or not problem.message.endswith("."):
            return f"a problem that does not read well: {problem}"
        if any(visible(line) != line for line in as_text(problem).split("\n")):
            return f"a problem that would move a terminal: {problem}"
    return None


def run(first: int, last: int, folder: Path) -> dict[str, object]:
    """Loads the mutants of those seeds; the report is what the test asserts on."""
    import game.script.load  # noqa: F401 -- no mutant's time is what it takes to import this

    pairs = originals()
    (folder / "binders").mkdir(parents=True, exist_ok=True)
    path = folder / "spoilt.yaml"
    wrong: list[str] = []
    slowest, clean = (0.0, -1), 0
    for seed in range(first, last):
        scenario, binder = mutant(seed, pairs)
        name = re.search(rb"^binder: *([\w.-]{1,60})", scenario, re.MULTILINE)
        home = folder / "binders" / f"{name[1].decode('ascii', 'replace') if name else 'x'}.yaml"
        path.write_bytes(scenario)
        home.write_bytes(binder)
        began = time.process_time()
        try:
            said = complaint(path, folder)
        except BaseException:  # noqa: BLE001 -- a mutant may raise anything, and that is the finding
            said = traceback.format_exc()
        slowest = max(slowest, (time.process_time() - began, seed))
        home.unlink()
        clean += said is None
        if said is not None:
            wrong.append(f"seed {seed}: {said}")
    return {
        "wrong": wrong[:20],
        "clean": clean,
        "slowest": slowest[0],
        "slowest_seed": slowest[1],
        "megabytes": peak(),
    }


def peak() -> float:
    """The most memory this program ever held, in MB; 0 where the system does not say.

    Linux hands `ru_maxrss` on to a program from the one that started it, so a test runner that had
    grown large would be counted here; the high-water mark in /proc begins anew with the program.
    """
    own = Path("/proc/self/status")
    if own.is_file():
        lines = own.read_text(encoding="ascii", errors="replace").splitlines()
        mark = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), "0")
        return int(mark) / 1024
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
