"""Downloads a model's weights: in pieces that survive a broken line, checked before they count."""

import http.client
import logging
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from photodedup import __version__
from photodedup.engine.certificates import trusted
from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.features.models import ModelSpec
from photodedup.engine.features.weights import Check, accept, adopt, hash_of, part_file
from photodedup.engine.progress import CancelToken, Progress, ProgressSink, Stage, ignore_progress

log = logging.getLogger(__name__)

CHUNK_BYTES = 128 * 1024
TIMEOUT_S = 15.0  # of silence, not of the whole download
_TRIES_WITHOUT_NEWS = 3
_DROPPED = (http.client.HTTPException, TimeoutError, ConnectionError, urllib.error.URLError)


def download(
    spec: ModelSpec,
    report: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
    check: Check = accept,
) -> Path:
    """Fetch a model into the models folder and return its place.

    What arrives is kept in a `.part` file, with which the next call goes on. Only a file of the
    right size and hash that `check` lets through gets the model's name. Progress counts bytes. A
    proxy is taken from the environment.

    Raises:
        Cancelled: the person stopped; what arrived is kept.
        ModelUnavailable: no network, a wrong file, no room on the disk, or nothing to download.
    """
    if spec.ships_with_program:
        raise ModelUnavailable(f"{spec.name} comes with the program and cannot be downloaded.")
    try:
        part_file(spec).parent.mkdir(parents=True, exist_ok=True)
        _Transfer(spec, report, token or CancelToken()).run()
        return adopt(spec, part_file(spec), check)
    except OSError as error:
        raise ModelUnavailable(
            f"{spec.name} cannot be kept on this computer: {error.strerror or error}."
        ) from error


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server says about the file before it comes: where the body starts in it, the size
    of the whole (None if it does not say), and a mark that changes with the content."""

    start: int
    total: int | None
    mark: str


class _Transfer:
    """Brings the `.part` file to its full size, over as many connections as it takes."""

    def __init__(self, spec: ModelSpec, report: ProgressSink, token: CancelToken) -> None:
        self._spec = spec
        self._report = report
        self._token = token
        self._part = part_file(spec)
        self._mark_file = self._part.with_name(self._part.name + ".mark")

    def run(self) -> None:
        most, tries = self._here_bytes(), 0
        while not self._is_whole():
            self._token.check()
            try:
                self._connect()
            except _DROPPED as error:
                here = self._here_bytes()
                most, tries = (here, 0) if here > most else (most, tries + 1)
                log.info("the download of %s broke off: %s", self._spec.name, error)
                if tries >= _TRIES_WITHOUT_NEWS or _is_final(error):
                    raise ModelUnavailable(self._why(error)) from error
            else:
                break
        self._mark_file.unlink(missing_ok=True)

    def _is_whole(self) -> bool:
        """Whether the last download ended just before the file got its name."""
        spec = self._spec
        is_full = bool(spec.sha256) and self._here_bytes() == spec.size_bytes
        return is_full and hash_of(self._part) == spec.sha256

    def _connect(self) -> None:
        """One connection, until the file is whole. Raises what _DROPPED names."""
        with self._open(self._resumable_bytes()) as (body, answer):
            if answer.total is not None and not self._is_fit(answer.total):
                raise ModelUnavailable(self._wrong_size(answer.total))
            self._mark_file.write_text(answer.mark, encoding="utf-8")
            with self._part.open("r+b" if answer.start else "wb") as part:
                part.seek(answer.start)
                part.truncate()
                done = self._copy(body, part, answer)
        smallest = self._spec.size_bytes - self._spec.size_slack_bytes
        if done < (answer.total or smallest):
            raise ConnectionError(f"{done} bytes came, and then no more")
        if not self._is_fit(done):
            self._part.unlink()
            raise ModelUnavailable(self._wrong_size(done))

    def _copy(self, body: http.client.HTTPResponse, part: BinaryIO, answer: _Answer) -> int:
        """Write the body behind what is there, up to just above the largest size that is right;
        the size of the file so far."""
        done, total = answer.start, answer.total or self._spec.size_bytes
        largest = self._spec.size_bytes + self._spec.size_slack_bytes
        self._report(Progress(Stage.DOWNLOADING, done, total, bytes_done=done))
        while done <= largest and (chunk := _read(body)):
            self._token.check()
            part.write(chunk)
            done += len(chunk)
            self._report(Progress(Stage.DOWNLOADING, done, total, bytes_done=done))
        return done

    def _is_fit(self, size_bytes: int) -> bool:
        return abs(size_bytes - self._spec.size_bytes) <= self._spec.size_slack_bytes

    def _wrong_size(self, size_bytes: int) -> str:
        return (
            f"The server has another file than {self._spec.name}: {size_bytes:,} bytes or more, "
            f"not {self._spec.size_bytes:,}."
        )

    @contextmanager
    def _open(self, start: int) -> Iterator[tuple[http.client.HTTPResponse, _Answer]]:
        headers = {"User-Agent": f"photodedup/{__version__}", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
            if mark := self._mark():
                headers["If-Range"] = mark
        request = urllib.request.Request(self._spec.url, headers=headers)
        try:
            body = urllib.request.urlopen(request, timeout=TIMEOUT_S, context=trusted())
        except urllib.error.HTTPError as error:
            if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not start:
                raise
            self._part.write_bytes(b"")  # what is here does not belong to what is there
            raise ConnectionError("the server starts again") from error
        with body:
            answer = _read_answer(body)
            if answer.start > start:
                raise http.client.HTTPException("another part of the file came")
            yield body, answer

    def _resumable_bytes(self) -> int:
        """How much of the `.part` file can stand. Without a published hash and without the
        server's mark, two different files might be joined, so the download starts again."""
        here = self._here_bytes()
        is_safe = bool(self._spec.sha256 or self._mark())
        return here if is_safe and here < self._spec.size_bytes else 0

    def _here_bytes(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _mark(self) -> str:
        try:
            return self._mark_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _why(self, error: Exception) -> str:
        name = self._spec.name
        if isinstance(error, urllib.error.HTTPError):
            return f"{name} cannot be downloaded: the server answered “{error.code} {error.msg}”."
        kept = " What arrived is kept." if self._here_bytes() else ""
        if isinstance(error, TimeoutError):
            return f"{name} cannot be downloaded: the server does not answer.{kept}"
        if kept:
            return f"The download of {name} broke off.{kept}"
        return f"{name} cannot be downloaded: there is no connection to its server."


def _read(body: http.client.HTTPResponse) -> bytes:
    """What has come by now; empty at the end. A failing line is told apart from a full disk."""
    try:
        return body.read1(CHUNK_BYTES)
    except (TimeoutError, ConnectionError):
        raise
    except OSError as error:
        raise ConnectionError(str(error)) from error


def _read_answer(body: http.client.HTTPResponse) -> _Answer:
    """A server that ignores the range sends the file from its beginning, with status 200."""
    mark = body.headers.get("ETag", "")
    if mark.startswith("W/"):
        mark = ""  # a weak mark may stand for different bytes
    if body.status == http.HTTPStatus.PARTIAL_CONTENT:
        found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", body.headers.get("Content-Range", ""))
        if found is None:
            raise http.client.HTTPException("a part of the file came without its place")
        return _Answer(int(found[1]), None if found[2] == "*" else int(found[2]), mark)
    length = body.headers.get("Content-Length", "")
    return _Answer(0, int(length) if length.isdigit() else None, mark)


def _is_final(error: Exception) -> bool:
    """Whether trying again at once is of no use."""
    return isinstance(error, urllib.error.HTTPError) and error.code < 500
