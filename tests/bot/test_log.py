"""Logs: fields beside events, tokens nowhere."""

import asyncio
import json
import logging

import pytest

from bot.log import configure, hide, request

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"


@pytest.mark.parametrize("form", ["text", "json"])
def test_token_is_hidden_everywhere(capsys: pytest.CaptureFixture[str], form: str) -> None:
    """In the message, in fields, in exceptions and their causes."""
    configure("debug", form)  # type: ignore[arg-type] # both are allowed
    log = logging.getLogger("test")
    try:
        int(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        log.exception("failed %s", TOKEN, extra={"url": TOKEN})

    err = capsys.readouterr().err
    assert TOKEN not in err
    assert "AAHdqTcv" not in err
    assert "[token]" in err


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Event and fields are keys."""
    configure("info", "json")
    logging.getLogger("test").info("starting", extra={"mode": "polling"})

    data = json.loads(capsys.readouterr().err)
    assert data["event"] == "starting"
    assert data["mode"] == "polling"
    assert data["level"] == "info"


def test_httpx_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Httpx at INFO would print every URL with the token."""
    configure("debug")
    logging.getLogger("httpx").info("HTTP Request: POST https://…")

    assert capsys.readouterr().err == ""


def test_what_people_write_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """python-telegram-bot prints whole updates at DEBUG; that level stays closed to it."""
    configure("debug")
    logging.getLogger("telegram.ext.Application").debug("Processing update: my secret question")

    assert "secret question" not in capsys.readouterr().err


def test_other_text_is_left_alone() -> None:
    """Dates and ratios are no tokens."""
    assert hide("at 12:30 with 1:2") == "at 12:30 with 1:2"


def test_lines_name_the_request_they_belong_to(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything logged for an update bears its number, tasks it starts included, and no more."""
    log = logging.getLogger("test")

    async def later() -> None:
        log.info("sent")

    async def handle() -> None:
        with request("42"):
            log.info("begun")
            await asyncio.create_task(later())
        log.info("idle")

    configure("info", "text")
    asyncio.run(handle())
    told = capsys.readouterr().err.splitlines()
    configure("info", "json")
    asyncio.run(handle())
    data = [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    assert [line.partition("test: ")[2] for line in told] == [
        "begun request=42",
        "sent request=42",
        "idle",
    ]
    assert [line.get("request") for line in data] == ["42", "42", None]
