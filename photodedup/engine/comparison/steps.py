"""A comparison of two photos in a person's words: one headline, then step by step, with figures.

"The first" is the photo that is looked from, "the second" the one that is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from photodedup.engine.comparison.explanation import Explanation
from photodedup.engine.comparison.figures import (
    Figure,
    file_figures,
    hash_figures,
    laid_figures,
    model_figures,
    overlaps,
    time_figures,
    turn,
)
from photodedup.engine.domain.decisions import ByHand
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.matching.wording import ORIENTATIONS, duration

_SAME = "same picture, "
_NEARLY_ALL = 0.95  # resampling at the edges hides a few percent
_UNSURE = (  # objections that leave it open; all others speak against one picture
    "too flat",
    "too few key points",
    "the smaller picture is too small",
    "nothing but likeness",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the comparison: what it found in a sentence, and the figures behind it."""

    title: str
    says: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All of a comparison in words, with a JPEG of the first and of the second photo.

    `text` holds everything, figures included, to be pasted elsewhere.
    """

    headline: str
    steps: tuple[Step, ...]
    text: str
    previews: tuple[bytes, bytes]


def account(seen: Explanation) -> Account:
    """Put a comparison into words."""
    one, other = seen.previews
    previews = (other, one) if seen.is_from_second else (one, other)
    return Account(headline(seen), steps(seen), as_text(seen), previews)


def headline(seen: Explanation) -> str:
    """What the two photos are to each other, in one sentence without a full stop."""
    found = _found(seen)
    if seen.by_hand is ByHand.APART:
        return f"Kept apart by you. {found}"
    if seen.by_hand is ByHand.TOGETHER and not (seen.verdict and seen.verdict.is_copy):
        return f"Put together by you. {found}"
    return found


def steps(seen: Explanation) -> tuple[Step, ...]:
    """Every step in the order in which a scan takes them."""
    return (
        *_decided(seen),
        Step("Files", _files(seen), tuple(file_figures(seen))),
        Step("Time", _time(seen), tuple(time_figures(seen))),
        Step("A rough look", _rough(seen), tuple(hash_figures(seen))),
        Step("The model", _model(seen), tuple(model_figures(seen))),
        Step("Laid over each other", _laid(seen), tuple(laid_figures(seen))),
    )


def as_text(seen: Explanation) -> str:
    """Everything, figures included, to be pasted elsewhere."""
    first, second = seen.seen_photos
    lines = [headline(seen), "", f"First: {first.path}", f"Second: {second.path}"]
    for step in steps(seen):
        lines += ["", f"{step.title}: {step.says}"]
        lines += [f"  {figure.name}: {figure.value}" for figure in step.figures]
    return "\n".join(lines) + "\n"


# --- the headline -----------------------------------------------------------------------------


def _found(seen: Explanation) -> str:
    said = seen.sentence
    match seen.verdict:
        case Verdict.IDENTICAL:
            return "Identical files, byte for byte"
        case Verdict.SAME_PICTURE:
            rest = said.removeprefix(_SAME)
            return "Same picture" if rest == said else f"Same picture: {rest}"
        case Verdict.EDITED:
            return f"Edited copy: {said}"
        case Verdict.BURST:
            return _with("Not the same picture, but of one burst", said)
        case Verdict.SIMILAR:
            return _with("Not the same picture, but a similar one", said)
    if seen.is_one_shot:
        return "One shot in two files, which are never copies of each other"
    if seen.are_two_captures:
        apart = duration(seen.seconds_apart or 0.0)
        return f"Not the same picture: taken {apart} apart by the same camera"
    return _unproved(seen)


def _with(verdict: str, said: str) -> str:
    """The verdict and how far apart the photos were taken, where that is known."""
    return f"{verdict}: {said}" if said.startswith("taken ") else verdict


def _unproved(seen: Explanation) -> str:
    best = seen.best_attempt
    if best is not None and best.objection is not None:
        is_unsure = seen.is_flat or best.objection.startswith(_UNSURE)
        return f"{'Not sure' if is_unsure else 'Not the same picture'}: {best.objection}"
    if seen.is_flat:
        return "Not sure: one of them shows too little to tell"
    if seen.attempts:
        return "Not the same picture: they do not agree in any way in which they could be laid"
    return "Not the same picture: nothing of one is found in the other"


# --- the steps --------------------------------------------------------------------------------


def _decided(seen: Explanation) -> Iterator[Step]:
    if seen.by_hand is ByHand.TOGETHER:
        yield Step("You", "You put these two together by hand.")
    if seen.by_hand is ByHand.APART:
        yield Step("You", "You said that these are not the same, so no group holds both.")


def _files(seen: Explanation) -> str:
    if seen.is_identical:
        return "Both files are the same, byte for byte."
    if seen.has_same_pixels:
        return "The files differ, the pictures do not: every pixel is the same."
    if seen.is_one_shot:
        return "Both files are of one press of the shutter, such as a RAW file and its JPEG."
    return "The files are not the same."


def _time(seen: Explanation) -> str:
    apart_s = seen.seconds_apart
    if apart_s is None:
        return "At least one has no date from a camera, so the time says nothing."
    if apart_s == 0:
        return "Both were taken in the same moment."
    if seen.are_two_captures:
        return f"One camera took them {duration(apart_s)} apart, so these are two captures."
    return (
        f"Their dates are {duration(apart_s)} apart. That alone does not make them two captures: "
        "the cameras differ, or a clock was set."
    )


def _rough(seen: Explanation) -> str:
    if seen.is_flat:
        return "One of them shows too little for a rough look to mean anything."
    if "hashes" in seen.proposed_by:
        turned = ORIENTATIONS[turn(seen, seen.nearest_hash.orientation)]
        return f"Light and dark lie alike{f' once one is {turned}' if turned else ''}."
    return "Light and dark lie differently, in all eight ways to turn and mirror one of them."


def _model(seen: Explanation) -> str:
    if seen.cosine is None or seen.loose_cosine is None:
        return "No model was asked."
    if seen.cosine >= seen.loose_cosine:
        return "The model finds them alike enough for a close look."
    return "The model does not find them alike."


def _laid(seen: Explanation) -> str:
    best = seen.best_attempt
    if best is None:
        return _not_laid(seen)
    how = ORIENTATIONS[turn(seen, best.geometry.orientation)]
    of_first, of_second = overlaps(seen, best)
    share = f"{of_first:.0%} of the first and {of_second:.0%} of the second"
    if min(of_first, of_second) > _NEARLY_ALL:
        share = "nearly all of both"
    where = f"Laid over each other{f', one {how}' if how else ''}, they share {share}"
    if best.objection is not None:
        return f"{where}, but that is no proof: {best.objection}."
    return f"{where}, and agree there.{_hint_of_scan(seen)}"


def _not_laid(seen: Explanation) -> str:
    if seen.has_same_pixels or seen.is_one_shot:
        return "Not needed."
    if seen.are_two_captures:
        return "Not needed: the time has told already."
    if seen.attempts:
        return "Some points of them look alike, but the pictures do not agree around them."
    return "No points of one are found again in the other."


def _hint_of_scan(seen: Explanation) -> str:
    if seen.proposed_by:
        return ""
    return (
        " A scan may not have looked so closely: neither the rough look nor the model "
        "proposes the two."
    )
