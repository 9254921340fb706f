"""The HTTP face: where Telegram delivers updates, and where operators look. No Telegram here.

`face` makes the application, `serve` runs it beside whatever else the process does.
"""

from bot.web.delivery import Delivery, Intake
from bot.web.face import face
from bot.web.server import ListenError, serve
from bot.web.vitals import Vitals

__all__ = ["Delivery", "Intake", "ListenError", "Vitals", "face", "serve"]
