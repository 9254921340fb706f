"""What Telegram refuses in texts, buttons, commands, polls and inline results."""

import re
import unicodedata
from collections import Counter
from typing import Any

from tests.e2e.markup import MAX_ENTITIES, Parsed, is_url, read_html, units
from tests.e2e.refusals import RefusedError

MAX_TEXT, MAX_CAPTION, MAX_NOTICE = 4096, 1024, 200
_ACTIONS = {
    *("url", "callback_data", "web_app", "login_url", "copy_text", "callback_game", "pay"),
    *(
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
    ),
}
_STYLES = {None, "danger", "success", "primary"}
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ALPHA_2 = re.compile(r"[a-z]{2}")


def refuse_if(wrong: object, why: str) -> None:
    """Raise `RefusedError` if something is wrong."""
    if wrong:
        raise RefusedError(why)


def is_blank(text: str) -> bool:
    """Say whether nothing of a text can be seen."""
    return all(unicodedata.category(char)[0] in "ZC" for char in text)


def parsed(parameters: dict[str, Any], name: str = "text", entities: str = "entities") -> Parsed:
    """Return a text parameter after entity parsing, bare of spaces around it."""
    prefix = name + "_" if f"{name}_parse_mode" in parameters else ""
    mode = parameters.get(f"{prefix}parse_mode", "").upper()
    text = parameters.get(name, "")
    refuse_if(mode not in {"", "HTML"}, "unsupported parse_mode")
    done = read_html(text) if mode else Parsed(text, parameters.get(entities, []))
    refuse_if(len(done.entities) > MAX_ENTITIES, "ENTITIES_TOO_LONG")
    end = units(done.text)
    for entity in done.entities:
        outside = entity["offset"] < 0 or entity["length"] < 1
        outside = outside or entity["offset"] + entity["length"] > end
        refuse_if(outside, "ENTITY_BOUNDS_INVALID")
    return _trimmed(done)


def _trimmed(done: Parsed) -> Parsed:
    text = done.text.rstrip()
    shift = units(text) - units(text.lstrip())
    end = units(text)
    kept = []
    for entity in done.entities:
        first = max(entity["offset"], shift)
        last = min(entity["offset"] + entity["length"], end)
        if last > first:
            kept.append({**entity, "offset": first - shift, "length": last - first})
    return Parsed(text.lstrip(), sorted(kept, key=lambda e: (e["offset"], -e["length"])))


def message_text(parameters: dict[str, Any], name: str = "text") -> Parsed:
    """Return the text of a message; refuse one that is empty or too long."""
    done = parsed(parameters, name)
    refuse_if(is_blank(done.text), "message text is empty")
    refuse_if(len(done.text) > MAX_TEXT, "message is too long")
    return done


def caption(parameters: dict[str, Any]) -> Parsed:
    """Return a caption, which may be empty; refuse one that is too long."""
    done = parsed(parameters, "caption", "caption_entities")
    refuse_if(len(done.text) > MAX_CAPTION, "message caption is too long")
    return done


def check_keyboard(markup: dict[str, Any]) -> None:
    """Refuse a keyboard over Telegram's limits."""
    rows = markup.get("inline_keyboard")
    if rows is None:
        for row in markup.get("keyboard", []):
            for button in row:
                refuse_if(not button.get("text", "").strip(), "keyboard button text is empty")
        return
    refuse_if(
        sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows), "REPLY_MARKUP_TOO_LONG"
    )
    for button in (button for row in rows for button in row):
        _check_button(button)


def _check_button(button: dict[str, Any]) -> None:
    broken = "can't parse inline keyboard button"
    kinds = _ACTIONS & {name for name, value in button.items() if value is not None}
    refuse_if(is_blank(button.get("text", "")), f"{broken}: text must be non-empty")
    refuse_if(not kinds, f"{broken}: Text buttons are unallowed in the inline keyboard")
    refuse_if(len(kinds) != 1, "BUTTON_TYPE_INVALID")
    refuse_if(button.get("style") not in _STYLES, f"{broken}: invalid button style specified")
    data, copied = button.get("callback_data", "x"), button.get("copy_text", {"text": "x"})
    refuse_if(not 1 <= len(data.encode()) <= 64, "BUTTON_DATA_INVALID")
    refuse_if(not 1 <= len(copied["text"]) <= 256, "BUTTON_COPY_TEXT_INVALID")
    links = [button.get("url"), *(button.get(n, {}).get("url") for n in ("web_app", "login_url"))]
    for url in links:
        if url is not None and not is_url(url):
            raise RefusedError(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def check_commands(commands: list[dict[str, str]]) -> None:
    """Refuse a menu of commands over the limits."""
    refuse_if(len(commands) > 100, "BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name = command["command"].removeprefix("/")
        refuse_if(not re.fullmatch(r"[a-z0-9_]{1,32}", name), "BOT_COMMAND_INVALID")
        long = not 1 <= len(command["description"].strip()) <= 256
        refuse_if(long, "BOT_COMMAND_DESCRIPTION_INVALID")


def check_language(code: str | None) -> None:
    """Refuse a language that is not two letters, or none."""
    refuse_if(code and not _ALPHA_2.fullmatch(code), "invalid language code specified")


def check_poll(poll: dict[str, Any]) -> None:
    """Refuse a poll over the limits, or a quiz without a right answer."""
    question = parsed(poll, "question", "question_entities").text
    options = [parsed(option, "text", "text_entities").text for option in poll["options"]]
    refuse_if(is_blank(question), "poll question must be non-empty")
    refuse_if(len(question) > 300, "poll question length must not exceed 300")
    refuse_if(len(options) < 2, "poll must have at least 2 option")
    refuse_if(len(options) > 12, "poll can't have more than 12 options")
    refuse_if(any(map(is_blank, options)), "poll options must be non-empty")
    refuse_if(
        any(len(option) > 100 for option in options), "poll options length must not exceed 100"
    )
    refuse_if(poll.get("type", "regular") not in {"regular", "quiz"}, "unsupported poll type")
    both = "open_period" in poll and "close_date" in poll
    refuse_if(both, "poll can't have both open period and close date")
    period = poll.get("open_period", 5)
    refuse_if(not 5 <= period <= 2_628_000, "poll open period is invalid")
    _check_quiz(poll, len(options))


def _check_quiz(poll: dict[str, Any], count: int) -> None:
    right = poll.get("correct_option_ids", [])
    explanation = parsed(poll, "explanation", "explanation_entities").text
    if poll.get("type") != "quiz":
        refuse_if(right or explanation, "poll has quiz parameters but is no quiz")
        return
    in_order = right == sorted(set(right)) and all(0 <= i < count for i in right)
    refuse_if(not right or not in_order, "wrong correct option ID specified")
    several = len(right) > 1 and not poll.get("allows_multiple_answers")
    refuse_if(several, "wrong correct option ID specified")
    refuse_if(len(explanation) > 200, "poll explanation length must not exceed 200")
    refuse_if(explanation.count("\n") > 2, "poll explanation must have at most 2 line feeds")


def check_inline(answer: dict[str, Any]) -> None:
    """Refuse an answer to an inline query over the limits."""
    results, button = answer["results"], answer.get("button")
    refuse_if(len(results) > 50, "RESULTS_TOO_MUCH")
    doubled = [i for i, n in Counter(result["id"] for result in results).items() if n > 1]
    refuse_if(doubled, "RESULT_ID_DUPLICATE")
    for result in results:
        check_result(result)
    refuse_if(len(answer.get("next_offset", "").encode()) > 64, "NEXT_OFFSET_INVALID")
    refuse_if(answer.get("cache_time", 0) < 0, "CACHE_TIME_INVALID")
    if button is not None:
        start = button.get("start_parameter")
        refuse_if(is_blank(button["text"]), "SWITCH_PM_TEXT_EMPTY")
        refuse_if((start is None) == ("web_app" not in button), "BUTTON_TYPE_INVALID")
        refuse_if(start is not None and not _START.fullmatch(start), "START_PARAM_INVALID")


def check_result(result: dict[str, Any]) -> None:
    """Refuse one inline result: its id, title, links, text and keyboard."""
    refuse_if(not 1 <= len(result["id"].encode()) <= 64, "RESULT_ID_INVALID")
    refuse_if(is_blank(result.get("title", "x")), "ARTICLE_TITLE_EMPTY")
    for name, value in result.items():
        bad = name.endswith("url") and not is_url(value)
        refuse_if(bad, "WEBDOCUMENT_URL_INVALID")
    content = result.get("input_message_content", {})
    if "message_text" in content:
        message_text(content, "message_text")
    if "caption" in result:
        caption(result)
    if "reply_markup" in result:
        check_keyboard(result["reply_markup"])


_SHAPES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)


def check_photo(content: bytes) -> None:
    """Refuse a picture Telegram cannot read, or, of PNG, one of impossible measures."""
    kind = next((kind for magic, kind in _SHAPES if content.startswith(magic)), None)
    refuse_if(kind is None, "IMAGE_PROCESS_FAILED")
    refuse_if(len(content) > 10 * 2**20, "PHOTO_INVALID_DIMENSIONS")
    if kind == "png":
        width, height = (int.from_bytes(content[i : i + 4]) for i in (16, 20))
        small, large = sorted((width, height))
        wrong = width + height > 10_000 or large > 20 * max(small, 1) or not small
        refuse_if(wrong, "PHOTO_INVALID_DIMENSIONS")


LIMITS: dict[str, tuple[str, int]] = {
    "setMyName": ("name", 64),
    "setMyDescription": ("description", 512),
    "setMyShortDescription": ("short_description", 120),
}


def check_profile(method: str, parameters: dict[str, Any]) -> None:
    """Refuse a name or description of the bot that is too long."""
    name, most = LIMITS[method]
    too_long = len(parameters.get(name, "")) > most
    refuse_if(too_long, f"BOT_{name.upper().removeprefix('SHORT_')}_INVALID")
    check_language(parameters.get("language_code"))
