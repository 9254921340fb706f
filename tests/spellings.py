"""Spellings of an editor's pinyin that people type."""

from knowledge.pinyin import syllables


def numbered(marked: str) -> str:
    """Return an editor's pinyin with tone numbers, syllables apart.

    >>> numbered("lǜchá"), numbered("dāzi")
    ('lü4 cha2', 'da1 zi5')
    """
    return " ".join(
        part.replace("v", "ü") + (str(tone) if tone else "") for part, tone in syllables(marked)
    )
