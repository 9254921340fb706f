"""Fit the score of answers on held-out questions, and say how good it is on others.

`make calibrate` prints the numbers that stand in `knowledge/retrieval.py`. The score is a
logistic regression of "the best entry is a right answer" on what `Retriever` measures.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge import Knowledge
from knowledge.retrieval import THRESHOLD

FOLDER = Path(__file__).parent / "asked"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its language, and the ids that answer it (none: off-topic)."""

    text: str
    lang: str
    ids: frozenset[str]


def read(name: str) -> list[Question]:
    """Return the questions of a file."""
    rows = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return [Question(row["q"], row["lang"], frozenset(row["ids"])) for row in rows]


def measure(knowledge: Knowledge, questions: list[Question]) -> tuple[Floats, Floats, list[bool]]:
    """Return what is measured of each question, whether the best entry is right, and in scope."""
    measured, right, in_scope = [], [], []
    for question in questions:
        match = knowledge.match(question.text)
        if match.measured:
            measured.append(match.measured)
            right.append(float(match.ranked[0].id in question.ids))
            in_scope.append(bool(question.ids))
    return np.array(measured), np.array(right), in_scope


def fit(measured: Floats, right: Floats, ridge: float = 1.0) -> Floats:
    """Return the coefficients of a ridge logistic regression, by Newton's method."""
    scale = np.where(measured.std(0) > 0, measured.std(0), 1)
    inputs = measured / scale
    penalty = ridge * np.eye(inputs.shape[1])
    penalty[0, 0] = 0
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (guess - right) + penalty @ weights
        bend = (inputs * (guess * (1 - guess))[:, None]).T @ inputs + penalty
        weights -= np.linalg.solve(bend, slope)
    return np.asarray(weights / scale)


def report(name: str, score: Floats, right: Floats, in_scope: list[bool]) -> str:
    """Return a line of figures: accuracy, right and wrong answers, false answers, calibration."""
    inside = np.array(in_scope)
    answered = score >= THRESHOLD
    bins = np.minimum((score * 5).astype(int), 4)
    error = sum(
        (bins == b).mean() * abs(score[bins == b].mean() - right[bins == b].mean())
        for b in set(bins.tolist())
    )
    return (
        f"{name:12} in scope {inside.sum()}: best entry right {right[inside].mean():.3f}, "
        f"answered right {(answered & (right > 0))[inside].mean():.3f}, "
        f"answered wrong {(answered & (right == 0))[inside].mean():.3f}; "
        f"off-topic {(~inside).sum()}: answered {answered[~inside].mean():.3f}; "
        f"calibration error {error:.3f}"
    )


def main() -> int:
    """Fit on one set, report on both."""
    knowledge = Knowledge.open()
    sets = {name: measure(knowledge, read(name)) for name in ("calibration", "questions")}
    weights = fit(*sets["calibration"][:2])
    print("_CALIBRATION = (" + ", ".join(f"{weight:.2f}" for weight in weights) + ")")
    for name, (measured, right, in_scope) in sets.items():
        print(report(name, 1 / (1 + np.exp(-measured @ weights)), right, in_scope))
    return 0


if __name__ == "__main__":
    sys.exit(main())
