"""Examples beside a list: whatever files are called, all of a sentence can be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from photodedup.ui.dialogs.example_rows import Example, ExampleRows
from tests.factories import make_photo

LONG = "near_png/00028-028_abstract_Elephants_5640x3172_and_many_more_words.png is kept"


@pytest.fixture
def rows(stage, qtbot):
    shown = ExampleRows(stage.window.thumbnails, "Examples")
    qtbot.addWidget(shown)
    shown.resize(480, 300)
    shown.show()
    return shown


def test_a_long_name_makes_more_lines_and_nothing_is_cut_off(rows, qapp):
    photos = (make_photo(1), make_photo(2))
    rows.show_examples(("", [Example(photos, LONG, [f"Now: {LONG}"])]))
    qapp.processEvents()
    assert rows.widget().width() <= rows.viewport().width()
    for label in rows.widget().findChildren(QLabel):
        if "kept" in label.text():
            wanted = label.heightForWidth(label.width())
            assert label.height() >= wanted
            widest = label.fontMetrics().boundingRect(0, 0, label.width(), 0, 0x1000, label.text())
            assert widest.width() <= label.width()


def test_names_are_shown_as_they_are(rows):
    rows.show_examples(("", [Example((make_photo(1),), "title", ["<b>name</b>.jpg"])]))
    labels = rows.widget().findChildren(QLabel)
    (shown,) = [each for each in labels if "name" in each.text()]
    assert shown.textFormat() is Qt.TextFormat.PlainText
