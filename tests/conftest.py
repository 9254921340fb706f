"""What all tests share: the knowledge, opened once."""

import pytest

from knowledge import Knowledge
from knowledge.collection import Library
from knowledge.content import load


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real knowledge, compiled if need be."""
    return Knowledge.open()


@pytest.fixture(scope="session")
def library() -> Library:
    """All content as the editors wrote it."""
    return load()
