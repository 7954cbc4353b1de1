"""Looks for one image in a collection or a library, in two stages: sieve, then verifier."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from photodedup.engine.search import Hit, Query
from photodedup.server.corpora import Corpus

SIEVE_COSINE = 0.6
SIEVE_HASH_BITS = 24  # of 128
_SIEVED_MOST = 24

Stage = Literal["sieve", "verifier"]


@dataclass(frozen=True, slots=True)
class Detection:
    """Whether an image is a duplicate, and which stage decided that.

    The sieve decides where bytes or pixels are equal, or nothing comes near; what only comes
    near is laid over the image and compared by the verifier.
    """

    is_duplicate: bool
    stage: Stage
    match: Hit | None
    sieve_matches: Sequence[Hit]
    verifier_matches: Sequence[Hit]


def search(corpus: Corpus, query: Query, top_k: int) -> list[Hit]:
    """The photos most like an image, proved copies first."""
    return corpus.search.near(query, top_k)


def detect(corpus: Corpus, query: Query) -> Detection:
    hits = corpus.search.near(query, _SIEVED_MOST)
    sieved = [hit for hit in hits if _passes_sieve(hit)]
    copies = [hit for hit in hits if hit.is_copy and hit.verdict is not None]
    certain = [hit for hit in copies if hit.is_certain]
    verified = [hit for hit in copies if not hit.is_certain]
    stage: Stage = "sieve" if certain or not sieved else "verifier"
    match = copies[0] if copies else None
    return Detection(match is not None, stage, match, sieved, verified)


def _passes_sieve(hit: Hit) -> bool:
    near_hash = hit.hash_distance is not None and hit.hash_distance <= SIEVE_HASH_BITS
    near_vector = hit.cosine is not None and hit.cosine >= SIEVE_COSINE
    return hit.is_copy or near_hash or near_vector
