"""An update is delivered: whose it is, whether it is one, and only then that it was taken in."""

import asyncio
import hmac
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any, Protocol, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot import metrics
from bot.store import StoreError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

# Bytes of a body. An update with a text of 4,096 characters and what it answers has some 60 kB.
MOST = 1_000_000
# Bytes read and thrown away after that, so that who sends them is there to hear the answer.
_SPARE = 15_000_000
# Seconds that a body may take, and that the store may. Telegram waits for a minute.
_SENDING, _STORING = 10.0, 20.0
# Seconds after which a delivery may be tried again.
_RETRY = 5


class Intake(Protocol):
    """Where updates are taken in, to be answered by and by."""

    async def take_in(self, update: Mapping[str, Any]) -> None:
        """Keep an update for good; raises `StoreError` if that cannot be done now."""

    async def depth(self) -> tuple[int, float]:
        """Return how many updates wait, and the age of the oldest in seconds."""


class _Update(BaseModel):
    """What every update has: a number that fits into eight bytes."""

    model_config = ConfigDict(frozen=True, strict=True)

    update_id: Annotated[int, Field(ge=0, lt=2**63)]


class Delivery:
    """The endpoint of a webhook. Says 200 only when the update is kept."""

    def __init__(
        self, secret: str, intake: Intake, *, sending: float = _SENDING, storing: float = _STORING
    ) -> None:
        """Take the secret word Telegram sends along, who keeps updates, and seconds to wait."""
        self._secret = secret.encode()
        self._intake = intake
        self._sending = sending
        self._storing = storing

    async def deliver(self, request: Request) -> Response:
        """Take an update in.

        Raises `HTTPException`: 403 without the secret, 415 for what is no JSON, 413 and 408 for
        bodies too large or too slow, 400 for what is no update, 503 when it cannot be kept now.
        """
        try:
            self._admit(request)
            await self._keep(_parsed(await self._body(request)))
        except HTTPException as refusal:
            metrics.delivered(refusal.status_code)
            raise
        metrics.delivered(HTTPStatus.OK)
        return Response()

    def _admit(self, request: Request) -> None:
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            raise _refusal(HTTPStatus.FORBIDDEN)
        kind = request.headers.get("content-type", "").partition(";")[0]
        if kind.strip().lower() != "application/json":
            raise _refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)

    async def _body(self, request: Request) -> bytes:
        """Return the body; whatever is announced, it is counted as it comes."""
        try:
            async with asyncio.timeout(self._sending):
                return await _read(request)
        except TimeoutError:
            raise _refusal(HTTPStatus.REQUEST_TIMEOUT) from None
        except ClientDisconnect:
            raise _refusal(HTTPStatus.BAD_REQUEST) from None

    async def _keep(self, update: Mapping[str, Any]) -> None:
        try:
            async with asyncio.timeout(self._storing):
                await self._intake.take_in(update)
        except (StoreError, TimeoutError) as error:
            again = {"Retry-After": str(_RETRY)}
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, headers=again) from error


async def _read(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size <= MOST:
            parts.append(part)
        else:
            parts.clear()
        if size > MOST + _SPARE:
            break
    if size > MOST:
        raise _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return b"".join(parts)


def _parsed(body: bytes) -> Mapping[str, Any]:
    """Return an update. The parser itself refuses what is nested too deep."""
    try:
        data = from_json(body, allow_inf_nan=False)
        _Update.model_validate(data)
    except (ValidationError, ValueError):
        raise _refusal(HTTPStatus.BAD_REQUEST) from None
    return cast("Mapping[str, Any]", data)


def _refusal(status: HTTPStatus) -> HTTPException:
    """Return a refusal after which nothing more is heard on the connection."""
    return HTTPException(status, headers={"Connection": "close"})
