"""Make `knowledge/tables/vectors.bin` from word vectors in the text format of GloVe.

`python -m tests.vectors glove.6B.100d.txt` takes the common words that are spelled with letters.
The vectors are made fit to be summed up as Arora et al. do ("A simple but tough-to-beat baseline
for sentence embeddings", 2017): less of a word the more often it stands in texts, and without the
direction that all words share; then turned so that 64 numbers say nearly what all did. Words are
gathered into few and into many clusters of those that point the same way, by k-means (of
scikit-learn, which the extra `bench` brings).
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import DIMENSIONS
from knowledge.tables import words

FILE = Path(__file__).parents[1] / "knowledge" / "tables" / "vectors.bin"
_COMMON = 20_000  # words, which the file has in order of how often they stand in texts
_KNOWN = 60_000  # of which words that the list of English ones has are taken, too
_SMOOTH = 1e-3  # share of texts that a word makes up at which half of it is left
_ZIPF = 0.1  # the first word's share; the n-th has an n-th of it
_MOST = 127
_CLUSTERS = (500, 3_000)


def main(path: str) -> int:
    """Read the vectors at `path` and write the table."""
    english = words("english.txt")
    found: dict[str, tuple[int, list[str]]] = {}
    with Path(path).open(encoding="utf-8") as file:
        for place, line in zip(range(1, _KNOWN + 1), file, strict=False):
            name, *numbers = line.split(" ")
            if name.isascii() and name.isalpha() and (place <= _COMMON or name in english):
                found[name] = place, numbers
    names = sorted(found)
    every = np.array([found[name][1] for name in names], dtype=np.float32)
    every -= every.mean(axis=0)
    _, _, directions = np.linalg.svd(every, full_matrices=False)
    turned = every @ directions[1 : 1 + DIMENSIONS].T
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    share = _ZIPF / np.array([found[name][0] for name in names])
    turned *= (_SMOOTH / (_SMOOTH + share))[:, None]
    table = np.rint(turned * (_MOST / np.abs(turned).max())).astype(np.int8)
    clusters = _clustered(table.astype(np.float32))
    FILE.write_bytes(" ".join(names).encode() + b"\n" + table.tobytes() + clusters.tobytes())
    sys.stdout.write(f"{len(names)} words, {FILE.stat().st_size} bytes\n")
    return 0


def _clustered(rows: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return the clusters of each word, numbered through: one of the few, one of the many."""
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415 - of the extra, needed only here

    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)
    columns, first = [], 0
    for size in _CLUSTERS:
        means = MiniBatchKMeans(size, random_state=0, batch_size=4096, n_init=1, max_iter=60)
        columns.append(means.fit(unit).labels_ + first)
        first += size
    return np.column_stack(columns).astype("<u2")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
