"""Preferences kept while the process runs."""

from collections import OrderedDict

from bot.values import Preferences

# People remembered at most; who was away longest is forgotten first.
_MOST = 100_000


class Memory:
    """Preferences by user id (64 bits)."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._preferences: OrderedDict[int, Preferences] = OrderedDict()

    async def preferences(self, user: int) -> Preferences:
        """Return what a person chose, or the defaults."""
        if user in self._preferences:
            self._preferences.move_to_end(user)
        return self._preferences.get(user, Preferences())

    async def save(self, user: int, preferences: Preferences) -> None:
        """Remember what a person chose; defaults take no room."""
        self._preferences.pop(user, None)
        if preferences != Preferences():
            self._preferences[user] = preferences
        while len(self._preferences) > _MOST:
            self._preferences.popitem(last=False)
