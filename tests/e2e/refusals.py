"""How the stand-in says no, in Telegram's words.

ApiError
├── RefusedError   the request is wrong in itself: 400, kept in `BotApi.refused`
│   └── UnknownMethodError   404
└── FailedError    the request is right, the state of the chat says no: kept in `BotApi.failures`
"""

from typing import Any


class ApiError(Exception):
    """An answer that is not ok: its code, description and parameters."""

    code = 400

    def __init__(self, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.description = f"Bad Request: {description}"
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """Return the body Telegram would answer with."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, **({"parameters": self.parameters} if self.parameters else {})}


class RefusedError(ApiError):
    """A request that Telegram would answer with 400 whatever the state of the chat."""


class UnknownMethodError(RefusedError):
    """A method Telegram does not have, or the tests do not need."""

    code = 404

    def __init__(self, method: str) -> None:
        super().__init__(f"method {method} not found")
        self.description = "Not Found: method not found"


class FailedError(ApiError):
    """A request nothing is wrong with, that fails as a test arranged it."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description, **parameters)
        self.code = code
        self.description = description
