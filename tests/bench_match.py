"""The bare matcher beside a linear classifier, on public intents with off-topic questions.

`python -m tests.bench_match data_full.json [--each 10]` takes a file of the form of CLINC150:
lists of (question, intent) under `train`, `test`, `oos_train`, `oos_test`; or a folder of the form
of SMP2017-ECDT: files `train/train_<intent>.txt`, of `develop` and `test` too, a question a line,
where the intent `chat` is off-topic. Both engines learn from the same questions, off-topic ones
among them, and answer the same ones.
"""

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_pipeline

from knowledge import Retriever

Example = tuple[str, str | None]
# An intent and how sure it is: the higher, the surer.
Guess = tuple[str | None, float]

# What counts as off-topic in a folder.
_CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from, and what is asked; intent None is off-topic."""

    learned: list[Example]
    asked: list[Example]


def load(path: Path, each: int) -> Data:
    """Read a file or folder, with the first `each` questions of every intent to learn from."""
    train, asked = _folder(path) if path.is_dir() else _file(path)
    by_intent = defaultdict(list)
    for text, intent in train:
        by_intent[intent].append(text)
    off_topic: list[Example] = [(text, None) for text in by_intent.pop(None, [])]
    learned = [(text, intent) for intent, texts in by_intent.items() for text in texts[:each]]
    return Data(learned + off_topic, asked)


def _file(path: Path) -> tuple[list[Example], list[Example]]:
    sets = json.loads(path.read_text("utf-8"))
    train, asked = (
        [*map(tuple, sets[name]), *((text, None) for text, _ in sets[f"oos_{name}"])]
        for name in ("train", "test")
    )
    return train, asked


def _folder(path: Path) -> tuple[list[Example], list[Example]]:
    sets: dict[str, list[Example]] = {}
    for name in ("train", "develop", "test"):
        sets[name] = []
        for file in sorted((path / name).glob(f"{name}_*.txt")):
            intent = file.stem.removeprefix(f"{name}_")
            texts = file.read_text("utf-8-sig").split("\n")
            known = None if intent == _CHAT else intent
            sets[name] += [(text.strip(), known) for text in texts if text.strip()]
    return sets["train"], sets["develop"] + sets["test"]


def hongshu(learned: Sequence[Example]) -> Callable[[str], Guess]:
    """Return the matcher, as `hongshu match` builds it."""
    retriever = Retriever.build([(intent, [text]) for text, intent in learned], bare=True)

    def guess(text: str) -> Guess:
        match = retriever.rank(text)
        return (match.ranked[0].id if match.ranked else None), match.score

    return guess


def linear(learned: Sequence[Example]) -> Callable[[str], Guess]:
    """Return logistic regression over TF-IDF of words and character n-grams, off-topic a class."""
    model = make_pipeline(
        FeatureUnion(
            [
                ("words", TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))),
                (
                    "letters",
                    TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 4)),
                ),
            ]
        ),
        LogisticRegression(C=10, max_iter=1000),
    )
    model.fit([text for text, _ in learned], [intent or "" for _, intent in learned])
    names = [name or None for name in model.classes_]
    inside = np.array([name is not None for name in names])

    def guess(text: str) -> Guess:
        odds = model.predict_proba([text])[0] * inside
        return names[int(odds.argmax())], float(odds.max())

    return guess


def report(
    name: str, build: Callable[[Sequence[Example]], Callable[[str], Guess]], data: Data
) -> str:
    """Return a line: accuracy, false answers at 95 % recall, µs p50 and p99, seconds to build."""
    start = time.perf_counter()
    guess = build(data.learned)
    built = time.perf_counter() - start
    guesses, times = [], []
    for text, _ in data.asked:
        start = time.perf_counter()
        guesses.append(guess(text))
        times.append((time.perf_counter() - start) * 1e6)
    inside = [(g, i) for g, (_, i) in zip(guesses, data.asked, strict=True) if i]
    right = sum(found == intent for (found, _), intent in inside) / len(inside)
    threshold = np.quantile([score for (_, score), _ in inside], 0.05)
    outside = [score for (_, score), (_, i) in zip(guesses, data.asked, strict=True) if not i]
    false = sum(score >= threshold for score in outside) / len(outside)
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
    return f"{name:22}{right:10.3f}{false:10.3f}{p50:10.0f}{p99:10.0f}{built:9.1f}"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--each", type=int, default=1000, help="questions learned of an intent")
    options = parser.parse_args()
    data = load(options.file, options.each)
    print(f"{'':22}{'accuracy':>10}{'false':>10}{'p50 µs':>10}{'p99 µs':>10}{'build s':>9}")
    print(report("Hongshu", hongshu, data))
    print(report("TF-IDF + regression", linear, data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
