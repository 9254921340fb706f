"""What `hongshu doctor` asks Telegram: the token, the bot's flags, the webhook, the time."""

import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.checks import Check
from bot.settings import Settings

# Seconds until Telegram must have answered; seconds that clocks may differ; seconds for which a
# failed delivery is news; updates that may wait.
_PATIENCE, _SKEW, _NEWS, _WAITING = 10, 60, 3600, 1000


async def telegram(settings: Settings) -> tuple[Check, ...]:
    """Return what Telegram says; settings must hold a token, which is in no check."""
    assert settings.token is not None  # noqa: S101 - the doctor looked
    seen: list[float] = []
    root = settings.api_url.rstrip("/")
    bot = Bot(
        settings.token.get_secret_value(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=_request(seen),
        get_updates_request=_request([]),
    )
    try:
        async with bot:
            webhook = await bot.get_webhook_info()
            flags = tuple(_flags(bot.bot))
    except InvalidToken:
        fix = "copy HONGSHU_TOKEN again from @BotFather, /mybots"
        return (Check("token", ok=False, detail="refused by Telegram", fix=fix),)
    except TelegramError as error:
        detail = f"{root} does not answer ({type(error).__name__})"
        fix = "see that this machine reaches it, and HONGSHU_API_URL if it is set"
        return (Check("telegram", ok=False, detail=detail, fix=fix),)
    token = Check("token", ok=True, detail=f"@{bot.username} ({bot.id})")
    told = (_clock(seen[-1]),) if seen else ()
    return (token, *flags, _webhook(webhook, settings, time.time()), *told)


def _request(seen: list[float]) -> HTTPXRequest:
    """Return a way to Telegram that notes by how many seconds its clock is ahead of ours."""

    async def note(response: Any) -> None:  # noqa: ANN401 - httpx has its door elsewhere
        if told := response.headers.get("date"):
            seen.append(parsedate_to_datetime(told).timestamp() - time.time())

    return HTTPXRequest(
        connect_timeout=_PATIENCE,
        read_timeout=_PATIENCE,
        httpx_kwargs={"event_hooks": {"response": [note]}},
    )


def _flags(bot: User) -> Iterator[Check]:
    """Yield what BotFather was told about the bot."""
    inline, joins = bot.supports_inline_queries, bot.can_join_groups
    private = not bot.can_read_all_group_messages
    yield Check(
        "inline", bool(inline), "on" if inline else "off: @name in other chats offers nothing",
        "" if inline else "send /setinline to @BotFather, with a placeholder",
    )  # fmt: skip
    yield Check(
        "groups", bool(joins), "may be added" if joins else "cannot be added to groups",
        "" if joins else "send /setjoingroups to @BotFather, Enable",
    )  # fmt: skip
    yield Check(
        "privacy", private, "on" if private else "off: the bot is shown every message of groups",
        "" if private else "send /setprivacy to @BotFather, Enable; then add it to groups anew",
    )  # fmt: skip


def _webhook(info: WebhookInfo, settings: Settings, now: float) -> Check:
    """Return whether Telegram delivers as set, and how that goes; no address, it may be secret."""
    waiting = f"{info.pending_update_count} updates wait"
    failed = info.last_error_date and now - info.last_error_date.timestamp() < _NEWS
    if info.url != (settings.webhook_url or ""):
        has = "another one" if info.url and settings.webhook_url else "one" if info.url else "none"
        wanted = "is set" if settings.webhook_url else "is not set"
        detail = f"Telegram has {has}, and HONGSHU_WEBHOOK_URL {wanted}; {waiting}"
        fix = "start 'hongshu serve', which makes them agree, or change HONGSHU_WEBHOOK_URL"
    elif failed:
        detail = f"the last delivery failed: {info.last_error_message}; {waiting}"
        fix = "see that HONGSHU_WEBHOOK_URL leads to HONGSHU_LISTEN, with a valid certificate"
    elif info.pending_update_count > _WAITING:
        detail, fix = waiting, "start 'hongshu serve', or more replicas of it"
    else:
        return Check("webhook", ok=True, detail=f"{'set' if info.url else 'none'}; {waiting}")
    return Check("webhook", ok=False, detail=detail, fix=fix)


def _clock(ahead: float) -> Check:
    if abs(ahead) <= _SKEW:
        return Check("clock", ok=True, detail="as Telegram's")
    detail = f"{abs(ahead):.0f} seconds {'behind' if ahead > 0 else 'ahead of'} Telegram's"
    return Check("clock", ok=False, detail=detail, fix="let the machine set its clock by NTP")
