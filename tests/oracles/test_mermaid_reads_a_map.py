"""Every map we write as Mermaid is read by Mermaid itself: the library's, and text to trip over."""

from __future__ import annotations

import json
import subprocess

import pytest

from game.author.bestline import best_line
from game.author.chart import Chart, Choice, Scene, Way, chart
from game.author.mermaid import mermaid_text
from tests.author.drawn import TRAPS
from tests.oracles.test_the_coach_agrees import library
from tests.peers import node_with

READ = """
import {readFileSync} from "fs";
const near = "file://" + process.argv.at(-1) + "/node_modules/";
const {JSDOM} = (await import(near + "jsdom/lib/api.js")).default;
globalThis.window = new JSDOM("<!DOCTYPE html><body></body>").window;
globalThis.document = window.document;
const mermaid = (await import(near + "mermaid/dist/mermaid.core.mjs")).default;
mermaid.initialize({startOnLoad: false});
const told = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try { told.push((await mermaid.parse(text)).diagramType) }
  catch (error) { told.push(error.message) }
}
console.log(JSON.stringify(told));
"""


def trap(text: str) -> Chart:
    """A chart of one scene that says nothing but this."""
    choice = Choice(text, text, True, "foul", text, (Way(text, (text, text), True),), True)
    return Chart(text, (Scene(text, "start", text, text, 0, (choice,), True),), True)


@pytest.mark.slow
def test_mermaid_reads_every_map_as_a_flowchart() -> None:
    folder = node_with("mermaid")
    charts = [chart(p.script.scenario, best_line(p)) for p in library()]
    texts = [mermaid_text(each) for each in (*charts, *map(trap, TRAPS))]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", READ, str(folder)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["flowchart-v2"] * len(texts)
