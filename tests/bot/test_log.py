"""Logs: fields beside events, tokens nowhere."""

import json
import logging

import pytest

from bot.log import configure, hide

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
