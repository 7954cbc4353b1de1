"""Growth curves: which rows make them, and that a picture comes of it."""

from xml.etree import ElementTree

from tests.benchmarks.chart import svg
from tests.benchmarks.curves import Curve, Point, curves_of
from tests.benchmarks.measuring import rows_of, table


def rescanned(photos: str, cpu_s: str) -> dict:
    head = [f"{photos} photos, nothing changed", "wall s", "CPU s", "peak MiB"]
    rows = [
        ["open the library", "9.00", "9.00", "100"],
        ["scan: walk and compare", "9.00", cpu_s, "100"],
    ]
    return {"rescan": rows_of(table(head, rows))}


def test_the_number_of_photos_may_stand_in_the_heading():
    (curve,) = curves_of([rescanned("10,000", "0.50"), rescanned("1,000", "0.25")])["rescan"]
    assert curve.points == (Point(1000, 0.25), Point(10_000, 0.5))


def test_the_number_of_photos_may_stand_in_each_row():
    head = ["500 new among photos", "CPU s", "by"]
    rows = [["10,000", "0.1", "hashes"], ["10,000", "0.7", "vectors"], ["100,000", "0.8", "hashes"]]
    by_hashes, by_vectors = curves_of([{"finding": rows_of(table(head, rows))}])["find"]
    assert by_hashes == Curve("500 new, by hashes", (Point(10_000, 0.1), Point(100_000, 0.8)))
    assert by_vectors.points == (Point(10_000, 0.7),)


def test_of_two_runs_the_quicker_one_counts():
    (curve,) = curves_of([rescanned("1,000", "0.75"), rescanned("1,000", "0.50")])["rescan"]
    assert curve.points == (Point(1000, 0.5),)


def test_what_has_no_rows_has_no_chart():
    assert curves_of([{}]) == {}


def test_a_chart_names_its_curves_and_axes():
    curves = [
        Curve("by <hashes>", (Point(1000, 0.01), Point(100_000, 16))),
        Curve("by vectors", (Point(1000, 0.2), Point(100_000, 16.5))),
        Curve("one alone", (Point(1000, 0.2),)),
    ]
    picture = ElementTree.fromstring(svg("Find", curves))
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Find", "photos", "processor seconds", "100,000", "0.01 s"} <= set(texts)
    assert {"by <hashes>", "by vectors", "one alone"} <= set(texts)
