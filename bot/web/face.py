"""The application: which path is what. There is nothing else."""

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.web.delivery import Delivery
from bot.web.vitals import Vitals


def face(vitals: Vitals, delivery: Delivery | None = None, path: str = "/") -> ASGIApp:
    """Return the application; with a `delivery`, updates are taken at exactly this path."""
    routes = [
        Route("/healthz", vitals.alive),
        Route("/readyz", vitals.ready),
        Route("/metrics", vitals.metrics),
    ]
    if delivery:
        routes.append(Route(path, delivery.deliver, methods=["POST"]))
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app
