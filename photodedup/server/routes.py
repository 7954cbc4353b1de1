"""The API's routes: what each takes, and what it answers."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException

from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.search import Hit
from photodedup.server import collecting, detecting
from photodedup.server.bodies import Body, BodyReader
from photodedup.server.corpora import Corpora, Corpus
from photodedup.server.examples import MANY_IMAGES, ONE_IMAGE
from photodedup.server.limits import Limits
from photodedup.server.schemas import Added, Detected, Duplicates, Found, problems
from photodedup.server.store import CollectionStore, QuotaReached
from photodedup.server.taking import Sent, take
from photodedup.server.workshop import Workshop

Answer = TypeVar("Answer")

NO_COLLECTION = "There is no such collection."
NO_CORPUS = "There is no such collection or library. Name one by request_id or library."

PAIRS = (
    "A pair is any two images of one group that were proved to each other: the image to keep with "
    "each other one, and those others that were compared as well. Groups are made of what is at "
    "least so similar; a member's verdict and similarity are against the image that its group "
    "keeps. With a verdict, only pairs and members that have it are named."
)

Name = Annotated[str | None, Query(max_length=200)]


class Wanted(BaseModel):
    """What a search asks for besides its image, in the address or in the body."""

    top_k: int = Field(5, ge=1)
    request_id: str | None = Field(None, max_length=200)
    library: str | None = Field(None, max_length=200)


class Service:
    """What all routes work with."""

    def __init__(
        self,
        workshop: Workshop,
        store: CollectionStore,
        corpora: Corpora,
        bodies: BodyReader,
        limits: Limits,
    ) -> None:
        self.workshop = workshop
        self.store = store
        self.corpora = corpora
        self.bodies = bodies
        self.limits = limits

    async def add(self, request: Request) -> Added:
        body = await self.bodies.read(request, self.limits.images)
        try:
            collection, outcomes = await self.workshop.do(
                collecting.make_collection, body.sent, self.store, self.workshop, self.limits
            )
        except QuotaReached as error:
            raise HTTPException(413, "The store is full. Delete collections first.") from error
        images = [
            {"index": o.index, "name": o.name, "id": o.id, "reason": o.reason} for o in outcomes
        ]
        expires = datetime.fromtimestamp(collection.expires_at, UTC).isoformat(timespec="seconds")
        added = sum(outcome.id is not None for outcome in outcomes)
        return Added.model_validate(
            {"request_id": collection.id, "added": added, "expires": expires, "images": images}
        )

    async def look(self, request: Request, wanted: Wanted, *, is_detection: bool) -> Any:
        """Read the one image of a request, and search or detect with it."""
        body = await self.bodies.read(request, 1)
        wanted = _completed(wanted, body, self.limits)

        def work() -> Any:
            with self._corpus(wanted) as corpus:
                return self._looked(corpus, body.sent[0], wanted, is_detection=is_detection)

        return await self.workshop.do(work)

    def _looked(self, corpus: Corpus, sent: Sent, wanted: Wanted, *, is_detection: bool) -> Any:
        with tempfile.TemporaryDirectory(prefix="photodedup-") as folder:
            try:
                taken = take(sent, self.limits)
                path = Path(folder) / f"asked{taken.ending}"
                path.write_bytes(taken.data)
                query = self.workshop.query(path)
            except UnreadablePhoto as error:
                raise HTTPException(422, f"The image is refused: {error}") from error
        if is_detection:
            return _detected(corpus, detecting.detect(corpus, query))
        hits = detecting.search(corpus, query, wanted.top_k)
        return {
            "ids": [corpus.shown_id(hit.photo) for hit in hits],
            "similarities": [hit.similarity for hit in hits],
            "verdicts": [_verdict(hit) for hit in hits],
        }

    async def duplicates(
        self, request_id: str, threshold: float, verdicts: frozenset[Verdict]
    ) -> dict[str, Any]:
        """
        Raises:
            HTTPException: 404, there is no such collection.
        """
        if self.store.get(request_id) is None:
            raise HTTPException(404, NO_COLLECTION)

        def work() -> dict[str, Any]:
            with self._corpus(Wanted(request_id=request_id)) as corpus:
                return collecting.duplicates(corpus, threshold, verdicts)

        return {"request_id": request_id, **await self.workshop.do(work)}

    @contextmanager
    def _corpus(self, wanted: Wanted) -> Iterator[Corpus]:
        try:
            lent = self.corpora.lend(wanted.request_id, wanted.library)
            corpus = lent.__enter__()
        except KeyError as error:
            raise HTTPException(404, NO_CORPUS) from error
        try:
            yield corpus
        finally:
            lent.__exit__(None, None, None)

    async def preview(self, wanted: Wanted, image: int) -> bytes:
        def work() -> bytes | None:
            with self._corpus(wanted) as corpus:
                return corpus.preview(image)

        jpeg = await self.workshop.do(work)
        if jpeg is None:
            raise HTTPException(404, "There is no such image.")
        return jpeg

    def delete(self, request_id: str) -> None:
        """
        Raises:
            HTTPException: 404, there is no such collection.
        """
        if self.store.get(request_id) is None:
            raise HTTPException(404, NO_COLLECTION)
        self.corpora.forget(request_id)
        self.store.delete(request_id)


def _completed(wanted: Wanted, body: Body, limits: Limits) -> Wanted:
    """What the body says counts more than the address."""
    given = {name: body.fields[name] for name in Wanted.model_fields if name in body.fields}
    try:
        wanted = Wanted.model_validate({**wanted.model_dump(), **given})
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise HTTPException(422, str(details[0]["msg"])) from error
    return wanted.model_copy(update={"top_k": min(wanted.top_k, limits.top_k)})


def _verdict(hit: Hit) -> str | None:
    return str(hit.verdict) if hit.verdict is not None else None


def _match(corpus: Corpus, hit: Hit) -> dict[str, Any]:
    return {
        "id": corpus.shown_id(hit.photo),
        "similarity": hit.similarity,
        "verdict": _verdict(hit),
        "reason": hit.reason,
    }


def _detected(corpus: Corpus, found: detecting.Detection) -> dict[str, Any]:
    return {
        "is_duplicate": found.is_duplicate,
        "stage": found.stage,
        "match": _match(corpus, found.match) if found.match is not None else None,
        "sieve_matches": [_match(corpus, hit) for hit in found.sieve_matches],
        "verifier_matches": [_match(corpus, hit) for hit in found.verifier_matches],
    }


def make_router(service: Service) -> APIRouter:
    """The routes with work behind them; the page and the documentation are elsewhere."""
    router = APIRouter()

    @router.post(
        "/images",
        response_model=Added,
        responses=problems(400, 408, 413, 415, 422),
        openapi_extra=MANY_IMAGES,
        summary="Send images, and find the duplicates among them",
    )
    async def add_images(request: Request) -> Added:
        return await service.add(request)

    @router.get(
        "/duplicates/{request_id}",
        response_model=Duplicates,
        responses=problems(404, 422),
        summary="Which images of a collection are duplicates",
        description=PAIRS,
    )
    async def get_duplicates(
        request_id: str,
        threshold: Annotated[
            float, Query(ge=0, le=1, description="least similarity of a pair")
        ] = 0.75,
        verdict: Annotated[list[Verdict], Query(description="these alone")] = [],  # noqa: B006
    ) -> Any:
        return await service.duplicates(request_id, threshold, frozenset(verdict))

    @router.delete(
        "/collections/{request_id}",
        status_code=204,
        responses=problems(404),
        summary="Forget a collection with all its images",
    )
    async def delete_collection(request_id: str) -> Response:
        await service.workshop.do(service.delete, request_id)
        return Response(status_code=204)

    _add_searches(router, service)
    return router


def _add_searches(router: APIRouter, service: Service) -> None:
    @router.post(
        "/similarity-search",
        response_model=Found,
        responses=problems(400, 404, 408, 413, 415, 422),
        openapi_extra=ONE_IMAGE,
        summary="The images of a collection or a library most like one",
    )
    async def search(
        request: Request,
        top_k: Annotated[int, Query(ge=1)] = 5,
        request_id: Name = None,
        library: Name = None,
    ) -> Any:
        wanted = Wanted(top_k=top_k, request_id=request_id, library=library)
        return await service.look(request, wanted, is_detection=False)

    @router.post(
        "/api/detect",
        response_model=Detected,
        responses=problems(400, 404, 408, 413, 415, 422),
        openapi_extra=ONE_IMAGE,
        summary="Whether an image is a duplicate of one that is there",
    )
    async def detect(request: Request, request_id: Name = None, library: Name = None) -> Any:
        wanted = Wanted(request_id=request_id, library=library)
        return await service.look(request, wanted, is_detection=True)

    @router.get(
        "/preview",
        response_class=Response,
        responses={
            200: {"content": {"image/jpeg": {}}, "description": "A JPEG of at most 320 pixels."},
            **problems(404, 422),
        },
        summary="A small picture of an image, by its id",
    )
    async def preview(
        id: Annotated[int, Query(ge=0, le=1 << 40)],
        request_id: Name = None,
        library: Name = None,
    ) -> Response:
        wanted = Wanted(request_id=request_id, library=library)
        return Response(await service.preview(wanted, id), media_type="image/jpeg")
