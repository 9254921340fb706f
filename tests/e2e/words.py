"""The words of a group's own glossary, as they are kept."""

from tests.e2e.ground import Room


def taught(room: Room) -> list[tuple[str, ...]]:
    """Return the words of a group: term, pinyin, English, Chinese."""
    query = (
        "select term, pinyin, en, zh from taught where chat = ? and removed is null order by id"
    )
    return room.ground.rows(query, room.id)


def teach(room: Room, *words: tuple[str, str]) -> None:
    """Teach words without a message each."""
    room.configure()
    room.ground.rows("update groups set glossary = glossary + 1 where chat = ?", room.id)
    for term, meaning in words:
        room.ground.rows(
            "insert into taught (chat, key, term, pinyin, en, zh) values (?, ?, ?, '', ?, '')",
            *(room.id, term, term, meaning),
        )
