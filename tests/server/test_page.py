"""The page for people, in a real browser."""

import os
from pathlib import Path

import pytest

from tests.server.browser import PROGRAM, Browser
from tests.server.conftest import images

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")


@pytest.fixture
def page(serve, live, tmp_path):
    address = live(serve().app)
    with Browser(tmp_path / "browser") as browser:
        browser.open(f"{address}/")
        browser.wait_for("document.getElementById('health')?.textContent.startsWith('Version')")
        yield browser


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, data in images().items():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


PICTURES_SHOWN = (
    "[...document.querySelectorAll('{where} img')].every(i => i.complete && i.naturalWidth > 0)"
)


def test_duplicates_are_shown_with_verdicts(page, pictures):
    page.choose_files("#many", pictures)
    page.wait_for("document.querySelectorAll('.group figure').length === 4")
    page.wait_for(PICTURES_SHOWN.format(where=".group"))
    text = page.run("document.getElementById('groups').innerText")
    assert all(words in text for words in ("a.jpg", "best one", "identical file", "edited copy"))
    assert "5 images taken" in page.run("document.getElementById('many-status').textContent")


def test_matches_are_shown_side_by_side_with_scores(page, pictures):
    page.choose_files("#many", pictures)
    page.wait_for("document.querySelectorAll('.group figure').length === 4")
    page.run("document.getElementById('top-k').value = 3")
    page.choose_files("#one", [pictures[3]])
    page.wait_for("document.querySelectorAll('#matches .card').length === 3")
    page.wait_for(PICTURES_SHOWN.format(where="#side-by-side"))
    assert "100.0%" in page.run("document.getElementById('chosen-text').textContent")
    page.run("document.querySelectorAll('#matches .card')[2].click()")
    page.wait_for("document.querySelectorAll('#matches .card')[2].ariaPressed === 'true'")
    if os.environ.get("PHOTODEDUP_SHOTS"):
        page.screenshot(Path(os.environ["PHOTODEDUP_SHOTS"]) / "server-page.png")


def test_the_slider_and_deleting(page, pictures):
    page.choose_files("#many", pictures)
    page.wait_for("document.querySelectorAll('.group figure').length === 4")
    page.run(
        "(() => { const t = document.getElementById('threshold'); t.value = 1;"
        " t.dispatchEvent(new Event('input')); t.dispatchEvent(new Event('change')); })()"
    )
    page.wait_for("document.querySelectorAll('.group figure').length === 2")
    page.run("document.getElementById('forget').click()")
    page.wait_for("document.getElementById('many-status').textContent.includes('deleted')")
    assert page.run("document.getElementById('where').options.length") == 0


def test_what_is_no_picture_is_said(page, tmp_path):
    (tmp_path / "text.jpg").write_text("<img src=x onerror=alert(1)>")
    page.choose_files("#many", [tmp_path / "text.jpg"])
    page.wait_for("document.getElementById('many-status').textContent.includes('Refused')")
    assert "text.jpg" in page.run("document.getElementById('many-status').textContent")


def test_the_documentation_loads_nothing_from_elsewhere(serve):
    text = serve().get("/docs").text
    assert "http://" not in text.replace("http://127.0.0.1:8000", "")
    assert "https://" not in text
    assert "<script" not in text
    for route in ("POST /images", "GET /duplicates/{request_id}", "POST /api/detect"):
        assert route in text
    assert "curl -F" in text
