"""Photos that belong together without being copies: shots of one burst, and similar shots."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import combinations

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.matches import Evidence, Match, Verdict
from photodedup.engine.domain.photos import DateSource, Photo, Taken
from photodedup.engine.matching.verdicts import seconds_apart

BURST_SECONDS = 2.0
SAME_OUTING_SECONDS = 3600.0
LONGEST_BURST = 200
NEXT_SHOTS = 6  # how far a shot is linked along its burst

# Cosines of the default model on labelled photographs: 99.9 % of unrelated pairs lie below 0.67.
BURST_COSINE = 0.75
OUTING_COSINE = 0.70
SIMILAR_COSINE = 0.80
BURST_HASH_DISTANCE = 24  # without vectors: dHash and pHash bits together


def shots_in_a_row(photos: Iterable[Taken]) -> list[tuple[PhotoId, PhotoId]]:
    """Pairs of one camera taken within seconds of each other, smaller id first."""
    by_camera: defaultdict[tuple[str, bool], list[tuple[datetime, PhotoId]]] = defaultdict(list)
    for photo in photos:
        if photo.camera and photo.taken_at and photo.date_source is DateSource.EXIF:
            is_naive = photo.taken_at.tzinfo is None
            by_camera[photo.camera, is_naive].append((photo.taken_at, photo.id))
    pairs = []
    for shots in by_camera.values():
        shots.sort()
        for number, (taken_at, shot) in enumerate(shots):
            for later_at, later in shots[number + 1 : number + 1 + NEXT_SHOTS]:
                if (later_at - taken_at).total_seconds() > BURST_SECONDS:
                    break
                pairs.append((min(shot, later), max(shot, later)))
    return pairs


def same_burst(burst_ids: Mapping[PhotoId, str]) -> list[tuple[PhotoId, PhotoId]]:
    """Pairs to which the camera gave one burst identifier, smaller id first."""
    shots: defaultdict[str, list[PhotoId]] = defaultdict(list)
    for photo, burst in sorted(burst_ids.items()):
        shots[burst].append(photo)
    return [pair for burst in shots.values() for pair in combinations(burst[:LONGEST_BURST], 2)]


def judge_moment(
    first: Photo,
    second: Photo,
    burst_ids: Mapping[PhotoId, str],
    *,
    cosine: float | None = None,
    hash_distance: int | None = None,
) -> Match | None:
    """Say whether two photos that are no copies are a burst or similar shots.

    `first.id` must be the smaller; `burst_ids` are what the cameras wrote.
    """
    apart_s = seconds_apart(first, second)
    burst = burst_ids.get(first.id)
    if burst is not None and burst == burst_ids.get(second.id):
        verdict, step = Verdict.BURST, "burst identifier"
    elif _is_in_a_row(first, second, apart_s) and _looks_alike(cosine, hash_distance):
        verdict, step = Verdict.BURST, "camera, time and likeness"
    elif cosine is not None and cosine >= _similar_from(first, second, apart_s):
        verdict, step = Verdict.SIMILAR, "likeness"
    else:
        return None
    evidence = Evidence(
        step=step,
        hash_distance=hash_distance,
        cosine=None if cosine is None else round(cosine, 4),
        seconds_apart=apart_s,
    )
    return Match(first.id, second.id, verdict, _similarity(cosine), evidence)


def _is_in_a_row(first: Photo, second: Photo, apart_s: float | None) -> bool:
    return apart_s is not None and apart_s <= BURST_SECONDS and first.camera == second.camera


def _looks_alike(cosine: float | None, hash_distance: int | None) -> bool:
    if cosine is not None:
        return cosine >= BURST_COSINE
    return hash_distance is not None and hash_distance <= BURST_HASH_DISTANCE


def _similar_from(first: Photo, second: Photo, apart_s: float | None) -> float:
    same_outing = apart_s is not None and apart_s <= SAME_OUTING_SECONDS
    return OUTING_COSINE if same_outing and first.camera == second.camera else SIMILAR_COSINE


def _similarity(cosine: float | None) -> float:
    return 0.5 if cosine is None else round(max(0.0, min(0.999, cosine)), 4)
