"""A group's own glossary: taught, found, removed, listed, exchanged; and what was missed."""

import pytest

from bot.store.glossary import MOST
from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person
from tests.e2e.running import labels
from tests.e2e.words import taught, teach

MARK = "From this group's own glossary."


_FORMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "plain": ("/teach 薯薯 = mascot", ("薯薯", "shǔshǔ", "mascot", "")),
    "full-width": ("/teach 薯薯＝吉祥物", ("薯薯", "shǔshǔ", "", "吉祥物")),
    "no-spaces": ("/teach yyx=the boss", ("yyx", "", "the boss", "")),
    "own-pinyin": ("/teach 行 [háng] = shop", ("行", "háng", "shop", "")),
    "both": ("/teach 薯薯 = mascot | 吉祥物", ("薯薯", "shǔshǔ", "mascot", "吉祥物")),
    "both-turned": ("/teach 薯薯 = 吉祥物 | mascot", ("薯薯", "shǔshǔ", "mascot", "吉祥物")),
    "equals-behind": ("/teach E = mc = 2", ("E", "", "mc = 2", "")),
    "for-us": ("/teach@hongshu_bot 薯薯 = mascot", ("薯薯", "shǔshǔ", "mascot", "")),
    "chinese": ("@hongshu_bot 教 薯薯 = mascot", ("薯薯", "shǔshǔ", "mascot", "")),
    "markup": ("/teach <b>%s{x}</b> = <a>&amp;", ("<b>%s{x}</b>", "", "<a>&amp;", "")),
    "emoji": ("/teach 🍠 = us", ("🍠", "", "us", "")),
    "lines": ("/teach 薯薯 = one\n\ntwo", ("薯薯", "shǔshǔ", "one two", "")),
    "controls": ("/teach a\u202eb\u200b = c\u0000d", ("ab", "", "cd", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", _FORMS)
def test_word_is_taught_in_any_form(room: Room, name: str) -> None:
    """The word is kept with its reading, and shown back as what it is."""
    text, wanted = _FORMS[name]

    answer = room.ground.api.visible(room.ask(text, room.admin))

    (kept,) = taught(room)
    assert (kept[0], *kept[2:]) == (wanted[0], *wanted[2:])
    assert kept[1].replace(" ", "") == wanted[1]
    assert f"I have learned “{wanted[0]}”" in answer
    assert MARK in answer


@pytest.mark.parametrize(
    "text",
    ["/teach", "/teach 薯薯", "/teach = mascot", "/teach 薯薯 =", "/teach 薯薯 = \u200b",
     "/teach [x] = y", "/teach \u202e = y"],
)  # fmt: skip
def test_teaching_half_a_word_tells_how(room: Room, text: str) -> None:
    """What lacks a term or a meaning is answered with the way to do it."""
    assert "/teach term = meaning" in room.reply(text, who=room.admin)
    assert taught(room) == []


def test_word_is_taught_below_a_message(room: Room) -> None:
    """Below a short message the argument is its meaning; below a long one it is the term."""
    short = u.body("薯薯", room.member, room.chat)
    long = u.body("We call it that because of the sweet potato. " * 2, room.member, room.chat)

    room.ask("/teach our mascot", room.admin, **u.reply_to(short))
    room.ask("/teach 薯条", room.admin, **u.reply_to(long))
    room.ask("/teach quoted", room.admin, **u.quoting(long, "sweet potato"))

    words = {term: en for term, _, en, _ in taught(room)}
    assert words["薯薯"] == "our mascot"
    assert words["薯条"].startswith("We call it that")
    assert words["sweet potato"] == "quoted"


@pytest.mark.parametrize(
    ("text", "fault"),
    [(f"/teach {'x' * 65} = y", "term is too long"),
     (f"/teach x [{'y' * 81}] = z", "term is too long"),
     (f"/teach x = {'y' * 501}", "meaning is too long"),
     (f"/teach x = y | {'字' * 501}", "meaning is too long")],
)  # fmt: skip
def test_length_has_an_end(room: Room, text: str, fault: str) -> None:
    """What is too long is refused with the bound."""
    assert fault in room.reply(text, who=room.admin)
    assert taught(room) == []


def test_longest_word_is_shown_whole(room: Room) -> None:
    """A word as long as may be is taught and answered."""
    term, meaning = "薯" * 64, "<" * 500

    room.ask(f"/teach {term} = {meaning}", room.admin)

    assert meaning in room.reply(f"/term {term}")


@pytest.mark.parametrize(
    "text",
    ["/term 薯小队", "/term 薯小隊", "/term shuxiaodui", "/term shǔ xiǎoduì", "/what 薯小队",
     "@hongshu_bot 薯小队", "/ask what does 薯小队 mean?", "/ask 薯小队是什么意思？",
     "/ask 我昨天看到薯小队了", "/term shuxiaodiu"],
)  # fmt: skip
def test_word_is_found_in_any_spelling(room: Room, text: str) -> None:
    """Characters of either script, pinyin, a typo, a sentence: all find it, marked as theirs."""
    teach(room, ("薯小队", "our team"))
    room.ground.rows("update taught set pinyin = 'shǔ xiǎoduì' where chat = ?", room.id)

    answer = room.reply(text)

    assert "our team" in answer
    assert MARK in answer or "本群" in answer


def test_word_is_explained_in_a_message(room: Room) -> None:
    """/what below a message explains the group's words in it."""
    teach(room, ("薯小队", "our team"))

    call = room.ask("/what", **u.reply_to(u.body("薯小队来了", room.admin, room.chat)))

    assert "our team" in call["text"]
    assert call["reply_parameters"]["quote"] == "薯小队"
    assert "no slang" not in call["text"]


def test_word_is_unknown_elsewhere(room: Room, ground: Ground) -> None:
    """Other groups and private chats know nothing of it."""
    teach(room, ("薯小队", "our team"))
    other = ground.room()
    teach(other, ("别的", "another"))

    assert "our team" not in other.reply("/term 薯小队")
    assert "our team" not in ground.bot.ask("/term 薯小队", person())["text"]
    assert "our team" in room.reply("/term 薯小队")


def test_word_taught_again_is_replaced(room: Room) -> None:
    """The same word, however spelt, stands once; the next answer knows."""
    room.ask("/teach 薯小隊 = one", room.admin)
    assert "one" in room.reply("/term 薯小队")

    room.ask("/teach 薯小队 = two", room.admin)

    assert [word[0] for word in taught(room)] == ["薯小队"]
    assert "two" in room.reply("/term 薯小队")


def test_groups_word_stands_before_the_guides(room: Room) -> None:
    """Where both know a word, the group's meaning comes first and the guide's stays."""
    teach(room, ("种草", "our gardening day"))

    answer = room.reply("/term 种草")

    assert answer.index("our gardening day") < answer.index("zhòngcǎo")
    assert MARK in answer


@pytest.mark.parametrize("word", ["what topics to avoid", "is it safe to share my phone number"])
def test_guides_warnings_stand_first(room: Room, word: str) -> None:
    """On rules and safety no group's word takes the place of the guide's."""
    before = room.reply(f"/ask {word}")
    teach(room, (word, "anything goes"))

    answer = room.reply(f"/ask {word}")

    assert answer.startswith(before[:200])
    assert "anything goes" not in answer[: len(before) // 2]


def test_careful_word_keeps_its_warning(room: Room) -> None:
    """A word to be careful with is explained by the guide first, whatever a group says of it."""
    before = room.reply("/term 绿茶")
    teach(room, ("绿茶", "a friendly word"))

    answer = room.reply("/term 绿茶")

    assert "Take care" in before
    assert answer.index("Take care") < answer.index("a friendly word")


def test_question_of_the_guide_is_not_taken_over(room: Room) -> None:
    """A taught word that happens to stand in a question does not answer it."""
    teach(room, ("RedNote", "our own little app"))

    assert "our own little app" not in room.reply("/ask How do creators earn on RedNote?")


def test_glossary_has_an_end(room: Room) -> None:
    """Above 500 words nothing is taught; a word that is there can still be changed."""
    teach(room, *[(f"w{number}", "x") for number in range(MOST)])

    assert "500 words" in room.reply("/teach one more = x", who=room.admin)
    assert "I have learned" in room.reply("/teach w7 = y", who=room.admin)
    assert len(taught(room)) == MOST


def test_removed_word_comes_back(room: Room) -> None:
    """A word is removed in any spelling; the button below brings it back."""
    room.ask("/teach 薯小队 = our team", room.admin)

    assert "is removed" in room.ask("/unteach 薯小隊", room.admin)["text"]
    assert taught(room) == []
    assert "I have learned “薯小队”" in room.press("Undo")["text"]
    assert "our team" in room.reply("/term 薯小队")


def test_undo_into_a_full_glossary_is_told(room: Room) -> None:
    """Where there is no room any more, the word stays away and the reason is said."""
    teach(room, *[(f"w{number}", "x") for number in range(MOST)])
    room.ask("/unteach w1", room.admin)
    room.ask("/teach another = x", room.admin)
    below = room.ground.api.messages(room.id)
    undo = next(m for m in below if "reply_markup" in m)

    room.tap(undo["reply_markup"]["inline_keyboard"][0][0]["callback_data"], room.admin, undo)

    assert "500 words" in room.heard(2)[0]["text"]


@pytest.mark.parametrize("text", ["/unteach", "/unteach nothing", "/unteach 种草"])
def test_what_was_not_taught_is_not_removed(room: Room, text: str) -> None:
    """Only the group's own words can be removed."""
    assert "no such word" in room.reply(text, who=room.admin)


def test_anybody_turns_the_pages_of_the_list(room: Room) -> None:
    """The list shows fifteen words a page, for members too, in the order of the words."""
    teach(room, *[(f"w{number:02}", f"<{number}>") for number in range(40)])

    first = room.ask("/taught")
    second = room.press("Page 2 of 3 ›", room.member)
    third = room.press("Page 3 of 3 ›", person())

    assert "own words: 40" in first["text"]
    assert [c["text"].count(" – ") for c in (first, second, third)] == [15, 15, 10]
    assert "w00 – &lt;0&gt;" in first["text"]
    assert labels(third)[0] == "‹ Page 2"
    assert room.tap(f"k:{room.id}:99", room.member).get("text") is None
    room.ground.forgive("message is not modified")


def test_list_follows_what_is_taught(room: Room) -> None:
    """A page that is no more shows the last one there is."""
    teach(room, ("a", "b"))
    room.ask("/taught")
    teach(room, ("c", "d"))

    room.tap(f"k:{room.id}:7", room.member)

    assert "own words: 2" in room.heard(1)[0]["text"]


def test_nothing_failed(ground: Ground) -> None:
    """No handler failed in all of this."""
    assert "Traceback" not in ground.bot.log()
