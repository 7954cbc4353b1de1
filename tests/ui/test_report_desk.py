"""Saving reports from the window, and dropping one picture on it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel

from photodedup.engine.errors import UnreadablePhoto
from photodedup.ui.dialogs.similar import SimilarDialog
from photodedup.ui.views.drop_target import single_file_in


@pytest.fixture
def scanned(stage):
    stage.open()
    stage.scan()
    return stage


def save(stage, path: Path, kind: int) -> str:
    """As a person does in the dialog, choosing one of its kinds of files; what the window says."""
    notice = stage.window.notice
    notice.hide()
    stage.window.menus["save_report"].trigger()
    (dialog,) = stage.window.findChildren(QFileDialog)
    dialog.selectNameFilter(dialog.nameFilters()[kind])
    dialog.fileSelected.emit(str(path))
    dialog.close()
    stage.until(notice.isVisible)
    return notice.text.text()


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window, data: QMimeData) -> None:
    window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


class TestReports:
    def test_a_page_with_pictures(self, scanned, tmp_path):
        assert "saved" in save(scanned, tmp_path / "report.html", 0)
        text = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert scanned.groups[0].keeper.path.name in text
        assert "groups of copies" in text

    def test_a_table(self, scanned, tmp_path):
        save(scanned, tmp_path / "report.csv", 1)
        lines = (tmp_path / "report.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == 1 + sum(len(group.photos) for group in scanned.groups)

    def test_for_programs(self, scanned, tmp_path):
        save(scanned, tmp_path / "report.json", 2)
        facts = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
        assert len(facts["groups"]) == len(scanned.groups)

    def test_a_plan_names_what_is_marked(self, scanned, tmp_path):
        save(scanned, tmp_path / "plan.json", 3)
        facts = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
        marked = {str(m.photo.path) for group in scanned.groups for m in group.marked}
        assert marked
        assert {entry["path"] for entry in facts["removals"]} == marked
        assert facts["library"] == str(scanned.library.places.folder)

    def test_a_name_without_an_ending_gets_one(self, scanned, tmp_path):
        save(scanned, tmp_path / "report", 1)
        assert (tmp_path / "report.csv").exists()

    def test_where_nothing_can_be_written(self, scanned, tmp_path):
        said = save(scanned, tmp_path / "gone" / "report.html", 0)
        assert "cannot be written" in said


class TestDroppedPicture:
    @pytest.fixture
    def picture(self, tmp_path) -> Path:
        (tmp_path / "asked.jpg").write_bytes(b"a picture")
        return tmp_path / "asked.jpg"

    def test_photos_like_it_are_shown_copies_named(self, scanned, picture):
        drop(scanned.window, dropped(picture))
        assert isinstance(scanned.dialog, SimilarDialog)
        dialog = scanned.dialog
        scanned.until(lambda: "the same as asked.jpg: 1 photo" in dialog.headline.text())
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert any(text.startswith("Looks alike, 90%") for text in texts)
        assert "search" in scanned.library.calls

    def test_one_that_cannot_be_read(self, scanned, picture, monkeypatch):
        def refuse(*_):
            raise UnreadablePhoto("this is not a picture")

        monkeypatch.setattr(type(scanned.library), "search", refuse)
        scanned.window.picture_dropped.emit(picture)
        dialog = scanned.dialog
        scanned.until(lambda: "cannot be looked for" in dialog.headline.text())
        assert "not a picture" in dialog.sentence.text().lower()

    def test_closed_before_the_answer_came(self, scanned, picture):
        scanned.library.gate.clear()
        scanned.window.picture_dropped.emit(picture)
        scanned.dialog.reject()
        scanned.until(lambda: scanned.dialog is None)
        scanned.library.gate.set()
        scanned.until(lambda: "search" in scanned.library.calls)

    def test_what_counts_as_one_picture(self, picture, tmp_path):
        assert single_file_in(dropped(picture)) == picture
        assert single_file_in(dropped(picture, tmp_path)) is None
        assert single_file_in(dropped(tmp_path)) is None
        assert single_file_in(QMimeData()) is None
