"""What one server takes from its clients, declared once."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of a server. `waiting`: requests with work that may be under way or in line at
    once; more are turned away with 429."""

    image_bytes: int = 10 * MIB
    images: int = 100  # in one request
    request_bytes: int = 200 * MIB
    inside_bytes: int = 600 * MIB  # of all requests under way: they are held in memory
    pixels: int = 60_000_000
    image_s: float = 20.0  # to open one image; its size adds to it
    request_s: float = 60.0  # for a request to arrive whole
    waiting: int = 32
    store_bytes: int = 4096 * MIB  # of all collections
    expiry_s: float = 7 * 86_400.0  # a collection goes so long after it was made
    top_k: int = 100
    formats: frozenset[str] = frozenset({"jpeg", "png"})


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Of fetching an image by its address."""

    seconds: float = 10.0
    redirects: int = 3
    ports: frozenset[int] = frozenset({80, 443})
