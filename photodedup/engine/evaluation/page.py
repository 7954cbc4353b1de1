"""An evaluation as one HTML page that needs no other file: tables, a curve, pairs with pictures."""

import base64
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from photodedup.engine.comparison import Explanation, plain_lines
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.evaluation.diagnosis import Diagnosis
from photodedup.engine.evaluation.running import CurvePoint, Evaluation
from photodedup.engine.evaluation.wording import suggestion_lines
from photodedup.engine.extraction import extract

Preview = Callable[[Path], bytes | None]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 68rem;
       padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .8rem; text-align: right; border-bottom: 1px solid #8884; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
figure { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.6rem 0 .4rem; }
figure img { max-width: 320px; max-height: 320px; background: #8882; }
figcaption { flex-basis: 100%; overflow-wrap: anywhere; }
details { margin-bottom: 1rem; } details li { overflow-wrap: anywhere; }
.lacking { width: 200px; height: 120px; display: grid; place-items: center; background: #8882; }
polyline { fill: none; stroke: #2b7de9; stroke-width: 2; } .wrong { stroke: #d43c2f; }
text { font-size: 11px; fill: currentColor; } line { stroke: #8886; }
"""


def page(result: Evaluation, diagnosis: Diagnosis, preview: Preview | None = None) -> str:
    """The whole page. `preview` gives a JPEG of a file, None where it cannot be read."""
    picture = preview or file_preview
    pairs = result.score.pairs
    parts = [
        f"<h1>How well duplicates were found in {_text(result.folder.name)}</h1>",
        f"<p>{result.photo_count} photos, {result.score.set_count} sets of copies, "
        f"{_text(result.model)}. <strong>{pairs.recall:.2%} of the pairs found</strong>, "
        f"precision {pairs.precision:.3%} ({pairs.wrong_count} wrong pairs).</p>",
        *(f"<p>{_text(line)}</p>" for line in suggestion_lines(result)),
        "<h2>Verdicts</h2>",
        _verdicts(result),
        "<h2>Kinds of copies</h2>",
        _kinds(result),
        "<h2>Similarity</h2>",
        _chart(result.curve),
        _curve(result),
        "<h2>Time</h2>",
        _steps(result),
        f"<p>{result.checks_a_photo:.2f} pairs were looked at closely for each photo.</p>",
        f"<h2>Wrong pairs ({len(result.score.wrong)}, and {len(result.hidden_wrong)} that no group "
        "shows)</h2>",
        *(
            _figure(
                (pair.claim.keeper, pair.claim.member),
                f"called {pair.claim.verdict}, {pair.claim.similarity:.1%} similar: "
                f"{pair.claim.reason}; labelled {pair.claim.relation}",
                pair.seen,
                picture,
            )
            for pair in diagnosis.wrong
        ),
        f"<h2>Missed copies ({len(result.score.missed)}, some of each kind)</h2>",
        *(
            _figure(
                (pair.missed.original, pair.missed.copy),
                f"{pair.missed.kind}: {pair.cause}",
                pair.seen,
                picture,
            )
            for pair in diagnosis.missed
        ),
    ]
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>photodedup: {_text(result.folder.name)}</title>"
        f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def file_preview(path: Path) -> bytes | None:
    """A JPEG of at most 320 pixels."""
    try:
        return extract(path, model_input_px=None).preview_jpeg
    except UnreadablePhoto:
        return None


def _text(text: str) -> str:
    return escape(text.encode("utf-8", "replace").decode("utf-8"))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    titles = "".join(f"<th>{_text(cell)}</th>" for cell in head)
    lines = "\n".join(
        "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{titles}</tr></thead>\n<tbody>\n{lines}\n</tbody></table>"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%} of {whole}" if whole else "none"


def _verdicts(result: Evaluation) -> str:
    rows = (
        (
            str(entry.verdict),
            _share(entry.right_count, entry.claim_count),
            _share(entry.found_count, entry.deserved_count),
        )
        for entry in result.score.verdicts
    )
    return _table(("verdict", "claims that are right", "deserving pairs found"), rows)


def _kinds(result: Evaluation) -> str:
    rows = (
        (
            kind.kind,
            _share(kind.found_count, kind.copy_count),
            _share(kind.pairs_found, kind.pair_count),
            ", ".join(f"{verdict} {count}" for verdict, count in kind.verdicts.items()),
        )
        for kind in result.score.kinds
    )
    return _table(("kind", "found with the original", "all pairs found", "called"), rows)


def _curve(result: Evaluation) -> str:
    rows = (
        (
            f"{point.min_similarity:.2f}",
            f"{point.pairs.recall:.2%}",
            str(point.pairs.wrong_count),
            f"{point.pairs.precision:.3%}",
        )
        for point in result.curve
    )
    return _table(("similarity from", "pairs found", "wrong pairs", "precision"), rows)


def _steps(result: Evaluation) -> str:
    rows = ((step.name, f"{step.wall_s:.1f}", f"{step.cpu_s:.1f}") for step in result.steps)
    return _table(("step", "seconds", "processor seconds"), rows)


_CHART_PX = (560, 220)
_MARGIN_PX = 34


def _chart(curve: Sequence[CurvePoint]) -> str:
    """Recall (blue) and precision (red) over the lowest similarity that is shown."""
    width, height = _CHART_PX

    def place(x: float, y: float) -> str:
        across = _MARGIN_PX + x * (width - 2 * _MARGIN_PX)
        return f"{across:.1f},{height - _MARGIN_PX - y * (height - 2 * _MARGIN_PX):.1f}"

    found = " ".join(place(point.min_similarity, point.pairs.recall) for point in curve)
    right = " ".join(place(point.min_similarity, point.pairs.precision) for point in curve)
    marks = "".join(
        f'<text x="{place(x, 0).split(",")[0]}" y="{height - 14}">{x:g}</text>'
        f'<text x="2" y="{place(0, x).split(",")[1]}">{x:.0%}</text>'
        for x in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return (
        f'<svg width="{width}" height="{height}" role="img" '
        f'aria-label="pairs found and precision over the similarity">{marks}'
        f'<polyline points="{found}"/><polyline class="wrong" points="{right}"/></svg>'
        "<p>Blue: pairs found. Red: precision. Across: the lowest similarity that is shown.</p>"
    )


def _figure(
    paths: tuple[Path, Path], caption: str, seen: Explanation | None, preview: Preview
) -> str:
    pictures = "".join(_picture(path, preview(path)) for path in paths)
    names = "<br>".join(_text(str(path)) for path in paths)
    steps = "".join(f"<li>{_text(line)}</li>" for line in plain_lines(seen)) if seen else ""
    more = f"<details><summary>Why</summary><ul>{steps}</ul></details>" if steps else ""
    return (
        f"<figure>{pictures}<figcaption>{_text(caption)}<br>{names}</figcaption></figure>\n{more}"
    )


def _picture(path: Path, jpeg: bytes | None) -> str:
    if jpeg is None:
        return '<div class="lacking">no picture</div>'
    coded = base64.b64encode(jpeg).decode("ascii")
    return f'<img alt="{_text(path.name)}" src="data:image/jpeg;base64,{coded}">'
