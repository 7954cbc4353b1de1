"""What both sides of the queue must agree on, and how extracts travel: as JSON, never as code."""

import base64
import hashlib
from typing import Any

from celery import Celery

from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import PIPELINE_VERSION, Extract
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.reading.plain import WrongType, from_plain, to_plain

READ = "photodedup.read"
EMBED = "photodedup.embed"
_PREFIX = "photodedup-"
_VISIBLE_AGAIN_S = 300  # what a dead worker held is handed out again; the sender asks sooner


def contract_of(embedder: Embedder | None) -> str:
    """How photos are read and which model sees them; other results could not be compared."""
    model = embedder.spec.key if embedder is not None else "none"
    return f"pipeline {PIPELINE_VERSION}, model {model}"


def queue_of(contract: str) -> str:
    """The queue of a contract: a worker with another one never gets its photos."""
    return _PREFIX + hashlib.sha256(contract.encode()).hexdigest()[:16]


def is_own_queue(name: str) -> bool:
    return name.startswith(_PREFIX)


def make_celery(broker: str, *, is_patient: bool = True) -> Celery:
    """The Celery application of both sides: late acknowledgement, JSON alone.

    Args:
        is_patient: asks for results again and again while the broker is away; who does so itself
            sets it off.
    """
    app = Celery("photodedup", broker=broker, backend=broker, set_as_current=False)
    app.conf.update(
        task_serializer="json",
        result_serializer="json",
        event_serializer="json",
        accept_content=["json"],
        result_accept_content=["json"],
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=True,
        task_send_sent_event=True,
        task_ignore_result=False,
        result_expires=3600,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_transport_options={
            "visibility_timeout": _VISIBLE_AGAIN_S,
            "socket_keepalive": True,
            "socket_connect_timeout": 5,
        },
        redis_socket_connect_timeout=5,
        redis_retry_on_timeout=True,
    )
    if not is_patient:
        app.conf.result_backend_transport_options = {
            "retry_policy": {"max_retries": 1, "interval_start": 0, "interval_max": 0}
        }
    return app


def to_message(extract: Extract) -> dict[str, Any]:
    parts: list[bytes | memoryview] = []
    plain = to_plain(extract, parts)
    return {"extract": plain, "parts": [base64.b64encode(part).decode("ascii") for part in parts]}


def from_message(message: Any) -> Extract:
    """The extract, every value checked against its type.

    Raises:
        UnreadablePhoto: the worker could not read the file; with its reason.
        WrongType: the message is no extract.
    """
    if not isinstance(message, dict):
        raise WrongType("this is no answer")
    if isinstance(message.get("refused"), str):
        raise UnreadablePhoto(message["refused"][:200])
    try:
        parts = [base64.b64decode(part, validate=True) for part in message["parts"]]
        return from_plain(Extract, message["extract"], parts)
    except (KeyError, TypeError, ValueError) as error:
        raise WrongType(str(error)) from error
