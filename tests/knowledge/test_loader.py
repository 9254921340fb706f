"""Content files: whatever is wrong is said, all at once, with its place."""

from pathlib import Path

import pytest

from knowledge import content
from knowledge.errors import ContentError
from knowledge.loader import parse_file, read
from knowledge.models import FactAnswer, Term

GOOD = """\
- id: nice-term
  term: 666
  category: numbers
  gloss: {en: well played, zh: 厉害}
  meaning: {en: Well played., zh: 很厉害。}
  example: {zh: 这波操作666, en: Well played!}
"""


def problems(tmp_path: Path, text: str | bytes, model: type = Term) -> list[str]:
    """Return the problems of a file without its path."""
    file = tmp_path / "x.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    document = read(file, "x.yaml")
    list(parse_file(document, model))
    return [str(problem).removeprefix("x.yaml:") for problem in document.problems]


def test_scalars_are_text(tmp_path: Path) -> None:
    """666, no and 6:06 stay what was written."""
    file = tmp_path / "x.yaml"
    file.write_text(GOOD + "  also: [no, 6:06, 1e3, ~]\n", "utf-8")

    ((_, term),) = parse_file(read(file, "x.yaml"), Term)

    assert term.term == "666"
    assert term.also == ("no", "6:06", "1e3", "~")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(
            GOOD.replace("厉害}", "}"), "4:28: 1.gloss.zh: empty, wanted: some text", id="empty"
        ),
        pytest.param(
            GOOD.replace(", zh: 厉害}", "}"),
            "4:3: 1.gloss.zh: missing, wanted: this field filled in",
            id="missing",
        ),
        pytest.param(
            GOOD + "  colour: red\n",
            "7:3: 1.colour: unknown field, wanted one of: id",
            id="unknown",
        ),
        pytest.param(
            GOOD + "  id: other\n", "7:3: id: given twice, wanted: once", id="repeated key"
        ),
        pytest.param(
            GOOD.replace("numbers", "sports"),
            "3:3: 1.category: is 'sports', wanted one of:",
            id="enum",
        ),
        pytest.param(GOOD.replace("nice-term", "Nice Term"), "1:3: 1.id: is 'Nice Term'", id="id"),
        pytest.param(
            GOOD.replace("{en: well played, zh: 厉害}", "well played"),
            "4:3: 1.gloss: not a mapping, wanted",
            id="text for mapping",
        ),
        pytest.param(
            "- &a {id: x}\n- *a\n", "1:3: 2: an alias (*name), wanted: the text itself", id="alias"
        ),
        pytest.param("- id: !!python/name:os.system x\n", "1:3: 1.id: a tag", id="tag"),
        pytest.param("- id: 'x\n", "wanted: valid YAML", id="unclosed quote"),
        pytest.param("a: b: c\n", "wanted: valid YAML", id="colon in text"),
        pytest.param("? [a]\n: b\n", "a key that is no text", id="key"),
        pytest.param("", "1:1: file: empty, wanted: at least one entry", id="empty file"),
        pytest.param(
            "- just a text\n", "1:3: 1: not a mapping, wanted: the fields of a term", id="text"
        ),
        pytest.param(b"- id: \xff\xfe\n", "not UTF-8 at byte 6", id="bytes"),
        pytest.param(b"x" * 2_000_001, "2000001 bytes long, wanted: at most 2000000", id="huge"),
        pytest.param("[" * 100_000, "nested deeper than 50", id="deep"),
        pytest.param("[" * 60 + "]" * 60, "nested deeper than 50", id="deep and closed"),
    ],
)
def test_problem_is_named_with_its_place(tmp_path: Path, broken: str | bytes, said: str) -> None:
    """Each fault is told with line, column, field, and what is wanted."""
    found = problems(tmp_path, broken)

    assert any(said in problem for problem in found), found


def test_all_problems_at_once(tmp_path: Path) -> None:
    """Three faults in one file are three problems."""
    broken = GOOD.replace("numbers", "sports").replace("nice-term", "Nice") + "  colour: red\n"

    assert len(problems(tmp_path, broken)) == 3


def test_bomb_of_aliases_is_refused_quickly(tmp_path: Path) -> None:
    """Nine lines of aliases do not expand to a billion texts."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]

    assert any("an alias" in problem for problem in problems(tmp_path, "\n".join(lines)))


def test_entries_outside_are_checked_as_if_inside(tmp_path: Path) -> None:
    """A file in a folder of its kind is checked against the whole content."""
    folder = tmp_path / "terms"
    folder.mkdir()
    (folder / "new.yaml").write_text(
        GOOD.replace("term: 666", "term: 种草").replace("nice-term", "new-term")
        + "  related: [nowhere]\n  facts: [s9-99]\n",
        "utf-8",
    )
    (tmp_path / "odd.yaml").write_text(GOOD, "utf-8")

    library = content.load([tmp_path, tmp_path / "missing.yaml"])
    said = "\n".join(map(str, library.problems))

    assert "'nowhere' is unknown, wanted: the id of an entry" in said
    assert "'s9-99' is unknown, wanted: the id of a fact" in said
    assert "does not hold '种草', wanted: the term in use" in said
    assert "'种草' is also zhongcao, wanted: one entry a term" in said
    assert "pinyin: missing, wanted" in said
    assert "of no known kind" in said
    assert "no such file" in said


def test_digests_are_checked(tmp_path: Path) -> None:
    """Facts need sources, marks that are backed, and a date for each figure."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "s9.yaml").write_text(
        """\
id: s9
title: {en: t, zh: t}
sources:
  - {id: s0, title: t, publisher: p, date: 2025-13}
  - {id: s9b, title: t, publisher: p, date: unknown}
facts:
  - {id: s9-01, en: 5 cats., zh: 五只猫。, mark: stable, certainty: reported, sources: [s9b]}
  - {id: s9-02, en: Cats., zh: 猫。, mark: dated, certainty: reported, sources: [s9b]}
""",
        "utf-8",
    )
    said = "\n".join(map(str, content.load([folder]).problems))

    assert "is '2025-13', wanted: text of the form" in said
    assert "as_of: missing, wanted: the date at which a dated fact held" in said


def test_asks_that_lead_to_two_entries_are_a_problem(tmp_path: Path) -> None:
    """The same question for two entries is told at the second."""
    folder = tmp_path / "facts"
    folder.mkdir()
    entry = """\
- id: {id}
  title: {{en: t, zh: t}}
  asks: {{en: [which cat is it then], zh: [{zh}]}}
  answer: {{en: a, zh: a}}
"""
    (folder / "x.yaml").write_text(
        entry.format(id="one-cat", zh="哪只猫") + entry.format(id="two-cats", zh="哪两只猫"),
        "utf-8",
    )
    said = "\n".join(map(str, content.load([folder]).problems))

    assert "'which cat is it then' is also asked for one-cat" in said


def test_wrong_content_is_not_half_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """With any problem nothing is loaded, and the error holds them all."""
    library = content.load()
    library.problems.append(content.Problem("x.yaml", 1, 1, "", "wrong"))
    monkeypatch.setattr(content, "load", lambda: library)

    with pytest.raises(ContentError, match=r"x\.yaml:1:1: file: wrong"):
        content.load_or_raise()


def test_answers_need_asks_in_both_languages(tmp_path: Path) -> None:
    """An answer nobody can ask for in one of the languages is a problem."""
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "x.yaml").write_text(
        "- id: mute\n  title: {en: t, zh: t}\n  asks: {en: [mute question]}\n"
        "  answer: {en: a, zh: a}\n",
        "utf-8",
    )

    assert any(
        "asks.zh: empty, wanted: what people type" in str(p)
        for p in content.load([folder]).problems
    )
    assert FactAnswer.kind == "fact"


def test_topics_need_a_number_and_a_longer_answer_that_exists(tmp_path: Path) -> None:
    """A number that is taken and a guide that is no answer are both told."""
    file = tmp_path / "topics" / "x.yaml"
    file.parent.mkdir()
    file.write_text(
        "id: topic-extra\nnumber: T01\nlevel: care\nguide: zhongcao\n"
        "title: {en: Extra, zh: 另一个}\nanswer: {en: A rule., zh: 一条规则。}\n"
        "usually: {en: Nothing., zh: 没有。}\nasks: {en: [an extra rule], zh: [另一条规则]}\n",
        "utf-8",
    )

    said = " ".join(str(problem) for problem in content.load([tmp_path]).problems)

    assert "T01 is taken by topic-" in said
    assert "'zhongcao' is no card or answer" in said
