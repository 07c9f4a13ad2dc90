"""The shape of a binder file as frozen pydantic models, and the frozen value the judge reads.

Knows one binder file alone; how a run is judged by it is for `scoring`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

import scoring.binder as judged
from game.script.kinds import (
    Deadlines,
    Distances,
    Model,
    Name,
    Names,
    Percent,
    Points,
    Tenths,
    Text,
    Title,
)
from game.script.values import Slip


class Step(Model):
    """One line of the store's process, with the rules that say when it was done well."""

    label: Title = Field(description="What is to be done, as the ledger says it.")
    why: Text | None = Field(default=None, description="Why it matters.")
    points: Points = Field(description="What it earns done with every rule kept.")
    after: Names = Field(default=(), description="Steps done or moments happened before it, all.")
    before: Names = Field(default=(), description="Moments that must not have happened yet.")
    within: Deadlines = Field(
        default=(), description="At most so long after a moment: 2 min of arrival."
    )
    apart: Distances = Field(
        default=(), description="At least so long after a step or moment: 2 days from first-call."
    )
    unless: Names = Field(default=(), description="Moments that excuse it: it did not apply.")
    secures: Literal["next-step"] | None = Field(
        default=None, description="The sixty measure it counts towards."
    )


class Weights(Model):
    """What keeping the customer's future business is made of; together 100."""

    trust: Percent = Field(default=0, description="The trust at the end.")
    ease: Percent = Field(default=0, description="10 minus the pressure at the end.")
    value: Percent = Field(default=0, description="The value seen at the end.")
    understanding: Percent = Field(default=0, description="The worth of the facts learnt over all.")
    next_step: Percent = Field(
        default=0, alias="next-step", description="The share done of the steps that secure it."
    )
    outcome: Percent = Field(default=0, description="What they left with.")

    @model_validator(mode="after")
    def _sums_to_100(self) -> Weights:
        total = sum(dict(self).values())
        if total != 100:
            message = f"The sixty measures come to {total}, not to 100."
            raise Slip("SX050", message, "Change their points until they come to 100.")
        return self


class Outcomes(Model):
    """The tenths of `outcome` that each kind of ending keeps."""

    sold: Tenths = Field(default=10, description="They bought.")
    referred: Tenths = Field(default=10, description="They went where they are better served.")
    appointment: Tenths = Field(default=8, description="They come back at a set time.")
    handed_over: Tenths = Field(
        default=7, alias="handed-over", description="A colleague took over."
    )
    follow_up: Tenths = Field(
        default=6, alias="follow-up", description="They expect to hear from you."
    )
    lost: Tenths = Field(default=0, description="They are gone.")


class Marks(Model):
    """The marks of a pass."""

    process: Percent = Field(default=70, description="Whole percents of process.")
    sixty: Percent = Field(default=60, description="Whole percents of sixty.")


class Yardstick(Model):
    """How much process and sixty count with the coach; together 100."""

    process: Percent = Field(default=50, description="The weight of process.")
    sixty: Percent = Field(default=50, description="The weight of sixty.")

    @model_validator(mode="after")
    def _sums_to_100(self) -> Yardstick:
        total = self.process + self.sixty
        if total != 100:
            message = f"The weights under weigh: come to {total}, not to 100."
            raise Slip("SX051", message, "Change process and sixty until they come to 100.")
        return self


_WEIGHTS = {
    "trust": 15,
    "ease": 10,
    "value": 10,
    "understanding": 10,
    "next-step": 25,
    "outcome": 30,
}


class Binder(Model):
    """A binder: the store's written process, and what each part of it is worth."""

    title: Title = Field(description="What this process is called.")
    steps: Annotated[dict[Name, Step], Field(min_length=1)] = Field(
        description="The steps, each under a name of its own."
    )
    moments: Names = Field(default=(), description="The moments a scene or a choice may name.")
    fouls: dict[Name, Text] = Field(
        default={}, description="What no score hides, in a sentence each."
    )
    sixty: Weights = Field(
        default=Weights.model_validate(_WEIGHTS),
        description="Points of the sixty measures; 100 in all.",
    )
    outcomes: Outcomes = Field(
        default=Outcomes.model_validate({}), description="Tenths of outcome by the kind of ending."
    )
    passes: Marks = Field(
        default=Marks(), alias="pass", description="The percents a run must reach to pass."
    )
    weigh: Yardstick = Field(
        default=Yardstick(), description="The coach's yardstick; never a score."
    )


def judged_by(model: Binder) -> judged.Binder:
    """The binder as the judge reads it."""
    return judged.Binder(
        title=model.title,
        steps=tuple(_step(id, step) for id, step in model.steps.items()),
        moments=tuple(dict.fromkeys(model.moments)),
        fouls=tuple(judged.Foul(id, says) for id, says in model.fouls.items()),
        weights=model.sixty.model_dump(by_alias=True),
        outcomes=model.outcomes.model_dump(by_alias=True),
        pass_process=model.passes.process,
        pass_sixty=model.passes.sixty,
        yardstick=(model.weigh.process, model.weigh.sixty),
    )


def _step(id: str, step: Step) -> judged.Step:
    return judged.Step(
        id=id,
        label=step.label,
        points=step.points,
        why=step.why or "",
        after=step.after,
        before=step.before,
        within=tuple(judged.Deadline(w.minutes, w.of) for w in step.within),
        apart=tuple(judged.Deadline(a.minutes, a.of) for a in step.apart),
        unless=step.unless,
        secures_next_step=step.secures is not None,
    )
