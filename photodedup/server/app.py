"""Puts the server together: routes, page, documentation, guard; sweeps old collections away."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from photodedup import __version__
from photodedup.engine.errors import PhotodedupError
from photodedup.engine.paths import LibraryPlaces
from photodedup.engine.settings import Settings
from photodedup.server.bodies import BodyReader
from photodedup.server.corpora import Corpora
from photodedup.server.docs_page import docs_page
from photodedup.server.fetching import Fetcher
from photodedup.server.guard import LOOPBACK_HOSTS, Guard
from photodedup.server.limits import Limits
from photodedup.server.routes import Service, make_router
from photodedup.server.schemas import Health
from photodedup.server.store import CollectionStore
from photodedup.server.workshop import Workshop

log = logging.getLogger(__name__)

_WEB = Path(__file__).parent / "web"
_SWEEP_S = 60.0


@dataclass(frozen=True, slots=True)
class ServerChoices:
    """How one server is to be. `hosts`: the names it answers to; None for any."""

    store: Path
    settings: Settings = field(default_factory=Settings)
    limits: Limits = field(default_factory=Limits)
    libraries: Mapping[str, LibraryPlaces] = field(default_factory=dict)
    token: str = ""
    hosts: frozenset[str] | None = LOOPBACK_HOSTS
    fetcher: Fetcher | None = None


def make_app(choices: ServerChoices) -> FastAPI:
    """The whole server as an ASGI application. Its lifespan opens and closes what it works with."""
    limits = choices.limits
    store = CollectionStore(choices.store, limits.store_bytes, limits.expiry_s)
    workshop = Workshop(choices.settings, limits)
    corpora = Corpora(store, choices.libraries, workshop)
    bodies = BodyReader(limits, choices.fetcher)
    service = Service(workshop, store, corpora, bodies, limits)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await workshop.do(workshop.model.open)
        sweep = asyncio.create_task(_sweep_for_ever(service))
        try:
            yield
        finally:
            sweep.cancel()
            corpora.close()
            workshop.close()
            store.close()

    app = FastAPI(
        title="photodedup",
        version=__version__,
        description="Find duplicates among images, and images that look alike.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.service = service
    app.add_middleware(Guard, limits=limits, token=choices.token, hosts=choices.hosts)
    app.include_router(make_router(service))
    _add_pages(app, workshop, corpora)
    _add_errors(app)
    return app


def _add_pages(app: FastAPI, workshop: Workshop, corpora: Corpora) -> None:
    @app.get(
        "/",
        response_model=Health,
        responses={200: {"description": "Health; a web page for browsers."}},
        summary="Health: version, device, model",
    )
    async def health(request: Request) -> Any:
        if "text/html" in request.headers.get("accept", ""):
            return _file("index.html", "text/html; charset=utf-8")
        embedder = workshop.model.open()
        return Health(
            status="ok",
            version=__version__,
            device=workshop.model.device_text or "not known yet",
            model=embedder.spec.name if embedder else "none",
            libraries=corpora.library_names,
        )

    @app.get("/page.js", include_in_schema=False)
    async def script() -> Response:
        return _file("page.js", "text/javascript; charset=utf-8")

    @app.get("/page.css", include_in_schema=False)
    async def style() -> Response:
        return _file("page.css", "text/css; charset=utf-8")

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi(), str(request.base_url)))


def _file(name: str, kind: str) -> Response:
    return Response((_WEB / name).read_bytes(), headers={"Content-Type": kind})


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(PhotodedupError)
    async def told(_: Request, error: PhotodedupError) -> JSONResponse:
        """The world's errors, such as a full disk: said in a sentence, nothing crashes."""
        log.warning("a request failed: %s", error)
        return JSONResponse({"detail": str(error)}, 503)


async def _sweep_for_ever(service: Service) -> None:
    """Let expired collections go."""
    while True:
        with contextlib.suppress(OSError):
            for name in await asyncio.to_thread(service.store.expired):
                service.corpora.forget(name)
                await asyncio.to_thread(service.store.delete, name)
        await asyncio.sleep(_SWEEP_S)
