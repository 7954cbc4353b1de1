"""People in the window: nothing before the person agrees, then who is in which photos."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QMessageBox

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.ids import GroupId
from photodedup.engine.domain.matches import Verdict
from photodedup.engine.errors import ModelUnavailable, UnreadablePhoto
from photodedup.engine.faces.best_shots import LARGEST_SHARP_FACE
from photodedup.engine.faces.methods import METHODS, NO_NETWORKS, Method
from photodedup.engine.faces.nouns import BestShot
from photodedup.engine.settings import load_settings
from photodedup.ui.dialogs.people import PeopleDialog
from tests.factories import make_group, make_photo
from tests.ui.fake_faces import found
from tests.ui.heard import heard

LONG_MS = 60_000  # on a computer with much else to do
ADA, ADA_AGAIN, ADA_LATER, BEA, BEA_AGAIN, ONCE = (make_photo(700 + each) for each in range(6))


@pytest.fixture
def prepare(monkeypatch):
    monkeypatch.setattr(Method, "why_not", lambda self: "")

    def give_people(library):
        library.faces.at = {ADA: 0.0, ADA_AGAIN: 0.25, ADA_LATER: 0.65, BEA: 5.0, BEA_AGAIN: 5.1}
        library.faces.at[ONCE] = 9.0

    return [give_people]


@pytest.fixture
def dialog(stage) -> PeopleDialog:
    stage.open()
    faces = stage.controller.faces
    with stage.qtbot.waitSignal(faces.changed):
        stage.window.menus["people"].trigger()
    stage.until(stage.dialog.isVisible)
    return stage.dialog


def look(stage, dialog: PeopleDialog) -> None:
    stage.qtbot.mouseClick(dialog.consent.look_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: not stage.controller.faces.is_running and bool(dialog.found.people.people))


def rows(dialog: PeopleDialog) -> list[str]:
    model = dialog.found.people.model()
    return [model.index(row, 0).data().replace("\n", ": ") for row in range(model.rowCount())]


def test_nothing_is_stored_before_the_person_agrees(stage, dialog):
    assert dialog.consent.isVisible()
    said = dialog.consent.explanation.text()
    assert "this library's database on this computer" in said
    assert "Forget all faces" in said
    dialog.close()
    assert stage.library.faces.calls == []


def test_then_people_are_shown_those_in_most_photos_first(stage, dialog):
    look(stage, dialog)
    assert stage.library.faces.calls[:2] == ["agree", "read"]
    assert rows(dialog) == [
        "Person 1: 2 photos",
        "Person 2: 2 photos",
        "Person 3: 1 photo",
        "Person 4: 1 photo",
    ]
    assert dialog.sentence.text() == "2 people in several photos, 2 in one photo each"
    assert dialog.found.title.text() == "Person 1: 2 photos"
    assert not dialog.consent.isVisible()


def test_a_person_is_chosen_with_the_arrows(stage, dialog):
    look(stage, dialog)
    stage.qtbot.keyClick(dialog.found.people, Qt.Key.Key_Down)
    assert dialog.found.tiles.photos == (BEA, BEA_AGAIN)
    opened = []
    dialog.open_requested.connect(opened.append)
    dialog.open_requested.disconnect(stage.app.presenter.flows.view)
    dialog.found.tiles.activated.emit(dialog.found.tiles.model().index(1, 0))
    assert opened == [BEA_AGAIN.path]


def test_the_slider_joins_and_parts_people_and_keeps_the_chosen_one(stage, dialog):
    look(stage, dialog)
    dialog.found.people.setCurrentIndex(dialog.found.people.model().index(1, 0))
    dialog.found.slider.setValue(dialog.found.slider.maximum())
    assert rows(dialog)[0] == "Person 1: 3 photos"
    assert dialog.found.people.person().photos == (BEA, BEA_AGAIN)
    dialog.found.slider.setValue(dialog.found.slider.minimum())
    assert len(rows(dialog)) == 4
    assert stage.library.faces.calls.count("read") == 1


def test_looking_can_be_stopped_and_goes_on_when_the_dialog_is_closed(stage, dialog):
    faces = stage.library.faces
    faces.gate.clear()
    with stage.qtbot.waitSignal(stage.controller.faces.progressed):
        dialog.consent.look_button.click()
    assert dialog.work.isVisible()
    dialog.close()
    assert stage.controller.faces.is_running
    stage.window.menus["people"].trigger()
    again = stage.dialog
    assert again.work.isVisible()
    with stage.qtbot.waitSignal(stage.controller.faces.looked):
        again.work.stop_button.click()
    assert not again.work.isVisible()
    assert not faces.is_read


def test_closing_the_window_stops_looking(stage, dialog):
    stage.library.faces.gate.clear()
    with stage.qtbot.waitSignal(stage.controller.faces.progressed):
        dialog.consent.look_button.click()
    stage.window.close()
    assert not stage.library.faces.is_read


def test_what_goes_wrong_is_said(stage, dialog):
    stage.library.faces.error = ModelUnavailable("dlib-hog+dlib does not run here: no memory")
    dialog.consent.look_button.click()

    def is_said() -> bool:  # also when what there is was shown meanwhile
        is_shown = dialog.found.isVisible() and dialog.problem.isVisible()
        return is_shown and "does not run here" in dialog.problem.text()

    stage.qtbot.waitUntil(is_said, timeout=LONG_MS)


def test_photos_that_came_since_can_be_looked_through(stage, dialog):
    look(stage, dialog)
    assert not dialog.more_button.isVisible()
    stage.library.faces.is_read = False
    with stage.qtbot.waitSignal(stage.controller.faces.changed):
        stage.controller.faces.refresh()
    assert dialog.more_button.isVisible()
    assert "6 photos more" in dialog.more_button.text()
    dialog.more_button.click()
    stage.until(lambda: stage.library.faces.is_read)


def drop(dialog: PeopleDialog, path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_dropped_picture_finds_its_person(stage, dialog, tmp_path):
    look(stage, dialog)
    stage.library.faces.asked = found(BEA, ADA, face_count=2)
    picture = tmp_path / "who.jpg"
    picture.touch()
    drop(dialog, picture)
    stage.until(lambda: dialog.found.title.text() == "The person in who.jpg: 2 photos")
    assert dialog.found.tiles.photos == (BEA, ADA)
    assert "several faces" in dialog.found.remark.text()
    assert dialog.found.people.person() is None
    dialog.found.people.setCurrentIndex(dialog.found.people.model().index(0, 0))
    assert dialog.found.title.text() == "Person 1: 2 photos"
    assert not dialog.found.remark.isVisible()


def test_a_picture_without_a_face_or_that_is_none_says_so(stage, dialog, tmp_path):
    look(stage, dialog)
    dialog.found.look_for(tmp_path / "beach.jpg")
    stage.until(lambda: dialog.found.title.text() == "There is no face in beach.jpg")
    stage.library.faces.asked = UnreadablePhoto("the file is no longer there")
    dialog.found.look_for(tmp_path / "gone.jpg")
    stage.until(lambda: dialog.found.title.text() == "gone.jpg cannot be looked for")
    assert "no longer there" in dialog.found.remark.text()


def test_the_best_shot_of_a_burst_is_named_in_words(stage, dialog):
    stage.library.faces.best = [BestShot(GroupId(1), BEA, LARGEST_SHARP_FACE)]
    look(stage, dialog)
    dialog.found.people.setCurrentIndex(dialog.found.people.model().index(1, 0))
    text = dialog.found.tiles.model().index(0, 0).data()
    assert "Best of its burst: largest sharp face" in text


def test_the_review_says_on_its_card_which_shot_of_a_burst_is_best_by_its_face(stage, prepare):
    burst = make_group(2, kind=GroupKind.BURST, verdict=Verdict.BURST)
    copies = make_group(1)
    best = burst.members[0].photo

    def read_faces(library):
        library.to_find = (copies, burst)
        library.faces.is_agreed = library.faces.is_read = True
        library.faces.best = [BestShot(burst.id, best, LARGEST_SHARP_FACE)]

    prepare.append(read_faces)
    stage.open()
    stage.scan()
    model = stage.window.groups.list.model()

    def spoken(role=Qt.ItemDataRole.AccessibleTextRole) -> list[str]:
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    def told(role=Qt.ItemDataRole.AccessibleTextRole) -> list[bool]:
        return ["largest sharp face" in each.lower() for each in spoken(role)]

    stage.until(lambda: any(told()))
    row = model.row_of(burst.id, best.id)
    assert [number for number, is_told in enumerate(told()) if is_told] == [row]
    assert told(Qt.ItemDataRole.ToolTipRole)[row]
    assert stage.groups == (copies, burst)  # no mark and no keeper is another
    stage.controller.faces.forget_all()
    stage.library.faces.best = ()
    stage.until(lambda: not any(told()))


def test_everything_is_forgotten_after_a_question(stage, dialog):
    look(stage, dialog)
    dialog.forget_button.click()
    (box,) = dialog.findChildren(QMessageBox)
    forget = next(b for b in box.buttons() if b.text() == "Forget")
    with stage.qtbot.waitSignal(stage.controller.faces.forgotten):
        forget.click()
    stage.until(lambda: stage.window.notice.text.text() == "All faces are forgotten.")
    assert not stage.library.faces.is_agreed
    assert not dialog.isVisible()


def test_the_way_in_which_faces_are_found_is_chosen_and_remembered(stage, dialog):
    combo = dialog.method
    assert combo.isVisible()
    assert combo.accessibleName() == "How faces are found"
    assert combo.currentText() == "Faces from the front (dlib)"
    row = combo.findText("Thorough and slow (dlib, network)")
    with stage.qtbot.waitSignal(stage.controller.faces.changed) as told:
        combo.activated.emit(row)
    assert told.args[0].method == METHODS[2]
    assert combo.currentIndex() == row
    path = stage.app.controller._settings_path
    assert load_settings(path).faces_by == "dlib-cnn+dlib"


def test_what_is_missing_is_said_and_downloaded_one_after_the_other(stage, monkeypatch):
    monkeypatch.setattr(Method, "why_not", lambda self: "not here")
    got = []
    monkeypatch.setattr(
        "photodedup.engine.faces.fetching.fetch_face_file",
        lambda file_id, *_: got.append(file_id),
    )
    stage.open()
    stage.library.faces.method = METHODS[0]
    with stage.qtbot.waitSignal(stage.controller.faces.changed):
        stage.window.menus["people"].trigger()
    consent = stage.dialog.consent
    assert consent.needs.isVisible()
    assert "pip install photodedup[faces]" in consent.need_text.text()
    assert "YuNet and SFace" in consent.need_text.text()
    assert not consent.look_button.isEnabled()
    monkeypatch.setattr(Method, "why_not", lambda self: "")
    with stage.qtbot.waitSignal(stage.controller.faces.changed):
        consent.download_button.click()
    assert got == ["yunet", "sface"]
    assert consent.look_button.isEnabled()
    assert not consent.needs.isVisible()


def test_a_build_that_cannot_look_for_faces_offers_no_download(stage, monkeypatch):
    monkeypatch.setattr(Method, "why_not", lambda self: NO_NETWORKS)
    stage.open()
    stage.library.faces.method = METHODS[0]
    with stage.qtbot.waitSignal(stage.controller.faces.changed):
        stage.window.menus["people"].trigger()
    consent = stage.dialog.consent
    assert "cannot look for faces" in consent.need_text.text()
    assert not consent.download_button.isEnabled()
    assert not consent.look_button.isEnabled()


def test_files_that_the_person_has_are_taken_one_after_the_other(stage, monkeypatch, tmp_path):
    taken = []
    monkeypatch.setattr(
        "photodedup.engine.faces.fetching.use_face_file",
        lambda file_id, path: taken.append(file_id),
    )
    monkeypatch.setattr(Method, "why_not", lambda self: "not here")
    stage.open()
    stage.library.faces.method = METHODS[0]
    with stage.qtbot.waitSignal(stage.controller.faces.changed):
        stage.window.menus["people"].trigger()
    for file_id in ("yunet", "sface"):
        stage.dialog.consent.file_requested.emit(file_id, tmp_path / file_id)
    stage.until(lambda: taken == ["yunet", "sface"])
    stage.until(stage.dialog.consent.download_button.isVisible)


def test_in_a_library_that_is_open_elsewhere_faces_are_only_shown(stage, prepare):
    def lock(library):
        library.is_read_only = True
        library.faces.is_agreed = library.faces.is_read = True

    prepare.append(lock)
    stage.open()
    with stage.qtbot.waitSignal(stage.controller.faces.changed):
        stage.window.menus["people"].trigger()
    dialog = stage.dialog
    assert len(rows(dialog)) == 4
    assert not dialog.forget_button.isEnabled()


def test_every_control_has_a_name(stage, dialog):
    assert [str(each) for each in heard(dialog) if each.is_control and not each.name] == []
    look(stage, dialog)
    found_names = heard(dialog)
    assert [str(each) for each in found_names if each.is_control and not each.name] == []
    names = {each.name for each in found_names}
    assert {"Person 1, 2 photos", "How alike faces must be", "People"} <= names
    assert QAccessible.queryAccessibleInterface(dialog.found.tiles) is not None


def test_the_lists_are_sound_models(stage, dialog, qtmodeltester):
    look(stage, dialog)
    qtmodeltester.check(dialog.found.people.model())
    qtmodeltester.check(dialog.found.tiles.model())
    assert dialog.found.people.model().data(QModelIndex()) is None
