"""Take two files through every step that finds duplicates, and keep what each step saw."""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np

from photodedup.engine.comparison.explanation import Explanation, HashDistance, PointCount
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.domain.photos import Photo
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.extraction import Extract, extract
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.features.keypoints import Detector, detect
from photodedup.engine.features.perceptual import distance
from photodedup.engine.files.shots import pair_shots
from photodedup.engine.matching.checker import Attempt, Candidate, PairChecker
from photodedup.engine.matching.hash_index import FLAT_DETAIL, near_pairs
from photodedup.engine.matching.moments import judge_moment
from photodedup.engine.matching.second_looks import WORTH_A_SECOND_LOOK
from photodedup.engine.matching.verdicts import Capture, are_two_captures, seconds_apart

_FIRST, _SECOND = PhotoId(1), PhotoId(2)

Read = Callable[[Path, int | None], Extract]


def read_here(path: Path, input_px: int | None) -> Extract:
    """Read a file in this very process, whatever its decoder does; raises as `extract`."""
    return extract(path, model_input_px=input_px)


def explain(
    first: Path,
    second: Path,
    embedder: Embedder | None,
    *,
    is_tied: bool = False,
    is_from_second: bool = False,
    read: Read = read_here,
) -> Explanation:
    """Compare two files as a library would, step by step. Reads both; stores nothing.

    Args:
        is_tied: they are in one group, so that a finder would try everything.
        is_from_second: let sentences look at the first from the second.
        read: takes in one file, given the side of the model's input; here or in a process that
            may die.

    Raises:
        UnreadablePhoto: one of them is no readable photo; the message names it.
    """
    input_px = embedder.spec.input_px if embedder else None
    reads = [_named(read, path, input_px) for path in (first, second)]
    photos = _photo(_FIRST, first, reads[0]), _photo(_SECOND, second, reads[1])
    cosine = _cosine(reads, embedder)
    loose_cosine = embedder.spec.loose_cosine if embedder else None
    candidate, proposed_by = _candidate(reads, cosine, loose_cosine)
    is_thorough = is_tied or candidate.strength >= WORTH_A_SECOND_LOOK
    candidate = candidate._replace(is_thorough=is_thorough)
    captures = Capture.of(photos[0]), Capture.of(photos[1])
    shots = pair_shots(photos)
    attempts: list[Attempt] = []
    is_identical = reads[0].content_hash == reads[1].content_hash
    has_same_pixels = is_identical or (
        reads[0].pixel_hash is not None and reads[0].pixel_hash == reads[1].pixel_hash
    )
    match: Match | None = None
    if has_same_pixels:
        match = _equal(is_identical)
    elif not shots:
        checker = PairChecker({_FIRST: reads[0].preview_jpeg, _SECOND: reads[1].preview_jpeg}.get)
        match = checker.check(*photos, candidate, attempts.append) or _moment(
            photos, reads, candidate
        )
    return Explanation(
        first=photos[0],
        second=photos[1],
        is_identical=is_identical,
        has_same_pixels=has_same_pixels,
        is_one_shot=bool(shots),
        is_flat=min(read.detail for read in reads) < FLAT_DETAIL,
        hashes=_hash_distances(reads),
        model=embedder.spec.name if embedder else None,
        cosine=cosine,
        loose_cosine=loose_cosine,
        proposed_by=proposed_by,
        seconds_apart=seconds_apart(*captures),
        are_two_captures=are_two_captures(*captures),
        points=_point_counts(reads),
        attempts=tuple(attempts),
        match=match,
        previews=(reads[0].preview_jpeg, reads[1].preview_jpeg),
        is_from_second=is_from_second,
    )


def _named(read: Read, path: Path, input_px: int | None) -> Extract:
    try:
        return read(path, input_px)
    except UnreadablePhoto as error:
        raise UnreadablePhoto(f"{path}: {error}") from error


def _photo(number: PhotoId, path: Path, read: Extract) -> Photo:
    return Photo(
        id=number,
        path=path,
        size_bytes=read.size_bytes,
        mtime_ns=read.mtime_ns,
        device=read.device,
        inode=read.inode,
        content_hash=read.content_hash,
        pixel_hash=read.pixel_hash,
        format=read.format,
        width_px=read.width_px,
        height_px=read.height_px,
        taken_at=read.metadata.taken_at,
        date_source=read.metadata.date_source,
        camera=read.metadata.camera,
        has_location=read.metadata.has_location,
        is_raw=read.is_raw,
        frame_count=read.frame_count,
        sharpness=read.sharpness,
    )


def _cosine(reads: Sequence[Extract], embedder: Embedder | None) -> float | None:
    inputs = [read.model_input for read in reads if read.model_input is not None]
    if embedder is None or len(inputs) < 2:
        return None
    first, second = embedder.embed(np.stack(inputs))
    return float((first * second).sum())


def _hash_distances(reads: Sequence[Extract]) -> tuple[HashDistance, ...]:
    first, second = reads[0].hashes, reads[1].hashes
    by_d = distance(first.dhash, second.dhash[0])
    by_p = distance(first.phash, second.phash[0])
    return tuple(
        HashDistance(orientation, int(d), int(p))
        for orientation, (d, p) in enumerate(zip(by_d, by_p, strict=True))
    )


def _candidate(
    reads: Sequence[Extract], cosine: float | None, loose_cosine: float | None
) -> tuple[Candidate, tuple[str, ...]]:
    """The pair as the finder would hand it to the checker, and what would propose it."""
    near = near_pairs(
        np.stack([read.hashes.dhash for read in reads]),
        np.stack([read.hashes.phash for read in reads]),
        np.ones(2, bool),
        usable=np.array([read.detail >= FLAT_DETAIL for read in reads]),
    )
    by_hash = near[0] if near else None
    is_near = cosine is not None and loose_cosine is not None and cosine >= loose_cosine
    candidate = Candidate(
        _FIRST,
        _SECOND,
        by_hash.orientation if by_hash else None,
        by_hash.distance if by_hash else None,
        cosine if is_near else None,
    )
    names = ["hashes"] * (by_hash is not None) + ["model"] * is_near
    return candidate, tuple(names)


def _equal(is_identical: bool) -> Match:
    verdict = Verdict.IDENTICAL if is_identical else Verdict.SAME_PICTURE
    step = "equal bytes" if is_identical else "equal pixels"
    return Match(_FIRST, _SECOND, verdict, 1.0, Evidence(step))


def _moment(
    photos: tuple[Photo, Photo], reads: Sequence[Extract], candidate: Candidate
) -> Match | None:
    """A burst or similar shots, by what the cameras wrote and by likeness."""
    written = {photo.id: read.metadata.burst_id for photo, read in zip(photos, reads, strict=True)}
    bursts = {photo: burst for photo, burst in written.items() if burst}
    return judge_moment(
        *photos, bursts, cosine=candidate.cosine, hash_distance=candidate.hash_distance
    )


def _point_counts(reads: Sequence[Extract]) -> tuple[PointCount, ...]:
    greys = [
        np.asarray(
            cv2.imdecode(np.frombuffer(read.preview_jpeg, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8
        )
        for read in reads
    ]
    return tuple(
        PointCount(detector, *(len(detect(grey, detector)) for grey in greys))
        for detector in Detector
    )
