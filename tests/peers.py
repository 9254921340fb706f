"""Other engines over the same entries, each with its usual cut-off: what `make bench` compares."""

import re
import sqlite3
from collections.abc import Callable, Mapping

import bm25s
import tantivy
from rapidfuzz import fuzz, process

from knowledge.features import features, tokens
from knowledge.pinyin import spell
from knowledge.readings import sound_out
from knowledge.text import HAN, fold

# What finds the id for a query, or None.
Find = Callable[[str], str | None]
Texts = Mapping[str, str]

# Ratio from which rapidfuzz's users take a match for one, and BM25 scores that mean anything.
_RATIO = 80.0
_SCORE = 0.0


def memory() -> float:
    """Return the memory this process takes now, in MiB."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no file of ours
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def wratio(texts: Texts) -> Find:
    """Rapidfuzz's weighted ratio over all texts."""
    names = list(texts)

    def find(query: str) -> str | None:
        found = process.extractOne(query, names, scorer=fuzz.WRatio, score_cutoff=_RATIO)
        return texts[found[0]] if found else None

    return find


def spelled(texts: Texts) -> Find:
    """Rapidfuzz's ratio over toneless letters, characters spelled out by pypinyin."""
    keys = {_letters(text): name for text, name in texts.items()}
    names = list(keys)

    def find(query: str) -> str | None:
        found = process.extractOne(_letters(query), names, scorer=fuzz.ratio, score_cutoff=_RATIO)
        return keys[found[0]] if found else None

    return find


def _letters(text: str) -> str:
    folded = fold(text)
    return spell(sound_out(folded) if HAN.search(folded) else folded)[0]


def fts5(texts: Texts) -> Find:
    """SQLite's full text search over trigrams, best first by BM25."""
    tables = sqlite3.connect(":memory:")
    tables.execute("CREATE VIRTUAL TABLE t USING fts5(text, id UNINDEXED, tokenize='trigram')")
    tables.executemany("INSERT INTO t VALUES (?, ?)", ((fold(t), i) for t, i in texts.items()))

    def find(query: str) -> str | None:
        folded = re.sub(r'["\0]', " ", fold(query))[:200]
        grams = {folded[i : i + 3] for i in range(len(folded) - 2)}
        asked = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        if not asked:
            return None
        row = tables.execute(
            "SELECT id FROM t WHERE t MATCH ? ORDER BY rank LIMIT 1", (asked,)
        ).fetchone()
        return str(row[0]) if row else None

    return find


def lucene(texts: Texts) -> Find:
    """Tantivy, over the features our engine cuts texts into."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("text", tokenizer_name="whitespace")
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)
    for text, name in texts.items():
        writer.add_document(tantivy.Document(id=name, text=" ".join(_words(text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(query: str) -> str | None:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "text", word))
            for word in _words(query)
        ]
        hits = searcher.search(tantivy.Query.boolean_query(terms), 1).hits if terms else []
        return str(searcher.doc(hits[0][1])["id"][0]) if hits else None

    return find


def bm25(texts: Texts) -> Find:
    """bm25s over the same features."""
    ids = list(texts.values())
    engine = bm25s.BM25()
    engine.index([_words(text) for text in texts], show_progress=False)

    def find(query: str) -> str | None:
        words = [word for word in _words(query) if word in engine.vocab_dict]
        if not words:
            return None
        scores = engine.get_scores(words)
        best = int(scores.argmax())
        return ids[best] if scores[best] > _SCORE else None

    return find


def _words(text: str) -> list[str]:
    found = features(tokens(fold(text[:400])))
    return [feature.replace(" ", "_") for feature in found if feature[0] in "s12"]


ENGINES: Mapping[str, Callable[[Texts], Find]] = {
    "rapidfuzz WRatio": wratio,
    "rapidfuzz over pinyin": spelled,
    "SQLite FTS5 trigram": fts5,
    "tantivy": lucene,
    "bm25s": bm25,
}
