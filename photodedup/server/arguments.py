"""`photodedup serve` for the command line; what it needs is loaded when it runs."""

import argparse
import os
from pathlib import Path

from photodedup.engine.errors import ServingRefused
from photodedup.engine.extras import how_to_get, need_of


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser(
        "serve",
        help="serve the engine as an HTTP API, with a web page",
        description="Serve finding and searching over HTTP, with a web page at / and its "
        "documentation at /docs. Only this computer can reach it, unless --host says otherwise; "
        f"then a token is needed. {need_of('server')}",
    )
    serve.add_argument("--host", default="127.0.0.1", help="address (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, help="port (default: 8000)")
    serve.add_argument(
        "--token",
        default=os.environ.get("PHOTODEDUP_TOKEN", ""),
        help="what clients must send as “Authorization: Bearer TOKEN”; better in the variable "
        "PHOTODEDUP_TOKEN, where no list of processes shows it",
    )
    serve.add_argument(
        "--library",
        action="append",
        default=[],
        metavar="DIR",
        help="let clients search this library, by folder or name; may be given several times",
    )
    serve.add_argument(
        "--store", type=Path, metavar="DIR", help="where collections are kept between starts"
    )
    _add_limits(serve)
    serve.add_argument(
        "--model", metavar="ID", help="a model that “photodedup models” lists, or none"
    )
    serve.add_argument("--workers", type=int, default=0, metavar="N", help="images read at a time")
    serve.set_defaults(run=run)


def _add_limits(serve: argparse.ArgumentParser) -> None:
    serve.add_argument(
        "--allow-urls",
        action="store_true",
        help="fetch images by their addresses; never from this computer or a private network",
    )
    serve.add_argument(
        "--formats",
        default="jpeg,png",
        metavar="LIST",
        help="formats taken besides JPEG and PNG, by commas, or all (default: jpeg,png)",
    )
    serve.add_argument("--max-image-mb", type=float, default=10, metavar="N", help="default: 10")
    serve.add_argument("--max-images", type=int, default=100, metavar="N", help="default: 100")
    serve.add_argument(
        "--max-waiting", type=int, default=32, metavar="N", help="requests at once (default: 32)"
    )
    serve.add_argument(
        "--quota-mb", type=float, default=4096, metavar="N", help="of all collections"
    )
    serve.add_argument(
        "--expiry-hours", type=float, default=168, metavar="N", help="of a collection"
    )


def run(options: argparse.Namespace) -> int:
    try:
        from photodedup.server import running
    except ImportError as error:
        raise ServingRefused(
            f"The server needs packages that are not here ({error.name}): {how_to_get('server')}"
        ) from error
    return running.serve(options)
