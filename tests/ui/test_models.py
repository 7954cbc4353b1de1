"""Models in the window: chosen in the settings, got in the background, from net or file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from photodedup.engine.features import models
from photodedup.engine.features.models import known_models, model_spec
from photodedup.engine.features.weights import FileState, ModelState, part_file
from photodedup.engine.progress import Progress, Stage
from photodedup.engine.settings import Settings
from photodedup.ui.dialogs.models import ModelsDialog
from photodedup.ui.dialogs.settings import SettingsDialog
from photodedup.ui.model_shop import ModelShop
from tests.engine.features.model_server import LITE0, Offer, quick_model, served


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    """Nothing but this computer is asked for models."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("PHOTODEDUP_MODEL_DIR", raising=False)
    for spec in known_models():
        if spec.url:
            unreachable = replace(spec, url="http://127.0.0.1:1/weights")
            monkeypatch.setitem(models._MODELS, spec.id, unreachable)


@pytest.fixture
def quick(monkeypatch):
    """Make ResNet-50 a model that is quick to get: the default one's file under that name."""

    def put(url="http://127.0.0.1:1/weights"):
        spec = quick_model(url)
        monkeypatch.setitem(models._MODELS, "resnet50", spec)
        return spec

    return put


@pytest.fixture
def shop(qapp):
    shop = ModelShop()
    yield shop
    shop.close()


@pytest.fixture
def show(qtbot, shop):
    """The dialog with its list filled."""

    def shown():
        dialog = ModelsDialog(shop)
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(shop.states_changed):
            shop.refresh()
        dialog.show()
        return dialog

    return shown


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def row_of(dialog, model_id) -> list[str]:
    dialog.select(model_id)
    row = dialog.table.currentIndex().row()
    return [dialog.table.model().index(row, column).data() for column in range(4)]


def test_every_model_is_listed_with_size_licence_and_state(show):
    dialog = show()

    assert dialog.table.model().rowCount() == len(known_models())
    assert row_of(dialog, "default") == [
        "EfficientNet-Lite0", "7.1 MB", "Apache-2.0", "Comes with the program"
    ]  # fmt: skip
    assert row_of(dialog, "sscd-disc-large") == [
        "SSCD disc_large", "177.7 MB", "MIT", "Not downloaded"
    ]  # fmt: skip
    assert "https://github.com/facebookresearch/sscd-copy-detection" in dialog.about.text()
    assert "0.35 (provisional)" in dialog.about.text()
    dialog.select("default")
    assert "href" not in dialog.about.text()


def test_the_default_model_needs_nothing(show):
    dialog = show()
    dialog.select("default")

    assert not dialog.download_button.isEnabled()
    assert not dialog.file_button.isEnabled()


def test_a_download_ends_with_a_model_that_is_ready(show, shop, quick, qtbot):
    with served(Offer(LITE0)) as url:
        quick(url)
        dialog = show()
        dialog.select("resnet50")
        with qtbot.waitSignals([shop.started, shop.ended, shop.states_changed]):
            press(qtbot, dialog.download_button)
            assert dialog.work.isVisible()
            assert not dialog.file_button.isEnabled()

    assert row_of(dialog, "resnet50")[3] == "Ready"
    assert not dialog.work.isVisible()
    assert not dialog.problem.isVisible()
    assert not dialog.download_button.isEnabled()


def test_a_failed_download_is_said_where_it_was_started(show, shop, quick, qtbot):
    quick()
    dialog = show()
    dialog.select("resnet50")
    with qtbot.waitSignal(shop.ended):
        press(qtbot, dialog.download_button)

    assert dialog.problem.isVisible()
    assert "there is no connection to its server" in dialog.problem.text()
    assert dialog.download_button.isEnabled()


def test_a_stopped_download_keeps_what_came(show, shop, quick, qtbot):
    spec = quick()
    part_file(spec).parent.mkdir(parents=True)
    part_file(spec).write_bytes(LITE0[:1000])
    dialog = show()
    dialog.select("resnet50")
    with qtbot.waitSignal(shop.ended) as ended:
        press(qtbot, dialog.download_button)
        press(qtbot, dialog.stop_button)
        assert dialog.stage.text() == "Stopping"

    assert ended.args[0] == "resnet50"
    assert part_file(spec).read_bytes() == LITE0[:1000]
    assert dialog.download_button.isEnabled()


def test_speed_and_time_left_are_shown(show, shop):
    dialog = show()
    clock = iter([0.0, 2.0, 4.0])
    dialog._begin("resnet50")
    dialog._pace._clock = lambda: next(clock)

    dialog._show_progress(Progress(Stage.DOWNLOADING, 0, 100_000_000))
    dialog._show_progress(Progress(Stage.DOWNLOADING, 10_000_000, 100_000_000))

    assert dialog.stage.text() == (
        "Downloading: 10.0 MB of 100.0 MB, 5.0 MB a second, less than a minute left"
    )
    assert dialog.bar.value() / dialog.bar.maximum() == pytest.approx(0.1, abs=0.001)

    dialog._show_progress(Progress(Stage.PREPARING, 0))
    assert dialog.stage.text() == "Preparing the model"
    assert not dialog.stop_button.isEnabled()


def test_a_file_can_be_used_instead(show, shop, quick, qtbot, tmp_path: Path, monkeypatch):
    quick()
    (tmp_path / "stick.onnx").write_bytes(LITE0)
    monkeypatch.setattr(
        "photodedup.ui.dialogs.models.QFileDialog.getOpenFileName",
        lambda *_: (str(tmp_path / "stick.onnx"), ""),
    )
    dialog = show()
    dialog.select("resnet50")
    with qtbot.waitSignals([shop.ended, shop.states_changed]):
        press(qtbot, dialog.file_button)

    assert row_of(dialog, "resnet50")[3] == "Ready"


def test_a_wrong_file_is_refused_in_a_sentence(show, shop, qtbot, tmp_path: Path):
    (tmp_path / "film.mp4").write_bytes(b"holiday film")
    dialog = show()
    with qtbot.waitSignal(shop.ended):
        shop.use_file("resnet50", tmp_path / "film.mp4")

    assert "not the published file of ResNet-50" in dialog.problem.text()


def test_closing_the_dialog_stops_no_download_and_reopening_shows_it(show, shop, quick, qtbot):
    with served(Offer(LITE0)) as url:
        quick(url)
        with qtbot.waitSignal(shop.ended):
            first = show()
            first.select("resnet50")
            press(qtbot, first.download_button)
            first.close()
            again = ModelsDialog(shop)
            qtbot.addWidget(again)
            again.show()
            assert again.work.isVisible()
    qtbot.waitUntil(lambda: row_of(again, "resnet50")[3] == "Ready")


def test_a_second_wish_waits_for_the_first_to_end(show, shop, quick, qtbot):
    with served(Offer(LITE0)) as url:
        quick(url)
        with qtbot.waitSignal(shop.ended) as ended:
            shop.download("resnet50")
            shop.download("maxvit-t")

    assert ended.args == ["resnet50", ""]


class TestChoice:
    def show(self, qtbot, chosen: str) -> SettingsDialog:
        dialog = SettingsDialog(Settings(model=chosen))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    @pytest.mark.parametrize("chosen", ["default", "sscd-disc-mixup", "none", "model-of-tomorrow"])
    def test_what_was_chosen_stays_chosen(self, qtbot, chosen):
        assert self.show(qtbot, chosen).settings().model == chosen

    def test_every_model_can_be_chosen(self, qtbot):
        dialog = self.show(qtbot, "default")
        for spec in known_models():
            dialog.model.box.setCurrentIndex(dialog.model.box.findData(spec.id))
            assert dialog.settings().model == spec.id

    def test_a_model_that_is_not_here_says_what_happens_until_then(self, qtbot):
        dialog = self.show(qtbot, "maxvit-t")
        state = ModelState(model_spec("maxvit-t"), FileState.NOT_DOWNLOADED)
        dialog.model.show_states([state])
        assert dialog.model.box.currentText() == "MaxViT-T (not downloaded)"
        assert "until then the default model is used" in dialog.model.note.text()

        dialog.model.show_states([replace(state, file_state=FileState.READY)])
        assert dialog.model.box.currentText() == "MaxViT-T (ready)"
        assert "reads every photo once more" in dialog.model.note.text()

    def test_models_open_over_the_settings(self, stage):
        stage.open()
        stage.window.menus["settings"].trigger()
        stage.until(lambda: isinstance(stage.dialog, SettingsDialog))
        settings = stage.dialog
        stage.until(lambda: "comes with" in settings.model.box.itemText(0))
        press(stage.qtbot, settings.model.more_button)
        stage.until(lambda: bool(settings.findChildren(ModelsDialog)))
        (dialog,) = settings.findChildren(ModelsDialog)
        stage.until(lambda: dialog.table.model().rowCount() == len(known_models()))
        dialog.close()
        settings.close()
        stage.until(lambda: stage.dialog is None)
