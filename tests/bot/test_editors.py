"""What editors run: a new term begun, what is old listed, the rest counted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from knowledge import THEMES
from knowledge.content import load

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("read_once")


def test_new_term_is_begun_with_what_can_be_computed(run: Run) -> None:
    """The skeleton has id, both scripts, pinyin, category, file and neighbours filled in."""
    code, out, _ = run("knowledge", "new", "term", "質價比", "--category", "earning")
    (term,) = yaml.safe_load(out)

    assert code == 0
    assert out.startswith("# knowledge/terms/earning.yaml\n")
    assert (term["id"], term["term"], term["traditional"]) == ("zhijiabi", "质价比", "質價比")
    assert term["pinyin"].replace(" ", "") == "zhìjiàbǐ"
    assert term["category"] == "earning"
    assert "xingjiabi" in term["related"]


def test_skeleton_lacks_only_what_it_asks_for(run: Run, tmp_path: Path) -> None:
    """Pasted as it is, the check names the empty fields and finds nothing else."""
    _, out, _ = run("knowledge", "new", "term", "质价比")
    file = tmp_path / "terms" / "new.yaml"
    file.parent.mkdir()
    file.write_text(out, "utf-8")

    problems = load([file]).problems

    assert {p.message for p in problems} == {"empty, wanted: some text"}
    fields = {p.field.removeprefix("1.") for p in problems}
    assert fields >= {"gloss.en", "gloss.zh", "meaning.en", "meaning.zh", "asks.zh.3"}


@pytest.mark.parametrize(
    ("text", "category", "name"),
    [
        pytest.param("touch base", "english", "touchbase", id="English: no pinyin"),
        pytest.param('"a: #b" \\', "english", "ab", id="marks that YAML knows"),
        pytest.param("🐫", "basics", "basics-term", id="nothing to spell"),
        pytest.param("zhongcao", "recommend", "zhongcao-recommend", id="id taken"),
    ],
)
def test_any_headword_gives_readable_yaml(run: Run, text: str, category: str, name: str) -> None:
    """The headword is read back as it was typed, and the id is free."""
    code, out, _ = run("knowledge", "new", "term", text, "--category", category)
    (term,) = yaml.safe_load(out)

    assert code == 0
    assert term["term"] == text
    assert term["id"] == name
    assert "pinyin" not in term


@pytest.mark.parametrize("text", ["种草", "種草", " 种 草 ", "被种草", "YYDS"])
def test_term_that_exists_is_refused(run: Run, text: str) -> None:
    """A headword or an alias, in either script, is told with its place, in one sentence."""
    code, out, err = run("knowledge", "new", "term", text)

    assert (code, out) == (1, "")
    assert "is there already" in err
    assert "knowledge/terms/" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [("new", "term", ""), ("new", "term", "x" * 61), ("stale", "--before", "2025-13"), ("stale",)],
)
def test_wrong_use_is_told(run: Run, arguments: tuple[str, ...]) -> None:
    """No headword, a long one, no date or a wrong one: exit 2 and one sentence."""
    code, out, err = run("knowledge", *arguments)

    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_stale_lists_what_is_older_oldest_first(run: Run) -> None:
    """Every line has place, date, id and title; each date is before the one asked for."""
    code, out, _ = run("knowledge", "stale", "--before", "2025-01", "--json")
    found = json.loads(out)["stale"]
    _, lines, _ = run("knowledge", "stale", "--before", "2025-01")

    assert code == 0
    assert [aged["as_of"] for aged in found] == sorted(aged["as_of"] for aged in found)
    assert all(aged["as_of"] < "2025-01" for aged in found)
    first = found[0]
    assert lines.startswith(f"{first['path']}:{first['line']}: {first['as_of']} {first['id']}: ")
    kinds = {aged["path"].split("/")[0] for aged in found}
    assert kinds == {"seeds", "knowledge"}


def test_stale_places_lead_to_the_entry(run: Run) -> None:
    """The line named is the first of the fact or entry."""
    _, out, _ = run("knowledge", "stale", "--before", "2025-01", "--json")
    for aged in json.loads(out)["stale"]:
        text = (Path(__file__).parents[2] / aged["path"]).read_text("utf-8").splitlines()
        assert aged["id"] in text[aged["line"] - 1]


def test_a_year_is_not_before_one_of_its_months(run: Run) -> None:
    """Dates are compared as far as both go."""
    _, out, _ = run("knowledge", "stale", "--before", "2021-06", "--json")

    assert "2021" not in {aged["as_of"] for aged in json.loads(out)["stale"]}


def test_nothing_stale_is_no_error(run: Run) -> None:
    """Before the first date there is nothing, and exit is 0."""
    assert run("knowledge", "stale", "--before", "1990") == (0, "", "")


def test_stats_count_phrases_by_theme_and_both_languages(
    run: Run,
) -> None:
    """Themes add up to all phrases; every term can be asked for in both languages."""
    _, out, _ = run("knowledge", "stats", "--json")
    counts = json.loads(out)

    assert set(counts["themes"]) == set(THEMES)
    assert sum(counts["themes"].values()) == counts["kinds"]["phrase"]
    terms = counts["coverage"]["term"]
    assert terms["entries"] == terms["en"] == terms["zh"] == counts["kinds"]["term"]
    assert sum(counts["priorities"].values()) == counts["kinds"]["term"]


@pytest.mark.parametrize("command", ["check", "new", "stale", "stats"])
def test_every_command_has_an_example(run: Run, command: str) -> None:
    """`--help` ends with a line to copy."""
    code, out, _ = run("knowledge", command, "--help")

    assert code == 0
    assert f"example: hongshu knowledge {command}" in out
