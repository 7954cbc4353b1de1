"""An evaluation as plain lines for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from photodedup.engine.evaluation.diagnosis import Diagnosis
from photodedup.engine.evaluation.running import Evaluation
from photodedup.engine.evaluation.scoring import Score


def plain_lines(result: Evaluation, diagnosis: Diagnosis) -> list[str]:
    """Everything that a person reads without opening the page."""
    return [
        *_summary(result),
        "",
        *_verdicts(result.score),
        "",
        *_kinds(result.score),
        "",
        *_curve(result),
        "",
        *_steps(result),
        "",
        *suggestion_lines(result),
        *_wrong(result, diagnosis),
        *_missed(result, diagnosis),
    ]


def _summary(result: Evaluation) -> Iterator[str]:
    score, pairs = result.score, result.score.pairs
    yield (
        f"{result.photo_count} photos in {result.folder}, {score.labelled_count} of them labelled, "
        f"{score.set_count} sets of copies; compared with {result.model}."
    )
    yield (
        f"Pairs found: {pairs.found_count} of {pairs.true_count} ({pairs.recall:.2%}); "
        f"wrong pairs: {pairs.wrong_count} (precision {pairs.precision:.3%})."
    )
    if result.skipped:
        yield f"{len(result.skipped)} labelled files could not be used."


def _verdicts(score: Score) -> list[str]:
    rows = [
        (
            str(entry.verdict),
            _share(entry.right_count, entry.claim_count),
            str(entry.claim_count),
            _share(entry.found_count, entry.deserved_count),
            str(entry.deserved_count),
        )
        for entry in score.verdicts
    ]
    return table(("verdict", "right", "of claims", "found", "of pairs that deserve it"), rows)


def _kinds(score: Score) -> list[str]:
    rows = [
        (
            kind.kind,
            _share(kind.found_count, kind.copy_count),
            str(kind.copy_count),
            _share(kind.pairs_found, kind.pair_count),
            ", ".join(f"{verdict} {count}" for verdict, count in kind.verdicts.items()),
        )
        for kind in score.kinds
    ]
    return table(("kind", "found with original", "copies", "pairs found", "called"), rows)


def _curve(result: Evaluation) -> list[str]:
    rows = [
        (
            f"{point.min_similarity:.2f}",
            f"{point.pairs.recall:.2%}",
            str(point.pairs.wrong_count),
            f"{point.pairs.precision:.3%}",
        )
        for point in result.curve
    ]
    return table(("similarity from", "pairs found", "wrong pairs", "precision"), rows)


def _steps(result: Evaluation) -> list[str]:
    rows = [(step.name, f"{step.wall_s:.1f}", f"{step.cpu_s:.1f}") for step in result.steps]
    return [
        *table(("step", "seconds", "processor seconds"), rows),
        f"{result.checked_pairs} pairs looked at closely: {result.checks_a_photo:.2f} a photo.",
    ]


def suggestion_lines(result: Evaluation) -> Iterator[str]:
    """What limits this library's own background suggests."""
    clean = result.clean_similarity
    if clean is None:
        yield "No similarity is free of wrong pairs here."
    else:
        claims = sum(entry.claim_count for entry in result.score.verdicts if entry.verdict.is_copy)
        yield (
            f"No wrong pair from a similarity of {clean:.2f} on. With {claims} claims checked, "
            f"at most one in {max(1, claims // 3)} is wrong (95 % sure)."
        )
    found = result.suggestion
    if found is not None:
        kept = (
            "" if found.kept_share is None else f"; {found.kept_share:.1%} of the copies lie above"
        )
        yield (
            f"Loose cosine for this library: {found.loose_cosine:.3f}, where each photo has about "
            f"{found.unrelated_a_photo:.1f} unrelated neighbours{kept}."
        )
        if found.sure_cosine > 0.9995:
            yield "By the cosine alone, some unrelated photos of this library look the same."
        else:
            yield (
                f"By the cosine alone, {found.sure_cosine:.3f} would be needed to expect "
                f"{found.expected_pairs:.2g} false matches in this library."
            )


def _wrong(result: Evaluation, diagnosis: Diagnosis) -> Iterator[str]:
    if result.all_wrong:
        yield ""
        hidden = f", and {len(result.hidden_wrong)} that no group shows"
        yield f"Wrong ({len(result.score.wrong)}{hidden}):"
    for pair in diagnosis.wrong:
        claim = pair.claim
        yield (
            f"  {claim.verdict} {claim.similarity:.1%}: {_short(claim.keeper, result)} and "
            f"{_short(claim.member, result)} ({claim.reason}); they are {claim.relation}"
        )


def _missed(result: Evaluation, diagnosis: Diagnosis) -> Iterator[str]:
    if result.score.missed:
        yield ""
        yield f"Missed ({len(result.score.missed)}; some of each kind):"
    for pair in diagnosis.missed:
        missed = pair.missed
        yield (
            f"  {missed.kind}: {_short(missed.original, result)} and "
            f"{_short(missed.copy, result)}: {pair.cause}"
        )


def _short(path: Path, result: Evaluation) -> str:
    return str(path.relative_to(result.folder)) if path.is_relative_to(result.folder) else str(path)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns of equal width; the first is set to the left, the rest to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = []
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return lines
