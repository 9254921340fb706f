"""`hongshu doctor`: what is wrong is told with what to change, and the token never."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.botapi import BotApi

Run = Callable[..., tuple[int, str, str]]
TOKEN = "123456789:AAHdoctor_doctor_doctor_doctor_doct"
RIGHT = {"supports_inline_queries": True}


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> Iterator[BotApi]:
    """A Telegram that knows the bot, and settings that lead to it."""
    assert run  # which takes all other settings away
    api = BotApi(TOKEN)
    api.bot |= RIGHT
    monkeypatch.setenv("HONGSHU_TOKEN", TOKEN)
    monkeypatch.setenv("HONGSHU_API_URL", api.url)
    monkeypatch.setenv("HONGSHU_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'h.db'}")
    yield api
    api.close()


def examine(run: Run) -> tuple[int, dict[str, dict[str, Any]]]:
    """Run the doctor; return the exit code and the checks by name."""
    code, out, err = run("doctor", "--json")
    assert TOKEN not in out + err
    assert TOKEN.partition(":")[2] not in out + err
    assert len(out.splitlines()) == 1
    found = json.loads(out)
    assert all(set(check) == {"name", "ok", "detail", "fix"} for check in found["checks"])
    assert all(check["ok"] or check["fix"] for check in found["checks"])
    assert all("\n" not in check["detail"] for check in found["checks"])
    return code, {check["name"]: check for check in found["checks"]}


def test_healthy_bot_has_no_problem(run: Run, api: BotApi) -> None:
    """Everything is looked at, nothing is wrong, the exit code is 0."""
    code, checks = examine(run)

    assert api.refused == []
    assert [check for check in checks.values() if not check["ok"]] == []
    assert code == 0
    assert set(checks) == {
        "settings", "token", "inline", "groups", "privacy", "webhook", "clock", "database",
        "disk", "knowledge", "fonts",
    }  # fmt: skip


def test_text_is_a_line_a_check(run: Run, api: BotApi) -> None:
    """People read what is right, what is not, and what to do."""
    api.bot["supports_inline_queries"] = False

    code, out, _ = run("doctor")

    assert code == 1
    assert "ok   token: @hongshu_bot (42)\n" in out
    line = next(line for line in out.splitlines() if line.startswith("FAIL"))
    assert "inline" in line
    assert "/setinline" in line


@pytest.mark.parametrize(
    ("flag", "value", "name", "fix"),
    [
        ("supports_inline_queries", False, "inline", "/setinline"),
        ("can_join_groups", False, "groups", "/setjoingroups"),
        ("can_read_all_group_messages", True, "privacy", "/setprivacy"),
    ],
)
def test_flag_of_botfather_is_told(
    run: Run, api: BotApi, flag: str, value: object, name: str, fix: str
) -> None:
    """Each flag that is not as it should be names the command that changes it."""
    api.bot[flag] = value

    code, checks = examine(run)

    assert code == 1
    assert [check["name"] for check in checks.values() if not check["ok"]] == [name]
    assert fix in checks[name]["fix"]


def test_refused_token_is_told_apart(
    run: Run, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong token is Telegram's refusal; a Telegram that is away is not the token's fault."""
    monkeypatch.setenv("HONGSHU_TOKEN", TOKEN[:-1] + "X")
    code, checks = examine(run)
    assert (code, checks["token"]["ok"]) == (1, False)
    assert "refused" in checks["token"]["detail"]

    monkeypatch.setenv("HONGSHU_TOKEN", TOKEN)
    api.close()
    code, checks = examine(run)

    assert code == 1
    assert "token" not in checks
    assert "does not answer" in checks["telegram"]["detail"]


def deliver(api: BotApi, url: str) -> None:
    """Let Telegram deliver to an address, or to none."""
    with api.lock:
        api._set_webhook({"url": url} if url else None)


def test_webhook_that_does_not_fit_is_told(
    run: Run, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A webhook nobody set, or none where one is set, is a problem; its address is not shown."""
    deliver(api, "https://old.example.org/secret-path")
    code, checks = examine(run)
    assert code == 1
    assert checks["webhook"]["detail"].startswith("Telegram has one, and HONGSHU_WEBHOOK_URL is n")
    assert "secret-path" not in str(checks)

    monkeypatch.setenv("HONGSHU_WEBHOOK_URL", "https://bot.example.org/t")
    monkeypatch.setenv("HONGSHU_WEBHOOK_SECRET", "s")
    assert "another one" in examine(run)[1]["webhook"]["detail"]
    deliver(api, "")
    assert "none" in examine(run)[1]["webhook"]["detail"]
    deliver(api, "https://bot.example.org/t")
    code, checks = examine(run)

    assert code == 0
    assert checks["webhook"]["detail"].startswith("set")


def test_clock_that_goes_wrong_is_told(run: Run, api: BotApi) -> None:
    """Minutes apart from Telegram's clock is a problem, either way; seconds are none."""
    for ahead, told in ((300, "behind"), (-300, "ahead of")):
        api.ahead = ahead
        code, checks = examine(run)
        assert code == 1
        assert told in checks["clock"]["detail"]
    api.ahead = 20

    assert examine(run)[0] == 0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HONGSHU_LOG_LEVEL", "loud"),
        ("HONGSHU_TOKEN", "12345:has a space inside it, so it is none"),
        ("HONGSHU_TOKEN_FILE", "/no/such/file"),
        ("HONGSHU_DATABASE_URL", "mysql://x"),
    ],
)
def test_wrong_setting_is_a_check(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """A wrong value ends nothing: it is named, and all that can be looked at is."""
    monkeypatch.setenv(variable, value)

    code, checks = examine(run)

    assert code == 1
    assert variable in checks["settings"]["detail"]
    assert checks["knowledge"]["ok"]


def test_unknown_variable_is_told_with_what_may_be_meant(
    run: Run, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt variable is a problem, and the near one is named."""
    assert api
    monkeypatch.setenv("HONGSHU_OPERATRS", "5")

    code, checks = examine(run)

    assert code == 1
    assert "HONGSHU_OPERATORS" in checks["settings"]["fix"]


def test_database_that_cannot_be_used_is_told(
    run: Run, api: BotApi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder that is missing, and a server that is away, without its password."""
    assert api
    monkeypatch.setenv("HONGSHU_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'no' / 'h.db'}")
    assert "no folder" in examine(run)[1]["database"]["detail"]
    monkeypatch.setenv(
        "HONGSHU_DATABASE_URL", "postgresql+asyncpg://me:geheim@127.0.0.1:1/hongshu"
    )

    code, checks = examine(run)

    assert code == 1
    assert not checks["database"]["ok"]
    assert "geheim" not in str(checks)


def test_doctor_changes_nothing(run: Run, api: BotApi, tmp_path: Path) -> None:
    """A database is looked at, not made ready."""
    assert api
    examine(run)

    _, checks = examine(run)

    assert checks["database"]["detail"].startswith("sqlite, schema none yet, ")
    assert {path.name for path in tmp_path.glob("h.db*")} == {"h.db"}
