"""The guide: in both languages, with the person's own keys, with a search, also in the dark."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextTable

from photodedup.engine.paths import resources_folder
from photodedup.ui.dialogs.guide import GuideDialog
from photodedup.ui.models.guide import anchor_of, guide_text, sections

KEYS = [("In the list", [("K", "Make keeper"), ("*", "Mark | and_more")])]
HEADS = ("Key", "What it does")
LANGUAGES = ("en", "de")


@pytest.fixture
def guide(qtbot) -> GuideDialog:
    made = GuideDialog("en", KEYS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()  # as a window manager would
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: made.page.verticalScrollBar().maximum() > 0)
    return made


class TestText:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_link_leads_to_a_section(self, language):
        text = guide_text(language, KEYS, HEADS)
        anchors = {section.anchor for section in sections(text)}
        links = re.findall(r"\]\((.*?)\)", text)
        assert links
        assert all(link.removeprefix("#") in anchors for link in links)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_keys_of_now_stand_in_it(self, language):
        text = guide_text(language, KEYS, HEADS)
        assert "| K | Make keeper |" in text
        assert "<!--" not in text

    def test_both_languages_have_the_same_parts(self):
        counts = {len(sections(guide_text(language, KEYS, HEADS))) for language in LANGUAGES}
        assert len(counts) == 1

    def test_another_language_reads_english(self):
        assert guide_text("fr", KEYS, HEADS) == guide_text("en", KEYS, HEADS)

    def test_every_language_of_the_window_has_one(self):
        spoken = {path.stem.split("_")[1] for path in resources_folder().glob("translations/*.qm")}
        written = {path.stem for path in resources_folder().glob("guide/*.md")}
        assert written == spoken | {"en"}

    def test_links_are_named_as_where_markdown_is_shown(self):
        assert anchor_of("Why they match, or not") == "why-they-match-or-not"
        assert anchor_of("Übersprungene Dateien") == "übersprungene-dateien"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_commands_it_names_are_in_the_menus(self, language, qapp, request, stage_for):
        window = stage_for(language)
        named = re.findall(r"\*(\w+), ([A-ZÄÖÜ][^*]+?)…?\*", guide_text(language, [], HEADS))
        menus = {
            action.text().replace("&", ""): {
                each.text().replace("&", "").rstrip("…") for each in action.menu().actions()
            }
            for action in window.menuBar().actions()
        }
        assert len(named) > 10
        wrong = [
            (menu, command)
            for menu, command in ((m, " ".join(c.split())) for m, c in named)
            if command not in menus.get(menu, set())
        ]
        assert wrong == []


@pytest.fixture
def stage_for(request):
    """A running window in a language; the German one has to speak before it is built."""

    def window(language: str):
        if language == "de":
            request.getfixturevalue("german")
        return request.getfixturevalue("stage").window

    return window


class TestPage:
    def test_keys_are_shown_as_they_are(self, guide):
        tables = [
            frame
            for frame in guide.page.document().rootFrame().childFrames()
            if isinstance(frame, QTextTable)
        ]
        keys = tables[-1]
        cells = [keys.cellAt(2, column).firstCursorPosition().block().text() for column in (0, 1)]
        assert cells == list(KEYS[0][1][1])

    def test_choosing_a_part_brings_it_up(self, guide, qtbot):
        titles = [guide.contents.item(row).text() for row in range(guide.contents.count())]
        guide.contents.setCurrentRow(titles.index("Which photo is kept"))
        assert guide.page.textCursor().block().text() == "Which photo is kept"
        assert guide.page.verticalScrollBar().value() > 0
        assert guide.page.cursorRect().top() < guide.page.viewport().height() / 3

    def test_a_link_leads_to_its_part(self, guide):
        guide.page.anchorClicked.emit(QUrl("#new-versions"))
        assert guide.contents.currentItem().text() == "New versions"
        assert guide.page.textCursor().block().text() == "New versions"

    def test_an_unknown_link_changes_nothing(self, guide):
        guide.page.anchorClicked.emit(QUrl("#nowhere"))
        assert guide.contents.currentRow() == -1

    def test_links_look_like_links(self, guide):
        colour = guide.palette().color(guide.palette().ColorRole.Link).name()
        assert guide.page.toHtml().count(f"color:{colour}") == 3

    def test_in_a_dark_window_it_is_read_in_light_letters(self, stage, qtbot):
        stage.window.menus["guide"].trigger()
        guide = stage.app.presenter.help.guide
        guide.open_section("which-photo-is-kept")
        at = guide.page.verticalScrollBar().value()
        stage.controller.change_settings(replace(stage.controller.settings, theme="dark"))
        picture = guide.page.viewport().grab().toImage()
        back = picture.pixelColor(2, 2).lightness()
        brightest = max(
            picture.pixelColor(x, y).lightness()
            for x in range(0, picture.width(), 2)
            for y in range(0, min(200, picture.height()))
        )
        assert back < 60
        assert brightest > 180
        assert guide.page.verticalScrollBar().value() == at


class TestSearch:
    def search(self, guide: GuideDialog, qtbot, text: str) -> None:
        guide.search.setFocus()
        qtbot.keyClicks(guide.search, text)

    def test_all_places_are_shown_and_one_is_the_present_one(self, guide, qtbot):
        self.search(guide, qtbot, "SIDECAR")
        total = guide.finds.total
        assert total > 1
        assert guide.count.text() == f"1 of {total}"
        assert len(guide.page.extraSelections()) == total

    def test_enter_goes_on_and_after_the_last_comes_the_first(self, guide, qtbot):
        self.search(guide, qtbot, "sidecar")
        total = guide.finds.total
        for _ in range(total - 1):
            qtbot.keyClick(guide.search, Qt.Key.Key_Return)
        assert guide.count.text() == f"{total} of {total}"
        qtbot.keyClick(guide.search, Qt.Key.Key_Return)
        assert guide.count.text() == f"1 of {total}"
        qtbot.keyClick(guide.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert guide.count.text() == f"{total} of {total}"

    def test_what_is_not_there_is_said(self, guide, qtbot):
        self.search(guide, qtbot, "zebra")
        assert guide.count.text() == "Not found"
        assert not guide.next_button.isEnabled()
        assert guide.page.extraSelections() == []

    def test_escape_empties_the_search_and_then_closes(self, guide, qtbot):
        self.search(guide, qtbot, "sidecar")
        qtbot.keyClick(guide.search, Qt.Key.Key_Escape)
        assert guide.search.text() == ""
        assert guide.isVisible()
        qtbot.keyClick(guide.search, Qt.Key.Key_Escape)
        assert not guide.isVisible()


class TestInTheWindow:
    def test_it_stands_beside_the_work_and_is_opened_once(self, stage):
        desk = stage.app.presenter.help
        stage.window.menus["guide"].trigger()
        first = desk.guide
        stage.window.menus["guide"].trigger()
        assert desk.guide is first
        assert not first.isModal()
        first.close()
        stage.until(lambda: desk.guide is None)

    def test_it_names_the_keys_that_the_person_chose(self, stage):
        settings = replace(stage.controller.settings, keys={"history": ["F9"]})
        stage.controller.change_settings(settings)
        stage.window.menus["guide"].trigger()
        assert "\nF9\n" in stage.app.presenter.help.guide.page.toPlainText()

    def test_it_goes_with_the_window(self, stage):
        stage.window.menus["guide"].trigger()
        guide = stage.app.presenter.help.guide
        stage.window.close()
        assert not guide.isVisible()

    def test_it_speaks_german(self, german, stage):
        stage.app.presenter.help._language = "de"
        stage.window.menus["guide"].trigger()
        guide = stage.app.presenter.help.guide
        assert guide.contents.item(0).text() == "Die ersten fünf Minuten"
        assert guide.windowTitle() == "Anleitung"
