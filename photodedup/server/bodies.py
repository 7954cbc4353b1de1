"""Takes the images and fields out of a request's body: a form with files, or JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from photodedup.engine.errors import UnreadablePhoto
from photodedup.server.fetching import Fetcher
from photodedup.server.limits import Limits
from photodedup.server.taking import Sent, from_base64

_MOST_FIELDS = 16
_FILE_FIELDS = {"files", "images", "image", "file"}
NO_URLS = "this server fetches no addresses"


@dataclass(slots=True)
class Body:
    """A request's images in their order, and its other fields as text."""

    sent: list[Sent] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)


class BodyReader:
    """Reads bodies within limits. `fetcher` is None where addresses are not asked."""

    def __init__(self, limits: Limits, fetcher: Fetcher | None) -> None:
        self._limits = limits
        self._fetcher = fetcher

    async def read(self, request: Request, most_images: int) -> Body:
        """
        Raises:
            HTTPException: 400, 413, 415 or 422; the detail says why.
        """
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "multipart/form-data":
            body = await self._form(request, most_images)
        elif kind == "application/json":
            body = self._json(await request.body())
        else:
            raise HTTPException(415, "Send multipart/form-data or application/json.")
        if not body.sent:
            raise HTTPException(422, "There is no image in the request.")
        if len(body.sent) > most_images:
            raise HTTPException(413, f"At most {most_images} images are taken at once.")
        return body

    async def _form(self, request: Request, most_images: int) -> Body:
        body = Body()
        form = await request.form(
            max_files=most_images,
            max_fields=most_images + _MOST_FIELDS,
            max_part_size=self._limits.image_bytes * 4 // 3 + 4096,
        )
        try:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    if name not in _FILE_FIELDS:
                        raise HTTPException(422, f"There is no field {name[:40]!r} for a file.")
                    data = await value.read(self._limits.image_bytes + 1)
                    body.sent.append(Sent(_given(data), value.filename or ""))
                elif name in ("base64", "url"):
                    body.sent.append(self._sent(name, value))
                else:
                    body.fields[name] = value
        finally:
            await form.close()
        return body

    def _json(self, data: bytes) -> Body:
        try:
            facts = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, "The body is no JSON.") from error
        if not isinstance(facts, dict):
            raise HTTPException(422, "The body must be a JSON object.")
        body = Body()
        if "images" in facts:
            images = facts.pop("images")
            if not isinstance(images, list):
                raise HTTPException(422, "“images” must be a list.")
            body.sent = [self._of_object(image) for image in images]
        elif "base64" in facts or "url" in facts:
            body.sent = [self._of_object(facts)]
        body.fields = {k: v for k, v in facts.items() if k not in ("base64", "url", "name")}
        return body

    def _of_object(self, image: object) -> Sent:
        if not isinstance(image, Mapping):
            raise HTTPException(422, "Each image must be an object with “base64” or “url”.")
        given = [name for name in ("base64", "url") if isinstance(image.get(name), str)]
        if len(given) != 1:
            raise HTTPException(422, "Each image needs either “base64” or “url”, a text.")
        name = image.get("name", "")
        return self._sent(given[0], image[given[0]], name if isinstance(name, str) else "")

    def _sent(self, kind: str, text: str, name: str = "") -> Sent:
        if kind == "base64":
            return Sent(partial(from_base64, text, self._limits), name)
        if self._fetcher is None:
            return Sent(_refusing(NO_URLS), name or text)
        return Sent(partial(self._fetcher.fetch, text), name or text)


def _given(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _refusing(reason: str) -> Callable[[], bytes]:
    def refuse() -> bytes:
        raise UnreadablePhoto(reason)

    return refuse
