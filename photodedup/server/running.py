"""Starts the server as the arguments ask, and refuses what would not be safe."""

import argparse
import ipaddress
import logging
import sys
from dataclasses import replace

import uvicorn

from photodedup.engine.errors import LibraryError, ServingRefused
from photodedup.engine.paths import (
    LibraryPlaces,
    collections_folder,
    library_names,
    library_places,
    library_places_at,
    settings_file,
)
from photodedup.engine.settings import load_settings
from photodedup.server.app import ServerChoices, make_app
from photodedup.server.fetching import Fetcher
from photodedup.server.guard import LOOPBACK_HOSTS
from photodedup.server.limits import MIB, Limits
from photodedup.server.taking import known_formats

NEEDS_TOKEN = (
    "Others could reach the server at {host}, so it needs a token. Set PHOTODEDUP_TOKEN (at least "
    "16 letters), or stay with 127.0.0.1."
)
_LEAST_TOKEN = 16


def serve(options: argparse.Namespace) -> int:
    """Serve until stopped; the exit code.

    Raises:
        ServingRefused, LibraryError: it cannot be done as asked.
    """
    app = make_app(choices_of(options))
    level = "warning" if getattr(options, "quiet", False) else "info"
    if getattr(options, "verbose", False):
        logging.basicConfig(level=logging.INFO)
    sys.stderr.write(f"photodedup: http://{_shown(options.host)}:{options.port}/\n")
    uvicorn.run(
        app,
        host=options.host,
        port=options.port,
        log_level=level,
        access_log=getattr(options, "verbose", False),
        server_header=False,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=64 * 1024,
    )
    return 0


def choices_of(options: argparse.Namespace) -> ServerChoices:
    """
    Raises:
        ServingRefused: no token for an address that others can reach, or a format unheard of.
        LibraryError: there is no such library.
    """
    is_local = is_loopback(options.host)
    if not is_local and len(options.token) < _LEAST_TOKEN:
        raise ServingRefused(NEEDS_TOKEN.format(host=options.host))
    formats = frozenset(word.strip().lower() for word in options.formats.split(","))
    unknown = formats - known_formats()
    if unknown:
        known = ", ".join(sorted(known_formats()))
        raise ServingRefused(f"There is no format {min(unknown)!r}; there are: {known}.")
    limits = Limits(
        image_bytes=round(options.max_image_mb * MIB),
        images=options.max_images,
        request_bytes=max(round(options.max_image_mb * MIB * 2), 200 * MIB),
        waiting=options.max_waiting,
        store_bytes=round(options.quota_mb * MIB),
        expiry_s=options.expiry_hours * 3600,
        formats=formats | {"jpeg", "png"},
    )
    settings = load_settings(settings_file())
    if options.model:
        settings = replace(settings, model=options.model)
    if options.workers > 0:
        settings = replace(settings, workers=options.workers)
    libraries = {places.folder.name: places for places in map(_places, options.library)}
    return ServerChoices(
        store=options.store or collections_folder() / "collections",
        settings=settings,
        limits=limits,
        libraries=libraries,
        token=options.token,
        hosts=LOOPBACK_HOSTS if is_local else None,
        fetcher=Fetcher(limits.image_bytes) if options.allow_urls else None,
    )


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _places(name: str) -> LibraryPlaces:
    from pathlib import Path

    places = library_places(name) if name in library_names() else None
    places = places or library_places_at(Path(name).expanduser().absolute())
    if not places.database.exists():
        raise LibraryError(f"There is no library in {places.folder}.")
    return places


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
