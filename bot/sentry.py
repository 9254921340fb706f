"""Faults told to Sentry, if an operator wants that: where they happened, and nothing of people.

The one door to its SDK, which is installed only by who asks for it. An event is made anew of the
few things that may leave this machine, so that whatever the SDK gathers stays here.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.log import hide
from bot.settings import SettingsError

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

# What of an event, of an exception in it and of a line of its traceback is told.
_EVENT = ("event_id", "timestamp", "level", "platform", "logger", "release", "sdk")
_EXCEPTION = ("type", "module", "mechanism")
_FRAME = ("filename", "function", "module", "lineno", "in_app")
_MECHANISM = ("type", "handled")
# The number under which a fault stands in the log, and was told to who met it.
_NUMBER = "number"


def start(dsn: SecretStr, release: str) -> None:
    """Tell every fault that is logged as an error from now on.

    Raises:
        SettingsError: the SDK is not installed, or takes the address for none.
    """
    try:
        import sentry_sdk  # noqa: PLC0415 - not everybody has it
        from sentry_sdk.integrations.atexit import AtexitIntegration  # noqa: PLC0415 - as above
        from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415 - as above
        from sentry_sdk.utils import BadDsn  # noqa: PLC0415 - as above
    except ImportError:
        raise SettingsError(
            "HONGSHU_SENTRY_DSN: set, but its library is missing; pip install 'hongshu[sentry]'"
        ) from None
    try:
        sentry_sdk.init(
            dsn=dsn.get_secret_value(),
            release=release,
            before_send=scrubbed,
            before_send_transaction=lambda *_: None,
            before_breadcrumb=lambda *_: None,
            send_default_pii=False,
            include_local_variables=False,
            include_source_context=False,
            max_breadcrumbs=0,
            send_client_reports=False,
            auto_session_tracking=False,
            default_integrations=False,
            integrations=[
                LoggingIntegration(level=None, sentry_logs_level=None),
                AtexitIntegration(callback=lambda *_: None),
            ],
        )
    except BadDsn as error:
        raise SettingsError(
            f"HONGSHU_SENTRY_DSN: no address of Sentry ({error}); "
            "for example https://key@o0.ingest.sentry.io/1"
        ) from None


def scrubbed(event: "Event", _: "Hint") -> "Event":
    """Return what may be told of an event: kinds and places of faults, no words and no values."""
    told: dict[str, Any] = _only(event, _EVENT)
    if str(event.get("logger", "")).startswith("bot."):  # its messages are words of the program
        told["logentry"] = {"message": hide(str(event.get("logentry", {}).get("message", "")))}
    if number := event.get("extra", {}).get(_NUMBER):
        told["extra"] = {_NUMBER: number}
    values = event.get("exception", {}).get("values", [])
    if values:
        told["exception"] = {"values": [_exception(value) for value in values]}
    return told  # type: ignore[return-value] # because it is a part of one


def _exception(value: Mapping[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames", [])
    told = _only(value, _EXCEPTION)
    if "mechanism" in told:
        told["mechanism"] = _only(told["mechanism"], _MECHANISM)
    return {**told, "stacktrace": {"frames": [_only(frame, _FRAME) for frame in frames]}}


def _only(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: data[name] for name in names if data.get(name) is not None}
