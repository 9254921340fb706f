"""Private chats over HTTP: commands, free text, languages, and what is no text."""

import re
from collections.abc import Iterator

import pytest

from bot.dialogue.commands import NAMES
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.people import HANS, HANT, copies, data, keyboard, person, tap
from tests.e2e.running import Running, labels, running

SECRET = "qwertzvwx"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One bot for all tests here; nothing it sends may be refused, no word of people be logged."""
    api = BotApi(TOKEN)
    with running(api, tmp_path_factory.mktemp("private")) as started:
        yield started
        assert api.refused == []
        assert SECRET not in started.log()
    api.close()


def methods(name: str) -> str:
    """Return by which method a command is answered."""
    return {"quiz": "sendPoll", "export": "sendDocument"}.get(name, "sendMessage")


COMMANDS = {
    "start": "Hi! I help newcomers",
    "help": "/feedback – a note",
    "ask": "What would you like to know?",
    "term": "Which word?",
    "what": "Which word?",
    "define": "Which word?",
    "read": "Send me the text behind",
    "topics": "What would you like to read about?",
    "avoid": "Most everyday subjects are fine",
    "phrases": "Phrases to write",
    "word": "Word of the day",
    "tour": "1 of 6",
    "lang": "In which language",
    "pinyin": "How shall I write pinyin?",
    "privacy": "What I keep:",
    "export": "Everything I keep about you.",
    "forget": "Delete everything I keep about you?",
    "feedback": "Tell me what is missing",
    "settings": "That works in a group",
    "teach": "That works in a group",
    "unteach": "That works in a group",
    "taught": "That works in a group",
    "missed": "That works in a group",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_answered(bot: Running, name: str) -> None:
    """Each command alone says what it is for, or does it."""
    call = bot.answer(u.message(f"/{name}", person()), methods(name))

    assert COMMANDS[name] in bot.api.visible(call)


CHINESE = sorted((typed, name) for typed, name in NAMES.items() if not typed.isascii())


@pytest.mark.parametrize(("typed", "name"), CHINESE)
def test_chinese_name_does_the_same(bot: Running, typed: str, name: str) -> None:
    """A command's Chinese name, in either script, is answered in Chinese."""
    argument = " 种草" if name in {"ask", "term", "read", "draft", "teach", "unteach"} else ""
    call = bot.answer(u.message(typed + argument, person(HANS)), methods(name))

    said = call.get("question") or bot.api.visible(call)
    assert re.search(r"[\u4e00-\u9fff]{2}", said)
    if argument and name in {"ask", "term", "read"}:
        assert "zhòngcǎo" in said


@pytest.mark.parametrize(
    "text", ["/term 种草", "/term种草", "/TERM@hongshu_bot zhong cao", "/what，种草"]
)
def test_command_may_touch_its_word(bot: Running, text: str) -> None:
    """Telegram marks no command in /term种草, so the bot reads the text itself."""
    assert "<b>种草 (種草) zhòngcǎo</b>" in bot.ask(text, person())["text"]


QUESTIONS = [
    ("What is RedNote?", "en", "a Chinese social app"),
    ("小红书是什么？", "en", "生活方式"),
    ("小紅書是什麼？", "en", "小紅書"),
    ("What is RedNote?", HANS, "a Chinese social app"),
    ("种草", "en", "The heart of the app"),
    ("种草", HANS, "向别人推荐"),
    ("種草", HANT, "向別人推薦"),
    ("zhongcao", "en", "The heart of the app"),
    ("zhong4cao3", "en", "The heart of the app"),
    ("zhòng cǎo", "en", "The heart of the app"),
    ("What does yyds mean?", None, "永远的神"),
    ("种草和拔草有什么区别", HANS, "bácǎo"),
]


@pytest.mark.parametrize(("text", "telegram", "said"), QUESTIONS)
def test_question_is_answered_in_its_language(
    bot: Running, text: str, telegram: str | None, said: str
) -> None:
    """A sentence is answered in its own language, a bare word in that of who asks."""
    call = bot.ask(text, person(telegram))

    assert said in bot.api.visible(call)
    assert call["link_preview_options"] == {"is_disabled": True}


def test_unknown_word_is_not_known_in_the_language_of_who_asks(bot: Running) -> None:
    """Who pastes a Chinese word nobody knows need not read Chinese to learn that."""
    assert "I don't know that one" in bot.ask("种拔", person())["text"]
    assert "不知道" in bot.ask("种拔", person(HANS))["text"]


def test_near_miss_is_offered_and_answered(bot: Running) -> None:
    """What may be meant is a button, and pressing it is the answer."""
    anna = person()

    call = bot.ask("/term 种拔", anna)
    shown = tap(bot, labels(call)[0], call, anna)

    assert "Did you mean" in call["text"]
    assert len(labels(call)) == 3
    assert len(shown["text"]) > 100


def test_decline_is_kind(bot: Running) -> None:
    """A question of another field is declined in its own words."""
    call = bot.ask("What will the weather be like in Shanghai tomorrow?", person())

    assert "weather" in call["text"].lower()


def test_long_answer_is_folded(bot: Running) -> None:
    """The first paragraph stands open, the rest folds."""
    text = bot.ask("What is RedNote?", person())["text"]

    assert text.index("<blockquote expandable>") > 100
    assert text.count("<blockquote expandable>") == 1


def test_word_and_reading_can_be_copied(bot: Running) -> None:
    """A term has buttons that copy its characters and its reading."""
    assert copies(bot.ask("种草", person())) == ["种草", "zhòngcǎo"]


def test_start_speaks_the_language_of_the_persons_telegram(bot: Running) -> None:
    """Three examples, the tour and four languages, in the language and script of who starts."""
    english, simplified, traditional = (
        bot.ask("/start", person(language)) for language in ("en", HANS, "zh-tw")
    )

    assert [len(row) for row in keyboard(english)] == [1, 1, 1, 1, 3, 1]
    assert "Hi!" in english["text"]
    assert "简体" not in simplified["text"]
    assert "小红书" in simplified["text"]
    assert "小紅書" in traditional["text"]


@pytest.mark.parametrize(
    ("label", "said"),
    [("English", "a Chinese social app"), ("简体中文", "生活方式"), ("繁體中文", "小紅書")],
)
def test_chosen_language_is_kept(bot: Running, label: str, said: str) -> None:
    """A language chosen by button answers questions in any other."""
    anna = person()
    tap(bot, label, bot.ask("/lang", anna), anna)

    call = bot.ask("What is RedNote?" if label != "English" else "小红书是什么？", anna)

    assert said in call["text"]


def test_language_is_that_of_the_question_again(bot: Running) -> None:
    """Who goes back to auto is answered as asked."""
    anna = person()
    bot.ask("/lang zh-Hant", anna)
    bot.ask("/lang auto", anna)

    assert "a Chinese social app" in bot.ask("What is RedNote?", anna)["text"]


def test_language_can_be_typed(bot: Running) -> None:
    """/lang takes a language as people write it."""
    li = person(HANS)

    assert "English" in bot.ask("/lang EN", li)["text"]
    assert "a Chinese social app" in bot.ask("小红书是什么？", li)["text"]


@pytest.mark.parametrize(
    ("label", "title", "copied"),
    [
        ("zhong4cao3", "<b>种草 (種草) zhong4cao3</b>", ["种草", "zhong4cao3"]),
        ("No pinyin", "<b>种草 (種草)</b>", ["种草"]),
        ("zhòngcǎo", "<b>种草 (種草) zhòngcǎo</b>", ["种草", "zhòngcǎo"]),
    ],
)
def test_pinyin_style_shows_in_answers(
    bot: Running, label: str, title: str, copied: list[str]
) -> None:
    """What is chosen by /pinyin is how readings are written and copied."""
    anna = person()
    tap(bot, label, bot.ask("/pinyin", anna), anna)

    call = bot.ask("种草", anna)

    assert title in call["text"]
    assert copies(call) == copied


@pytest.mark.parametrize("update", [u.sticker, u.voice, u.photo], ids=lambda made: made.__name__)
def test_what_is_no_text_gets_a_kind_line(bot: Running, update: object) -> None:
    """A sticker, a voice message or a picture is told that only text is read."""
    assert callable(update)
    call = bot.answer(update(person()))

    assert "text only" in call["text"]


def test_caption_of_a_picture_is_read(bot: Running) -> None:
    """A question below a picture is a question."""
    call = bot.answer(u.photo(person(), "What does 种草 mean?"))

    assert "zhòngcǎo" in call["text"]


def test_forwarded_message_is_explained_word_by_word(bot: Running) -> None:
    """Each slang word of a message forwarded stands there with reading and meaning."""
    anna = person()
    text = "姐妹们 这家店绝了 yyds，已经种草"

    call = bot.answer(u.forwarded(text, anna, person(HANS, "李")))
    shown = tap(bot, "种草", call, anna)

    assert "Words worth knowing" in call["text"]
    assert "种草 (種草) zhòngcǎo – to make" in call["text"]
    assert "yyds" in call["text"]
    assert "zhòngcǎo" in shown["text"]


def test_forwarded_message_without_slang_says_so(bot: Running) -> None:
    """Nothing found is told."""
    call = bot.answer(u.forwarded("The cat sat on the table.", person(), person()))

    assert "no slang" in call["text"]


def test_read_explains_the_text_behind_it(bot: Running) -> None:
    """/read does for typed text what forwarding does."""
    call = bot.ask("/read 姐妹们 这家店绝了 yyds", person())

    assert "jiěmèi" in call["text"]
    assert "Words worth knowing" in call["text"]
    assert len(data(call)) >= 2


def test_messages_through_bots_and_of_bots_are_ignored(bot: Running) -> None:
    """What was sent by way of an inline bot, ours too, asks nothing; nor does another bot."""
    anna = person()
    for update in (
        u.via("What is RedNote?", anna),
        u.via("What is RedNote?", anna, u.other_bot()),
        u.message("What is RedNote?", u.other_bot(), u.private(anna)),
    ):
        bot.api.put(**update)

    call = bot.ask("/help", anna)

    assert "/feedback" in call["text"]
    assert len([m for m in bot.api.messages(anna["id"]) if m["from"]["is_bot"]]) == 2


HOSTILE = [
    "<b>种草", "</i>&lt;<script>alert(1)</script>", "a < b && c > d", "%s %(x)s {0} {x} {names}",
    "\u202e\u2066种草\u2069", "z\u0338\u0489\u0363" * 200, "💥" * 4096, "x" * 4096, "\u200b",
    "/start <b>&{}", "/term </blockquote>", "/ask {x}", "/lang <i>", "/read <b>种草</b> & yyds",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_answered_harmlessly(bot: Running, text: str) -> None:
    """Markup, directions, stacked marks and floods of emoji are text; nothing is refused."""
    anna = person(name="<i>\u202e{name}&" + "🍠" * 20)

    call = bot.ask(text, anna)

    assert bot.api.visible(call).strip()
    assert "went wrong" not in call["text"]


LINKS = [
    ("e_zhongcao", "zhòngcǎo"),
    ("e_what-is-rednote", "a Chinese social app"),
    ("c_tour", "1 of 6"),
    ("c_ask", "What would you like to know?"),
    ("c_lang", "In which language"),
    ("c_topics", "What would you like to read about?"),
    ("c_feedback", "Tell me what is missing"),
    ("c_export", "Everything I keep"),
    ("c_forget", "Delete everything"),
    ("", "Hi!"),
    ("e_", "Hi!"),
    ("e_no-such-entry", "Hi!"),
    ("e_zhongca", "Hi!"),
    ("c_", "Hi!"),
    ("c_start", "Hi!"),
    ("p_w_-1001", "Hi!"),
    ("-" * 64, "Hi!"),
]


@pytest.mark.parametrize(("parameter", "said"), LINKS)
def test_link_opens_what_it_names(bot: Running, parameter: str, said: str) -> None:
    """A link leads to an entry or a command; forged or cut, to the greeting."""
    method = "sendDocument" if parameter == "c_export" else "sendMessage"
    call = bot.answer(u.message(f"/start {parameter}".strip(), person()), method)

    assert said in bot.api.visible(call)


@pytest.mark.parametrize("parameter", ["g_", "g_x", "g_-1009999", "g_99999999999999999999999"])
def test_forged_link_to_a_panel_opens_none(bot: Running, parameter: str) -> None:
    """Whoever administers no such group sees no settings."""
    bot.api.chat(-1009999, "supergroup")

    call = bot.ask(f"/start {parameter}", person())

    assert "Settings of this group" not in call["text"]
    assert "went wrong" not in call["text"]


def test_quiz_is_a_poll_with_one_right_answer(bot: Running) -> None:
    """/quiz asks English speakers for Chinese words, Chinese speakers for English ones."""
    english = bot.answer(u.message("/quiz", person()), "sendPoll")
    chinese = bot.answer(u.message("小测验", person(HANS)), "sendPoll")

    assert re.search(r"[\u4e00-\u9fff]|[a-z]", english["question"])
    for poll in (english, chinese):
        assert poll["type"] == "quiz"
        assert len(poll["options"]) == 4
        assert len(poll["correct_option_ids"]) == 1
    assert re.search(r"[\u4e00-\u9fff]", chinese["question"])


def test_order_within_a_chat_is_kept(bot: Running) -> None:
    """Three messages at once are answered in their order."""
    anna = person()
    before = len(bot.api.sent("sendMessage"))
    for word in ("种草", "yyds", "种草"):
        bot.api.put(**u.message(word, anna))

    sent = bot.api.wait("sendMessage", before + 3)[before:]

    assert [call["text"].startswith("<b>种草") for call in sent] == [True, False, True]


def test_failure_is_told_with_a_number_and_nothing_else_stops(bot: Running) -> None:
    """If an answer cannot be sent, the person gets a number that stands in the log."""
    li = person(HANS)
    bot.api.fail("sendMessage", status=400)

    apology = bot.ask(f"{SECRET} 是什么？", li)["text"]

    number = re.search(r"[0-9a-f]{8}", apology)
    assert number
    assert "抱歉" in apology
    assert f"number={number[0]}" in bot.log()
    assert "生活方式" in bot.ask("小红书是什么？", li)["text"]


def test_what_people_write_is_not_logged(bot: Running) -> None:
    """Neither an unknown word nor a note nor a link is in the log, however talkative."""
    anna = person(name=SECRET)

    for text in (SECRET, f"/feedback {SECRET}", f"/start {SECRET}"):
        bot.ask(text, anna)
    bot.answer(u.inline_query(SECRET, anna), "answerInlineQuery")

    assert "DEBUG" in bot.log()
    assert SECRET not in bot.log()


def test_short_question_is_about_what_was_shown(bot: Running) -> None:
    """It refers to the last answer, or to the message it answers; not to somebody else's."""
    anna, ben = person(), person()
    bot.ask("zhongcao", anna)
    shown = bot.standing(bot.ask("yyds", anna), u.private(anna))
    bot.ask("bacao", anna)

    last = bot.ask("example?", anna)
    replied = bot.ask("example?", anna, **u.reply_to(shown))
    other = bot.ask("example?", ben)

    assert "拔草" in last["text"]
    assert "yyds" in replied["text"]
    assert "拔草" not in other["text"]
