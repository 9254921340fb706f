"""Settings: read once, wrong ones explained, secrets kept."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, load


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults() -> None:
    """Nothing is needed to start."""
    settings, warnings = load({})

    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"
    assert warnings == []


def test_env_file_is_read(tmp_path: Path) -> None:
    """A token in .env counts as one in the environment."""
    (tmp_path / ".env").write_text("HONGSHU_TOKEN=1:abc\n", "utf-8")

    settings, _ = load({})

    assert settings.token is not None
    assert settings.token.get_secret_value() == "1:abc"


def test_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty variable, as in the example file, is no token."""
    monkeypatch.setenv("HONGSHU_TOKEN", " ")

    assert load()[0].token is None


def test_secret_file(tmp_path: Path) -> None:
    """A secret may lie in a file."""
    (tmp_path / "token").write_text("1:abc\n", "utf-8")

    settings, warnings = load({"HONGSHU_TOKEN_FILE": str(tmp_path / "token")})

    assert settings.token is not None
    assert settings.token.get_secret_value() == "1:abc"
    assert warnings == []
    assert "abc" not in repr(settings)


def test_secret_file_named_in_the_env_file(tmp_path: Path) -> None:
    """What holds in the environment holds in .env, warnings included."""
    (tmp_path / "token").write_text("1:abc\n", "utf-8")
    (tmp_path / ".env").write_text(
        f"HONGSHU_TOKEN_FILE={tmp_path / 'token'}\nHONGSHU_TYPO=1\n", "utf-8"
    )

    settings, warnings = load({})

    assert settings.token is not None
    assert warnings == ["HONGSHU_TYPO is no setting of Hongshu and is ignored"]


def test_unreadable_env_file_is_told(tmp_path: Path) -> None:
    """A .env that is no text is one sentence."""
    (tmp_path / ".env").write_bytes(b"HONGSHU_TOKEN=\xff\xfe")

    with pytest.raises(SettingsError, match=r"\.env: not readable"):
        load({})


def test_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """A webhook without a secret is refused, and so is a token with white space inside."""
    monkeypatch.setenv("HONGSHU_WEBHOOK_URL", "https://bot.example.org/x")
    with pytest.raises(SettingsError, match="HONGSHU_WEBHOOK_SECRET: missing"):
        load()
    monkeypatch.setenv("HONGSHU_TOKEN", "1:ab cd")
    with pytest.raises(SettingsError, match=r"HONGSHU_TOKEN: .*white space"):
        load()


def test_operators_are_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """User ids are separated by commas."""
    monkeypatch.setenv("HONGSHU_OPERATORS", "12, 9999999999,")

    assert load()[0].operators == (12, 9999999999)


def test_secret_is_never_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An error names the variable, never the value of a secret."""
    (tmp_path / "token").write_bytes(b"\xff\xfesecret")

    with pytest.raises(SettingsError) as error:
        load({"HONGSHU_TOKEN_FILE": str(tmp_path / "token")})

    assert "HONGSHU_TOKEN_FILE" in str(error.value)
    assert "secret" not in str(error.value).replace("/run/secrets", "")
    monkeypatch.setenv("HONGSHU_LOG_FORMAT", "xml")
    with pytest.raises(SettingsError, match=r"HONGSHU_LOG_FORMAT: .*json"):
        load()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LISTEN", "127.0.0.1:99999"),
        ("LISTEN", "8080"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "with.dot"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("WEBHOOK_URL", "http://bot.example.org/x"),
        ("WEBHOOK_URL", "https://bot.example.org/metrics"),
        ("WEBHOOK_URL", "https://bot.example.org/%68ealthz"),
        ("WEBHOOK_URL", "https://bot.example.org/{x}"),
        ("SENTRY_DSN", "example.org"),
    ],
)
def test_wrong_address_or_secret_is_explained(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """The variable is named with an example; a secret's value is not."""
    monkeypatch.setenv("HONGSHU_WEBHOOK_SECRET", "word")
    monkeypatch.setenv(f"HONGSHU_{variable}", value)

    with pytest.raises(SettingsError, match=f"^HONGSHU_{variable}: .*for example") as error:
        load()

    assert "SECRET" not in variable or value not in str(error.value)


@pytest.mark.parametrize(
    ("environment", "listens"),
    [
        ({}, False),
        ({"HONGSHU_LISTEN": "127.0.0.1:8080"}, True),
        ({"HONGSHU_WEBHOOK_URL": "https://x.org/a%20b", "HONGSHU_WEBHOOK_SECRET": "w"}, True),
    ],
    ids=["unset", "set", "webhook"],
)
def test_web_server_is_wanted_where_it_is_set(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    listens: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """The default address alone opens no port."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    settings = load()[0]

    assert settings.listens is listens
    assert settings.webhook_path == ("/a b" if settings.webhook_url else "/")
