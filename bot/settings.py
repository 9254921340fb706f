"""Settings from the environment and `.env`: prefix `HONGSHU_`, secrets also as `…_FILE`."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import (
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "HONGSHU_"
ENV_FILE = ".env"

# What each variable wants, as an example in error messages.
EXAMPLES = {
    "token": "123456789:AAH… (from @BotFather)",
    "api_url": "http://127.0.0.1:8081",
    "database_url": "sqlite+aiosqlite:///hongshu.db",
    "webhook_url": "https://bot.example.org/telegram",
    "webhook_secret": "a long random word of A-Z, a-z, 0-9, _ and -",
    "listen": "127.0.0.1:8080",
    "operators": "12345678,87654321",
    "send_rate": "30",
    "log_level": "info",
    "log_format": "json",
    "sentry_dsn": "https://key@o0.ingest.sentry.io/1",
}

# What each secret is, and what is said of one that is not: a token is a part of a path, and the
# secret of a webhook what setWebhook of the Bot API takes.
_SECRETS = {
    "token": (r"[^\s/]+", "holds white space or a slash"),
    "webhook_secret": (r"[\w-]{1,256}", "holds more than A-Z, a-z, 0-9, _ and -, or is too long"),
    "sentry_dsn": (r"https?://[^\s@]+@\S+", "is no address with a key in it"),
}
# Paths at which operators look, so that no webhook can be there.
_TAKEN = ("/healthz", "/readyz", "/metrics")
_PORTS = 65_535


class SettingsError(Exception):
    """A setting is wrong; the text names the variable, the fault and an example."""


class Settings(BaseSettings):
    """Everything an operator can set. Built once by the command line and handed down."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore")

    token: SecretStr | None = None
    api_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/\S*)?$")] = (
        "https://api.telegram.org"
    )
    database_url: (
        Annotated[str, StringConstraints(pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://")]
        | None
    ) = None
    webhook_url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    webhook_secret: SecretStr | None = None
    listen: Annotated[str, StringConstraints(pattern=r"^\S+:\d{1,5}$")] = "127.0.0.1:8080"
    operators: Annotated[tuple[int, ...], NoDecode] = ()
    send_rate: Annotated[int, Field(ge=10, le=1_000_000)] = 30
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = Field(default="text")
    sentry_dsn: SecretStr | None = None

    @property
    def webhook_path(self) -> str:
        """The path at which Telegram delivers, decoded."""
        return unquote(urlsplit(self.webhook_url or "").path) or "/"

    @property
    def listens(self) -> bool:
        """Whether the web server is wanted: for the webhook, or because it was set where."""
        return bool(self.webhook_url) or "listen" in self.model_fields_set

    @field_validator("operators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            [part for part in value.split(",") if part.strip()]
            if isinstance(value, str)
            else value
        )

    @field_validator("listen")
    @classmethod
    def _is_port(cls, value: str) -> str:
        if int(value.rpartition(":")[2]) > _PORTS:
            raise ValueError(f"ports end at {_PORTS}")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _is_free(cls, value: str | None) -> str | None:
        path = unquote(urlsplit(value or "").path)
        if path in _TAKEN:
            raise ValueError(f"{path} tells operators how the bot is; take another path")
        if set(path) & set("{}"):
            raise ValueError("braces can be no part of the path")
        return value

    @field_validator(*_SECRETS, mode="after")
    @classmethod
    def _empty_is_none(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        text = value.get_secret_value().strip() if value else ""
        shape, fault = _SECRETS[info.field_name or ""]
        if text and not re.fullmatch(shape, text, re.ASCII):
            raise ValueError(fault)
        return SecretStr(text) if text else None


def load(environment: Mapping[str, str] | None = None) -> tuple[Settings, list[str]]:
    """Return the settings and warnings about unknown variables.

    Raises `SettingsError` in one line naming variable, fault and example, never a secret's value.
    """
    try:
        own = {k: v for k, v in dotenv_values(ENV_FILE).items() if v is not None}
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            f"{ENV_FILE}: not readable as UTF-8; save it so, or remove it"
        ) from None
    environment = {**own, **(os.environ if environment is None else environment)}
    secrets = _secret_files(environment)
    try:
        settings = Settings(**secrets)  # type: ignore[arg-type] # because pydantic checks them
    except ValidationError as error:
        raise SettingsError(
            "; ".join(_explain(e["loc"], e["msg"]) for e in error.errors())
        ) from None
    if settings.webhook_url and settings.webhook_secret is None:
        raise SettingsError(
            "HONGSHU_WEBHOOK_SECRET: missing, and required with HONGSHU_WEBHOOK_URL; "
            f"for example {EXAMPLES['webhook_secret']}"
        )
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    known |= {name + "_FILE" for name in known}
    unknown = sorted(n for n in environment if n.startswith(PREFIX) and n not in known)
    return settings, [f"{name} is no setting of Hongshu and is ignored" for name in unknown]


def _secret_files(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets named by `…_FILE` variables."""
    found: dict[str, str] = {}
    for name in _SECRETS:
        variable = f"{PREFIX}{name.upper()}_FILE"
        if environment.get(variable):
            try:
                found[name] = Path(environment[variable]).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "not text"
                raise SettingsError(
                    f"{variable}: the file cannot be read ({reason}); name a readable file, "
                    "for example /run/secrets/token"
                ) from None
    return found


def _explain(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0])
    fault = message[0].lower() + message[1:]
    return f"{PREFIX}{name.upper()}: {fault}; for example {EXAMPLES.get(name, '')}"
