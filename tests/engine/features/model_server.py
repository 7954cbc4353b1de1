"""An HTTP server on this computer that offers one file, well or badly."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from photodedup.engine.features.models import ModelSpec, model_spec
from photodedup.engine.paths import resources_folder

LITE0 = (resources_folder() / "models" / "efficientnet-lite0.onnx").read_bytes()


@dataclass
class Offer:
    """What the server sends, and how it misbehaves."""

    content: bytes
    drops_after: list[int] = field(default_factory=list)  # bytes of each coming answer
    ignores_range: bool = False
    says_size: int | None = None  # another size than is true
    says_no_size: bool = False
    status: int | None = None  # an error instead of the file
    mark: str = '"first"'
    shifts_parts_by: int = 0
    asked: list[str | None] = field(default_factory=list)  # the Range of each request

    def part_asked_for(self, header: str | None, if_range: str | None) -> int | None:
        """Where the answer starts; None for the whole file."""
        if header is None or self.ignores_range or if_range not in (None, self.mark):
            return None
        found = re.fullmatch(r"bytes=(\d+)-", header)
        assert found, header
        return int(found[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    offer: Offer

    def do_GET(self) -> None:
        offer = self.offer
        offer.asked.append(self.headers["Range"])
        start = offer.part_asked_for(self.headers["Range"], self.headers["If-Range"])
        whole = len(offer.content)
        if offer.status is not None or (start is not None and start >= whole):
            self.send_error(offer.status or 416)
            return
        body = offer.content[start or 0 :]
        self.send_response(200 if start is None else 206)
        if start is not None:
            first = start + offer.shifts_parts_by
            self.send_header(
                "Content-Range", f"bytes {first}-{whole - 1}/{offer.says_size or whole}"
            )
        if not offer.says_no_size:
            length = len(body) if start is not None else offer.says_size or len(body)
            self.send_header("Content-Length", str(length))
        if offer.mark:
            self.send_header("ETag", offer.mark)
        self.end_headers()
        if offer.drops_after:
            body = body[: offer.drops_after.pop(0)]
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(offer: Offer) -> Iterator[str]:
    """The address of a file while it is offered."""
    handler = type("Handler", (_Handler,), {"offer": offer})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/weights.pt"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def quick_model(url: str) -> ModelSpec:
    """ResNet-50 as a model that is quick to get: the default one's file under that name."""
    return replace(
        model_spec("resnet50"),
        file="resnet50.onnx",
        url=url,
        network="",
        dims=1280,
        size_bytes=len(LITE0),
        sha256=hashlib.sha256(LITE0).hexdigest(),
    )
