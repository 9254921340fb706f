"""The command line, as people and programs use it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

Run = Callable[..., tuple[int, str, str]]


def test_ask_answers_with_exit_code(run: Run) -> None:
    """An answer is exit 0, no answer exit 1."""
    code, out, _ = run("ask", "What is RedNote?")
    assert code == 0
    assert "Xiaohongshu" in out
    code, out, _ = run("ask", "what", "will", "the", "weather", "be", "tomorrow")
    assert code == 1
    assert out.strip()


def test_ask_json_has_every_field(run: Run) -> None:
    """The JSON object keeps its shape for answers and for none."""
    code, out, _ = run("ask", "--json", given="Who owns RedNote?\n小紅書是什麼\nxqzvwt brrr\n\n")

    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(rows) == 4
    for row in rows:
        assert set(row) == {
            "question", "answered", "kind", "id", "lang", "text", "score", "as_of", "sources",
            "suggestions",
        }  # fmt: skip
        assert row["text"]
        assert 0 <= row["score"] <= 1
    assert [row["lang"] for row in rows[:2]] == ["en", "zh-Hant"]
    assert rows[0]["kind"] == "guide"
    assert rows[0]["sources"][0].keys() == {"id", "title", "publisher", "date"}
    assert rows[2] | {"score": 0, "text": "", "suggestions": []} == {
        "question": "xqzvwt brrr", "answered": False, "kind": "none", "id": None, "lang": "en",
        "text": "", "score": 0, "as_of": None, "sources": [], "suggestions": [],
    }  # fmt: skip
    assert "\\u" not in out


def test_source_without_an_outlet_is_named_in_the_language_of_the_answer(run: Run) -> None:
    """Its title is our own description, in one language; programs still get it."""
    _, out, _ = run("ask", "--json", given="what is rednote\n小红书是什么\n小紅書是什麼\n")

    texts = [json.loads(line)["text"] for line in out.splitlines()]
    named = ["a report that names no outlet", "一篇未注明媒体的报道", "一篇未註明媒體的報導"]
    assert all(name in text for name, text in zip(named, texts, strict=True))
    assert "Explainer on TikTok" in {
        s["title"][:19] for s in json.loads(out.split("\n")[0])["sources"]
    }


def test_language_of_answers_can_be_set(run: Run) -> None:
    """--lang wins over the language of the question."""
    _, out, _ = run("ask", "--json", "--lang", "zh-Hans", "What is RedNote?")

    assert json.loads(out)["lang"] == "zh-Hans"


def test_lookup_json_has_every_field(run: Run) -> None:
    """Matches come best first with everything programs rely on; nothing fits is an empty list."""
    _, out, _ = run("lookup", "--json", given="种草\nrefrigerator\n")

    found, nothing = (json.loads(line) for line in out.splitlines())
    assert found["matches"][0] | {"text_en": "", "text_zh": ""} == {
        "id": "zhongcao", "term": "种草", "traditional": "種草", "pinyin": "zhòngcǎo",
        "kind": "recommend", "score": 1.0, "source": "glossary", "matched": "hanzi",
        "text_en": "", "text_zh": "",
    }  # fmt: skip
    assert [m for m in nothing["matches"] if m["score"] >= 0.5] == []


def test_lookup_in_words(run: Run) -> None:
    """Without --json there is a line a match; none is exit 1 with a sentence."""
    code, out, _ = run("lookup", "zhong cao", "--limit", "1")
    assert (code, len(out.splitlines())) == (0, 1)
    code, out, _ = run("lookup", "种树", "--limit", "1")
    assert (code, "CC BY-SA 4.0" in out) == (0, True)
    code, _, err = run("lookup", "qqqqzzzzxxxx")
    assert code == 1
    assert "qqqqzzzzxxxx" in err


def test_read_json_has_every_field(run: Run) -> None:
    """The words of each line cover it, with everything programs rely on."""
    _, out, _ = run("read", "--json", given="太顶了！\n\n种草\n")

    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["text"] for row in rows] == ["太顶了！", "", "种草"]
    assert ["".join(word["text"] for word in row["words"]) for row in rows] == [
        "太顶了！",
        "",
        "种草",
    ]
    word = rows[2]["words"][0]
    assert word | {"gloss_en": "", "gloss_zh": ""} == {
        "text": "种草", "pinyin": "zhòngcǎo", "gloss_en": "", "gloss_zh": "",
        "source": "glossary", "id": "zhongcao", "start": 0, "end": 2,
    }  # fmt: skip
    assert word["gloss_en"]


def test_read_in_words(run: Run) -> None:
    """Without --json there is the text with its readings, then a line for each word explained."""
    code, out, _ = run("read", "--sandhi", "一个搭子")

    assert code == 0
    assert "一(yí) 个(gè) 搭子(dāzi)" in out
    assert "\n搭子 dāzi: " in out


def test_match_over_any_knowledge_base(run: Run, tmp_path: Path) -> None:
    """The bare retriever reads a file and answers a line a question."""
    base = tmp_path / "kb.jsonl"
    base.write_text(
        "\n".join(
            json.dumps(row, ensure_ascii=False)
            for row in (
                {"id": "card", "phrasings": ["i lost my card", "card stolen", "银行卡丢了"]},
                {"id": "rate", "phrasings": ["exchange rate", "rate for dollars", "汇率是多少"]},
                {"id": None, "phrasings": ["tell me a joke", "今天天气怎么样"]},
            )
        )
        + "\n\n",
        "utf-8",
    )

    code, out, _ = run("match", "--kb", str(base), given="my card was stolen\ntell me a joke\n\n")

    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["id"] for row in rows] == ["card", None, None]
    assert rows[0]["ranked"][0] == "card"
    assert all(set(row) == {"id", "score", "ranked"} for row in rows)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        ("{}\n", "line 1 of"),
        ('{"id": "a", "phrasings": ["x"]}\nnonsense\n', "line 2 of"),
        ('{"id": "a", "phrasings": "text"}\n', "line 1 of"),
        ("[" * 100_000, "line 1 of"),
    ],
)
def test_wrong_knowledge_base_is_told(
    run: Run, tmp_path: Path, content: str | None, said: str
) -> None:
    """A missing or broken file is one sentence and exit 2."""
    base = tmp_path / "kb.jsonl"
    if content is not None:
        base.write_text(content, "utf-8")

    code, _, err = run("match", "--kb", str(base))

    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("sing",),
        (),
        ("ask", "--lang", "klingon", "x"),
        ("lookup", "--limit", "0", "x"),
        ("match",),
        ("knowledge",),
    ],
)
def test_wrong_usage_is_one_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    """Wrong words are exit 2."""
    code, _, err = run(*arguments)

    assert code == 2
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "command",
    [
        "ask",
        "lookup",
        "read",
        "match",
        "chat",
        "serve",
        "run",
        "knowledge",
        "doctor",
        "misses",
        "backup",
        "restore",
    ],
)
def test_help_has_an_example(run: Run, command: str) -> None:
    """Every command explains itself with an example."""
    code, out, _ = run(command, "--help")

    assert code == 0
    assert "example: " in out


def test_chat_answers_line_by_line(run: Run) -> None:
    """Standard input that is no terminal is answered, exit 0 at its end."""
    code, out, _ = run(
        "chat", given="What is RedNote?\n1\n/help\n帮助\n查 种草\n/lang zh-Hant\nyyds\n"
    )

    assert code == 0
    assert "[1]" in out
    assert "/term" in out
    assert "zhòngcǎo" in out
    assert "永遠的神" in out


def test_run_without_a_token_chats_and_says_how_to_get_one(run: Run) -> None:
    """Without a token there is one line about it, then the terminal chat."""
    code, out, err = run("run", given="小红书怎么赚钱？\n")

    assert code == 0
    assert "@BotFather" in err
    assert "品牌" in out


def test_serve_needs_a_token(run: Run) -> None:
    """The bot says what is missing instead of starting."""
    code, _, err = run("serve")

    assert code == 2
    assert "HONGSHU_TOKEN" in err


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HONGSHU_API_URL", "ftp://x"),
        ("HONGSHU_LOG_LEVEL", "loud"),
        ("HONGSHU_OPERATORS", "anna"),
        ("HONGSHU_LISTEN", "nowhere"),
        ("HONGSHU_TOKEN_FILE", "/no/such/file"),
    ],
)
def test_wrong_setting_is_named_with_an_example(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """The variable, its fault and an example; exit 2."""
    monkeypatch.setenv(variable, value)

    code, _, err = run("serve")

    assert code == 2
    assert variable in err
    assert "for example" in err


def test_unknown_setting_is_a_warning(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable is told, nothing more."""
    monkeypatch.setenv("HONGSHU_TOKN", "x")

    code, _, err = run("run", given="hello\n")

    assert code == 0
    assert "HONGSHU_TOKN is no setting" in err


@pytest.mark.usefixtures("read_once")
def test_content_is_checked_and_counted(run: Run) -> None:
    """Check and stats say what is there, as text and as JSON."""
    code, out, _ = run("knowledge", "check")
    assert code == 0
    assert out.startswith("0 problems")
    _, out, _ = run("knowledge", "check", "--json")
    assert json.loads(out)["problems"] == []
    _, out, _ = run("knowledge", "stats", "--json")
    assert json.loads(out)["kinds"]["guide"] >= 25
    _, out, _ = run("knowledge", "stats")
    assert json.loads(out)["categories"]["terms"]["recommend"] > 0


def test_broken_content_is_listed(run: Run, tmp_path: Path) -> None:
    """All problems at the path asked for, exit 1; others are not repeated."""
    folder = tmp_path / "terms"
    folder.mkdir()
    (folder / "bad.yaml").write_text("- id: Bad\n  term: x\n  colour: red\n", "utf-8")

    code, out, _ = run("knowledge", "check", str(folder))

    assert code == 1
    assert "bad.yaml:1:3: 1.id: is 'Bad'" in out
    assert "bad.yaml:3:3: 1.colour: unknown field" in out
    code, out, _ = run("knowledge", "check", "--json", str(folder / "bad.yaml"))
    assert {p["field"] for p in json.loads(out)["problems"]} >= {"1.id", "1.colour"}


HOSTILE = [
    b"",
    b" \t ",
    b"a" * 10_000,
    "种草".encode() * 3_000,
    b"\x00\x01\x02\x1b[31m",
    b"\xff\xfe\xfa",
    "\u202e\u2066种草\u200b".encode(),
    ("z" + "\u0338\u0489\u0363" * 300 + "hong").encode(),
    "😀🍠💥".encode() * 100,
    b"<script>alert(1)</script><b>",
    b"'; DROP TABLE users; --",
    b"!!python/object/apply:os.system ['id']",
    b"{{7*7}} ${x} %s {0} %(a)s",
    b"../../etc/passwd",
    b"(" * 3000,
    "“".encode() * 2000,
]


@pytest.mark.parametrize("command", ["ask", "lookup"])
def test_hostile_lines_are_answered_in_order(run: Run, command: str) -> None:
    """Every line gets its object, whatever bytes it holds."""
    code, out, err = run(command, "--json", given=b"\n".join(HOSTILE) + b"\n")

    assert code == 0
    assert len(out.splitlines()) == len(HOSTILE)
    assert all(json.loads(line) for line in out.splitlines())
    assert err == ""


def test_the_installed_command_streams() -> None:
    """As a process: invalid UTF-8 in, UTF-8 out, each answer before the next question."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C"},
    ) as process:
        assert process.stdin
        assert process.stdout
        for line in (b"\xff\xfe\n", "小红书是什么\n".encode()):
            process.stdin.write(line)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["lang"]
        process.stdin.close()
        assert process.wait(20) == 0


def test_reader_that_goes_away_is_no_error() -> None:
    """`hongshu lookup | head -1` ends quietly."""
    command = f"yes 种草 | head -5000 | {sys.executable} -m bot lookup --json | head -1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)

    assert json.loads(done.stdout)
    assert b"Traceback" not in done.stderr


def test_explain_tells_the_steps(run: Run) -> None:
    """`--explain` adds how it was found: a field of the JSON, or lines above the answer."""
    _, asked, _ = run("ask", "--json", "--explain", "is islam the true religion")
    _, looked, _ = run("lookup", "--explain", "zongcao")

    steps = {step["name"]: step["seen"] for step in json.loads(asked)["explain"]}
    assert steps["nearest by phrasings"]["off topic"]
    assert steps["outcome"]["offered"]
    assert looked.splitlines()[0].split() == ["folded", "zongcao"]
    assert "0.74 种草" in looked
