"""Fit the score of answers on held-out questions, and say how good it is on others.

`make calibrate` prints the numbers that stand in `knowledge/retrieval.py`. The score is a
logistic regression of "the best entry is a right answer" on what `Retriever` measures.
`python -m tests.calibration --diagram FILE.svg` draws how often each score was right.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge import Knowledge
from knowledge.match import THRESHOLD
from knowledge.retrieval import _CALIBRATION

FOLDER = Path(__file__).parent / "asked"
Floats = NDArray[np.float64]
_BINS = 10


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


def binned(score: Floats, right: Floats) -> list[tuple[int, float, float]]:
    """Return by tenth of the score: how many, their mean score, and the share that is right."""
    bins = np.minimum((score * _BINS).astype(int), _BINS - 1)
    masks = [bins == b for b in range(_BINS)]
    return [
        (int(m.sum()), float(score[m].mean()), float(right[m].mean())) for m in masks if m.any()
    ]


def calibration_error(score: Floats, right: Floats) -> float:
    """Return the expected calibration error over tenths of the score."""
    rows = binned(score, right)
    return sum(n * abs(said - was) for n, said, was in rows) / len(score)


def report(name: str, score: Floats, right: Floats, in_scope: list[bool]) -> str:
    """Return a line of figures: accuracy, right and wrong answers, false answers, calibration."""
    inside = np.array(in_scope)
    answered = score >= THRESHOLD
    return (
        f"{name:12} in scope {inside.sum()}: best entry right {right[inside].mean():.3f}, "
        f"answered right {(answered & (right > 0))[inside].mean():.3f}, "
        f"answered wrong {(answered & (right == 0))[inside].mean():.3f}; "
        f"off-topic {(~inside).sum()}: answered {answered[~inside].mean():.3f}; "
        f"calibration error {calibration_error(score, right):.3f}"
    )


def diagram(rows: list[tuple[int, float, float]]) -> str:
    """Return a reliability diagram as SVG: a dot a tenth, as large as it has questions."""
    side, edge = 320, 40
    dots = "".join(
        f'<circle cx="{edge + said * side:.0f}" cy="{edge + (1 - was) * side:.0f}" '
        f'r="{2 + np.sqrt(n):.1f}"><title>{n} questions: score {said:.2f}, right {was:.2f}</title>'
        "</circle>"
        for n, said, was in rows
    )
    marks = "".join(
        f'<text x="{edge + t * side:.0f}" y="{edge + side + 18}" text-anchor="middle">{t}</text>'
        f'<text x="{edge - 8}" y="{edge + (1 - t) * side + 4:.0f}" text-anchor="end">{t}</text>'
        for t in (0, 0.5, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} '
        f'{side + 2 * edge}" font-family="sans-serif" font-size="12" fill="#555">'
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="#fff" stroke="#999"/>'
        f'<path d="M{edge} {edge + side}L{edge + side} {edge}" stroke="#999" '
        f'stroke-dasharray="4"/><g fill="#c8102e" fill-opacity="0.7">{dots}</g>{marks}'
        f'<text x="{edge}" y="{edge - 12}">share right</text>'
        f'<text x="{edge + side}" y="{edge + side + 34}" text-anchor="end">score</text></svg>\n'
    )


def _score(measured: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-measured @ weights)))


def main() -> int:
    """Fit on one set, report on both; show how the score in use does on the one not fitted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--diagram", type=Path, help="an SVG file to draw it to")
    options = parser.parse_args()
    knowledge = Knowledge.open()
    sets = {name: measure(knowledge, read(name)) for name in ("calibration", "questions")}
    weights = fit(*sets["calibration"][:2])
    print("_CALIBRATION = (" + ", ".join(f"{weight:.2f}" for weight in weights) + ")")
    in_use = np.array(_CALIBRATION)
    for fitted, weighed in (("in use", in_use), ("fitted anew", weights)):
        print(f"{fitted}:")
        for name, (measured, right, in_scope) in sets.items():
            print(report(name, _score(measured, weighed), right, in_scope))
    measured, right, _ = sets["questions"]
    rows = binned(_score(measured, in_use), right)
    print("| questions | mean score | share right |\n|---|---|---|")
    for row in rows:
        print("| {} | {:.2f} | {:.2f} |".format(*row))
    if options.diagram:
        options.diagram.write_text(diagram(rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
