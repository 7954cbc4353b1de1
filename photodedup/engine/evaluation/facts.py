"""An evaluation as plain values for other programs."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from photodedup.engine.comparison import Explanation, plain_lines
from photodedup.engine.evaluation.diagnosis import Diagnosis
from photodedup.engine.evaluation.running import Evaluation
from photodedup.engine.evaluation.scoring import PairCount, Score

SCHEMA = 1


def facts(result: Evaluation, diagnosis: Diagnosis) -> dict[str, Any]:
    """The report; paths are absolute, shares from 0 to 1. Values that JSON knows."""
    score = result.score
    return {
        "schema": SCHEMA,
        "folder": str(result.folder),
        "model": result.model,
        "photos": result.photo_count,
        "labelled": score.labelled_count,
        "sets": score.set_count,
        "skipped": [{"path": str(path), "reason": reason} for path, reason in result.skipped],
        "pairs": _pairs(score.pairs),
        "kinds": _kinds(score),
        "verdicts": [asdict(entry) for entry in score.verdicts],
        "curve": [
            {"min_similarity": point.min_similarity, **_pairs(point.pairs)}
            for point in result.curve
        ],
        "clean_similarity": result.clean_similarity,
        "suggestion": asdict(result.suggestion) if result.suggestion else None,
        "steps": [asdict(step) for step in result.steps],
        "checked_pairs": result.checked_pairs,
        "checks_a_photo": round(result.checks_a_photo, 3),
        "wrong": _wrong(result, diagnosis),
        "missed": _missed(score, diagnosis),
    }


def _pairs(count: PairCount) -> dict[str, Any]:
    return {
        "true": count.true_count,
        "found": count.found_count,
        "wrong": count.wrong_count,
        "recall": round(count.recall, 6),
        "precision": round(count.precision, 6),
    }


def _kinds(score: Score) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind.kind,
            "copies": kind.copy_count,
            "found_with_original": kind.found_count,
            "pairs": kind.pair_count,
            "pairs_found": kind.pairs_found,
            "verdicts": {str(verdict): count for verdict, count in kind.verdicts.items()},
        }
        for kind in score.kinds
    ]


def _wrong(result: Evaluation, diagnosis: Diagnosis) -> list[dict[str, Any]]:
    seen = {(pair.claim.keeper, pair.claim.member): pair.seen for pair in diagnosis.wrong}
    return [
        {
            "keeper": str(claim.keeper),
            "member": str(claim.member),
            "verdict": str(claim.verdict),
            "similarity": claim.similarity,
            "reason": claim.reason,
            "truth": str(claim.relation),
            "is_hidden": number >= len(result.score.wrong),
            "why": _why(seen, claim.keeper, claim.member),
        }
        for number, claim in enumerate(result.all_wrong)
    ]


def _missed(score: Score, diagnosis: Diagnosis) -> list[dict[str, Any]]:
    found = {(pair.missed.original, pair.missed.copy): pair for pair in diagnosis.missed}
    seen = {key: pair.seen for key, pair in found.items()}
    return [
        {
            "original": str(missed.original),
            "copy": str(missed.copy),
            "kind": missed.kind,
            "cause": found[missed.original, missed.copy].cause
            if (missed.original, missed.copy) in found
            else None,
            "why": _why(seen, missed.original, missed.copy),
        }
        for missed in score.missed
    ]


def _why(
    seen: Mapping[tuple[Path, Path], Explanation | None], one: Path, other: Path
) -> list[str] | None:
    """The steps in words, where this pair was looked at again."""
    explanation = seen.get((one, other))
    return plain_lines(explanation) if explanation is not None else None
