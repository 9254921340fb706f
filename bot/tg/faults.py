"""Which failed requests may be made again without doing anything twice."""

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

# What these do twice is as if done once. Sending a message twice is two messages.
_REPEATABLE = ("get", "set", "edit", "delete", "answer", "sendChatAction")
# The connection never stood, so nothing was sent over it.
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
# 413, which will not change; 504, after which nobody knows whether the request arrived.
_TOO_LARGE = ("Request Entity Too Large", "Content Too Large")
_UNKNOWN = ("Gateway Timeout", "Gateway Time-out")


def may_repeat(endpoint: str, error: TelegramError) -> bool:
    """Tell whether a request that failed with `error` can be sent again.

    Only faults on the way can: no connection, a lost one, an answer 5xx. The library raises these
    as `NetworkError`, of which `BadRequest` is a kind; refusals (`Forbidden`, `InvalidToken`,
    `ChatMigrated`, `Conflict`) are not. Where a repeat would double a message, the fault must
    have come before the request was delivered.
    """
    if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
        return False
    cause = error.__cause__
    if cause is None or isinstance(cause, TelegramError):  # an answer, in JSON or not
        final = _TOO_LARGE if _is_repeatable(endpoint) else _TOO_LARGE + _UNKNOWN
        return not error.message.startswith(final)
    return isinstance(cause, httpx.TransportError if _is_repeatable(endpoint) else _UNSENT)


def is_unsent(error: TelegramError) -> bool:
    """Tell whether a message that failed with `error` surely reached nobody."""
    return isinstance(error, RetryAfter) or may_repeat("sendMessage", error)


def _is_repeatable(endpoint: str) -> bool:
    return endpoint.startswith(_REPEATABLE)
