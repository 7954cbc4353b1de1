"""Growth curves from the rows that benchmarks write with `--json`. Pure: rows in, points out.

Which rows belong to which curve stands in one table, by the names that the benchmarks give them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str | float]
Tables = Mapping[str, Sequence[Sequence[Row]]]  # of one benchmark file, by the benchmark's name


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement: so many photos took so many processor seconds."""

    photos: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart, in order of photos."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a curve's rows are: a benchmark, a table by its first heading, and rows by a cell.

    Attributes:
        heading: matches the table's first heading; a group in it is the number of photos, which
            otherwise stands in each row's first cell.
        column, cell: only rows whose cell in this column matches; "" for all, and for the first.
        value: the column with the processor seconds.
    """

    chart: str
    label: str
    benchmark: str
    heading: str
    column: str = ""
    cell: str = ""
    value: str = "CPU s"


_SOURCES = (
    _Source("scan", "1 MP, and comparing them", "growth", "photos, end to end", "step", "scan"),
    _Source(
        "scan", "2 MP, hashes only", "scan", r"([\d,]+) photos of 2 MP", "", "hashes only, 2 t"
    ),
    _Source(
        *("scan", "2 MP, default model", "scan", r"([\d,]+) photos of 2 MP"),
        *("", "(with )?default model, 2 t"),
    ),
    _Source(
        *("scan", "12 MP, default model", "scan", r"([\d,]+) photos of 12 MP"),
        *("", "(with )?default model, 2 t"),
    ),
    _Source("find", "all, up to proved pairs", "growth", "photos, end to end", "step", "find"),
    _Source("find", "pairs proposed by hashes", "finding", "by hashes: photos"),
    _Source("find", "pairs proposed by vectors", "finding", "by vectors: photos"),
    _Source("find", "500 new, by hashes", "finding", "500 new among photos", "by", "hashes"),
    _Source("find", "500 new, by vectors", "finding", "500 new among photos", "by", "vectors"),
    _Source("rescan", "whole library", "growth", "photos, end to end", "step", "rescan"),
    _Source(
        *("rescan", "made rows: walk and compare", "rescan"),
        *(r"([\d,]+) photos, nothing changed", "", "scan: walk"),
    ),
    _Source(
        *("rescan", "made rows: scan again", "open", "photos$"),
        value="scan again, nothing changed, CPU s",
    ),
    _Source(
        *("open", "made rows: groups anew", "open", "photos$"),
        value="make its groups, CPU s",
    ),
    _Source(
        *("open", "made rows: stored groups", "open", "photos$"),
        value="show stored groups, CPU s",
    ),
    _Source("open", "whole library, groups made", "growth", "photos, end to end", "step", "open"),
    _Source(
        *("open", "window, until groups are seen", "window"),
        *(r"([\d,]+) photos, [\d,]+ groups", "", "open$"),
    ),
)


def curves_of(files: Iterable[Tables]) -> dict[str, list[Curve]]:
    """The curves of each chart that these files have rows for; of two rows for the same number of
    photos, the quicker one counts."""
    known = list(files)
    charts: dict[str, list[Curve]] = {}
    for source in _SOURCES:
        best: dict[float, float] = {}
        for point in (point for tables in known for point in _points(source, tables)):
            best[point.photos] = min(point.cpu_s, best.get(point.photos, point.cpu_s))
        if best:
            points = tuple(Point(photos, best[photos]) for photos in sorted(best))
            charts.setdefault(source.chart, []).append(Curve(source.label, points))
    return charts


def _points(source: _Source, tables: Tables) -> Iterator[Point]:
    for rows in tables.get(source.benchmark, ()):
        heading = next(iter(rows[0]), "") if rows else ""
        found = re.match(source.heading, heading)
        if found is None:
            continue
        for row in rows:
            named = str(row.get(source.column or heading, ""))
            if source.cell and not re.match(source.cell, named):
                continue
            photos = found[1] if found.groups() else row[heading]
            cpu_s = row.get(source.value)
            if isinstance(cpu_s, float | int) and cpu_s > 0:
                yield Point(float(str(photos).replace(",", "")), float(cpu_s))
