"""What keys need of pypinyin and jieba, and the keys that are built of it."""

from knowledge import Word
from knowledge.index import Keys, build_keys
from knowledge.models import Bilingual
from knowledge.readings import ordinary_words, readings_of, sound_out


def word(name: str, term: str, pinyin: str) -> Word:
    """Return a word, called as its pinyin is typed."""
    return Word(id=name, term=term, pinyin=pinyin, gloss=Bilingual(en=term, zh=term))


def test_editors_readings_come_before_those_of_the_tables() -> None:
    """A character is read as the glossary reads it first, then in every other way."""
    readings = readings_of([("嗑", "ke"), ("行", "hang")])

    assert readings["行"][:2] == ["hang", "xing"]
    assert readings["草"][0] == "cao"
    assert "\U00020000" not in readings  # none of the everyday characters


def test_texts_sound_as_they_are_typed() -> None:
    """Toneless, joined by word, without marks."""
    assert sound_out("小红书是什么？") == "xiaohongshu shi shenme"


def test_everyday_words_near_a_key_are_known() -> None:
    """Those that sound like one of ours, or are a slip from sounding so."""
    alike = ordinary_words(names={"集美"}, letters={"jimei"}, near=set())
    close = ordinary_words(names=set(), letters=set(), near={"zhongshu"})

    assert alike == {"几枚"}
    assert {"中枢", "zhongshu"} <= close
    assert {"电脑", "diannao"}.isdisjoint(close)


def test_names_of_ours_are_not_silenced() -> None:
    """A key stays a key, however everyday the word is."""
    assert "几枚" not in ordinary_words(names={"几枚"}, letters={"jimei"}, near=set())


def test_keys_know_readings_and_everyday_words_around_them() -> None:
    """Built for any words: spelled, with initials, slips and what must stay silent."""
    keys = build_keys([word("jimei", "集美", "jíměi"), word("lvcha", "绿茶", "lǜchá")])

    assert keys.letters["jimei"] == ["jimei"]
    assert keys.letters["lvcha"] == keys.letters["lucha"] == ["lvcha"]
    assert keys.initials["jm"] == ["jimei"]
    assert keys.tones["jimei"] == [2, 3]
    assert keys.readings["美"] == ["mei"]
    assert "几枚" in keys.ordinary
    assert Keys.kept(keys.state()).names["绿茶"] == ["lvcha"]
