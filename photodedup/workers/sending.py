"""Sends batches to the queue and collects their answers, through dead workers and restarts.

Everything that was sent and has no answer is remembered here: a batch whose worker died, or that
went with a broker's memory, is sent again. An answer that comes twice changes nothing.
"""

import logging
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from celery import Celery
from celery.exceptions import CeleryError
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from photodedup.engine.errors import Cancelled, ReadingUnavailable
from photodedup.workers.contract import is_own_queue, queue_of

log = logging.getLogger(__name__)
# It reports each try to reach the broker, with advice that does not hold here: the sender says so
# in one sentence, and goes on by itself.
logging.getLogger("celery.backends").setLevel(logging.CRITICAL + 1)

Warn = Callable[[str], None]

_LOOK_EVERY_S = 0.05
_LOOK_AGAIN_S = 1.0  # after the broker did not answer
_CENSUS_S = 10.0  # how often workers are counted while nothing comes
_NO_WORKER_S = 60.0  # how long to go on without any
_MOST_SENDS = 5
# Celery says RuntimeError when it has tried often enough to hear of results.
_UNREACHABLE = (CeleryError, KombuError, RedisError, OSError, RuntimeError)


def require_broker(app: Celery) -> None:
    """
    Raises:
        ReadingUnavailable: the broker cannot be reached.
    """
    try:
        app.backend.client.ping()
    except _UNREACHABLE as error:
        why = str(error).rstrip(".")
        raise ReadingUnavailable(
            f"The broker {app.connection().as_uri()} does not answer: {why}."
        ) from error


class NoWorker(Exception):
    """Workers failed a batch so often that it is done here."""


@dataclass(slots=True)
class _Batch:
    task: str
    arguments: Sequence[Any]
    count: int
    answer: "Future[dict[str, Any]]" = field(default_factory=Future)
    ids: list[str] = field(default_factory=list)  # of every time it was sent
    sent_s: float = 0.0


class Sender:
    """One sender for a scan. Use as a context manager, or `close` it.

    Args:
        app: as `make_celery` makes it.
        contract: what workers must have.
        warn: told, in sentences, what keeps the work from going on.
        batch_s: a batch without an answer is sent again after so long.
    """

    def __init__(self, app: Celery, contract: str, warn: Warn, batch_s: float = 60.0) -> None:
        self._app = app
        self._contract = contract
        self._queue = queue_of(contract)
        self._warn = warn
        self._batch_s = batch_s
        self._open: list[_Batch] = []
        self._guard = threading.Lock()
        self._is_closed = threading.Event()
        self._refused: set[str] = set()
        self._is_counted = False
        self._last_answer_s = self._alone_since_s = self._census_s = time.monotonic()
        self._started_s = self._census_s
        self.done: Counter[str] = Counter()  # photos by worker
        self._thread = threading.Thread(target=self._collect, name="queue", daemon=True)
        self._thread.start()

    def __enter__(self) -> "Sender":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, task: str, arguments: Sequence[Any], count: int) -> dict[str, Any]:
        """The answer to one batch of `count` photos; waits for it. From any thread.

        Raises:
            NoWorker: it failed too often.
            ReadingUnavailable: no worker is there.
            Cancelled: the sender was closed.
        """
        batch = _Batch(task, [self._contract, *arguments], count)
        with self._guard:
            if self._is_closed.is_set():
                raise Cancelled("stopped")
            self._open.append(batch)
        return batch.answer.result()

    def close(self) -> None:
        """Give up what has no answer."""
        self._is_closed.set()
        self._thread.join()
        self._fail_all(Cancelled("stopped"))

    def rates(self) -> list[tuple[str, int, float]]:
        """Of every worker: its name, the photos it did, and how many a second."""
        took_s = max(0.001, time.monotonic() - self._started_s)
        return [(name, count, count / took_s) for name, count in sorted(self.done.items())]

    # --- in the sender's own thread ------------------------------------------------------------

    def _collect(self) -> None:
        is_reached = True
        while not self._is_closed.wait(_LOOK_EVERY_S if is_reached else _LOOK_AGAIN_S):
            try:
                if not is_reached:
                    self._app.backend.client.ping()
                    self._send_all_again()
                    log.info("the broker answers again; what was under way is sent again")
                is_reached = True
                self._look()
            except _UNREACHABLE as error:
                if is_reached:
                    log.info("broker: %s", error)
                    self._warn("The broker does not answer; waiting for it.")
                is_reached = False
                self._alone_since_s = time.monotonic()

    def _look(self) -> None:
        now_s = time.monotonic()
        for batch in self._snapshot():
            answer = self._answer(batch)
            if answer is not None:
                self._settle(batch, answer)
            elif not batch.ids or now_s - batch.sent_s > self._batch_s:
                self._send(batch)
        is_due = now_s - max(self._last_answer_s, self._census_s) > _CENSUS_S
        if self._snapshot() and (is_due or not self._is_counted):
            self._census()

    def _snapshot(self) -> list[_Batch]:
        with self._guard:
            return list(self._open)

    def _answer(self, batch: _Batch) -> dict[str, Any] | None:
        for number in batch.ids:
            meta = self._app.backend.get_task_meta(number, cache=False)
            if meta["status"] == "SUCCESS" and isinstance(meta["result"], dict):
                return meta["result"]
            if meta["status"] in ("FAILURE", "REVOKED"):
                batch.ids.remove(number)
                log.warning("a worker failed: %s", meta.get("result"))
                return {"refused": "it failed"}
        return None

    def _settle(self, batch: _Batch, answer: dict[str, Any]) -> None:
        self._last_answer_s = self._alone_since_s = time.monotonic()
        if "refused" in answer:
            log.warning("a batch was refused: %s", answer["refused"])
            self._send(batch)
            return
        with self._guard:
            self._open.remove(batch)
        self.done[str(answer.get("worker", "?"))[:80]] += batch.count
        batch.answer.set_result(answer)
        for number in batch.ids:
            self._app.backend.forget(number)

    def _send(self, batch: _Batch) -> None:
        if len(batch.ids) >= _MOST_SENDS:
            with self._guard:
                self._open.remove(batch)
            batch.answer.set_exception(NoWorker("it failed too often"))
            return
        number = str(uuid.uuid4())
        self._app.send_task(
            batch.task, batch.arguments, task_id=number, queue=self._queue, retry=False
        )
        batch.ids.append(number)
        batch.sent_s = time.monotonic()

    def _send_all_again(self) -> None:
        """The broker may have forgotten everything."""
        for batch in self._snapshot():
            batch.ids.clear()
            self._send(batch)

    def _census(self) -> None:
        """Who is there, who does not fit, and whether it makes sense to wait."""
        now_s = self._census_s = time.monotonic()
        self._is_counted = True
        found = self._app.control.inspect(timeout=2.0).active_queues() or {}
        queues = {name: {queue["name"] for queue in listed} for name, listed in found.items()}
        fitting = [name for name, listed in queues.items() if self._queue in listed]
        for name, listed in queues.items():
            if name not in fitting and name not in self._refused and any(map(is_own_queue, listed)):
                self._refused.add(name)
                self._warn(
                    f"The worker {name.partition('@')[2]} is refused: its model or its version is "
                    f"another one than here ({self._contract})."
                )
        if fitting:
            self._alone_since_s = now_s
        elif now_s - self._alone_since_s > _NO_WORKER_S:
            self._fail_all(ReadingUnavailable("No worker that fits answers; start one first."))

    def _fail_all(self, error: Exception) -> None:
        with self._guard:
            batches, self._open = self._open, []
        for batch in batches:
            batch.answer.set_exception(error)
