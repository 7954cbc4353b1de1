"""`photodedup worker`, and `photodedup find --queue`; what they need is loaded when they run."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from photodedup.engine.errors import ServingRefused
from photodedup.engine.extras import how_to_get, need_of
from photodedup.engine.settings import Settings

_MISSING = "Working with a queue needs packages that are not here ({}): {}"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    worker = commands.add_parser(
        "worker",
        help="read photos for “photodedup find --queue” on another computer",
        description="Take photos from a queue, read them and make their vectors, until stopped. "
        "Photos are read in the folders that --photos names and nowhere else. Nothing is stored "
        f"here. {need_of('workers')}",
    )
    _add_broker(worker)
    worker.add_argument(
        "--photos",
        action="append",
        default=[],
        metavar="[THEIRS=]FOLDER",
        help="read photos in this folder; with THEIRS=, the folder that the computer with the "
        "library calls so; may be given several times",
    )
    worker.add_argument("--model", metavar="ID", help="as the computer with the library has it")
    worker.add_argument("--workers", type=int, default=0, metavar="N", help="files read at a time")
    worker.add_argument("--name", default="", help="what others call it (default: by computer)")
    worker.set_defaults(run=run)


def add_find_options(find: argparse.ArgumentParser) -> None:
    """What `photodedup find` takes besides its own options."""
    find.add_argument(
        "--queue", action="store_true", help="let “photodedup worker”s read the photos"
    )
    _add_broker(find)
    find.add_argument(
        "--send-pictures",
        action="store_true",
        help="with --queue: read here and send reduced pictures, for workers that do not see the "
        "photos",
    )
    find.add_argument(
        "--batch-limit",
        type=float,
        default=60.0,
        metavar="S",
        help="with --queue: give a batch to another worker after so many seconds (default: 60)",
    )
    find.set_defaults(elsewhere=elsewhere)


def _add_broker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--broker",
        default=os.environ.get("PHOTODEDUP_BROKER", ""),
        metavar="URL",
        help="the Redis server, as redis://HOST:PORT/0; better in the variable PHOTODEDUP_BROKER "
        "if it has a password",
    )


def run(options: argparse.Namespace) -> int:
    require_broker(options)
    try:
        from photodedup.workers import working
    except ImportError as error:
        raise ServingRefused(_MISSING.format(error.name, how_to_get("workers"))) from error
    return working.work(options)


@contextmanager
def elsewhere(
    options: argparse.Namespace, settings: Settings, console: Any
) -> Iterator[dict[str, Any]]:
    """What a library shares with workers, by the names of its arguments; nothing without --queue.

    Raises:
        ServingRefused: no broker was named, or the packages are not here.
    """
    if not options.queue:
        yield {}
        return
    require_broker(options)
    try:
        from photodedup.workers import sharing
    except ImportError as error:
        raise ServingRefused(_MISSING.format(error.name, how_to_get("workers"))) from error
    with sharing.shared(options, settings, console.say, console.warn) as parts:
        yield parts


def require_broker(options: argparse.Namespace) -> None:
    """
    Raises:
        ServingRefused: there is no address of a Redis server.
    """
    if not options.broker.startswith(("redis://", "rediss://", "redis+socket://")):
        raise ServingRefused("Name the Redis server: --broker redis://HOST:6379/0")
