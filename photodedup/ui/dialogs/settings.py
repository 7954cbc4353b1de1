"""What a person can choose, with each choice explained in a line."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QSlider,
    QSpacerItem,
    QSpinBox,
    QWidget,
)

from photodedup.engine.effort import Wish
from photodedup.engine.settings import Settings
from photodedup.ui.dialogs.model_picker import ModelPicker
from photodedup.ui.dialogs.parts import (
    available_height_px,
    button_row,
    dialog_column,
    headline,
    plain_button,
    prepare,
    quiet,
    scrolling,
)
from photodedup.ui.language import SYSTEM, languages, own_name

THUMBNAIL_SIZES_PX = (64, 320)
MAX_WORKERS = 64
SIDE_ROOM_PX = 4  # so that no ring around a control is cut off


class SettingsDialog(QDialog):
    """Edits a copy of the settings; `chosen` carries it when the person saves."""

    chosen = Signal(object)  # Settings
    keys_requested = Signal()

    def __init__(
        self, settings: Settings, device_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        prepare(self, self.tr("Settings"), 560, 0)
        self._settings = settings
        self.theme = _combo(
            [
                (self.tr("Like the system"), "system"),
                (self.tr("Light"), "light"),
                (self.tr("Dark"), "dark"),
            ],
            settings.theme,
        )
        self.language = _combo(
            [
                (self.tr("Like the system"), SYSTEM),
                *((own_name(code), code) for code in languages()),
            ],
            settings.language,
        )
        self.thumbnails = QSlider(Qt.Orientation.Horizontal)
        self.thumbnails.setRange(*THUMBNAIL_SIZES_PX)
        self.thumbnails.setValue(settings.thumbnail_size_px)
        self.still = QCheckBox(self.tr("Nothing moves by itself (reduced motion)"))
        self.still.setChecked(settings.reduce_motion)
        self.keys_button = plain_button(
            self.tr("&Keys…"), self.tr("See every command and give it other keys")
        )
        self.keys_button.clicked.connect(self.keys_requested)
        self.model = ModelPicker(settings.model)
        self.device = _combo(
            [
                (self.tr("Choose for me"), "auto"),
                (self.tr("Processor"), "cpu"),
                (self.tr("NVIDIA graphics card (CUDA)"), "cuda"),
                (self.tr("Apple graphics (MPS)"), "mps"),
            ],
            settings.device,
        )
        self.workers = QSpinBox()
        self.workers.setRange(0, MAX_WORKERS)
        self.workers.setSpecialValueText(self.tr("One for each core"))
        self.workers.setValue(settings.workers)
        self.effort = _combo(
            [
                (self.tr("Fast, and gently on battery"), Wish.AUTO.value),
                (self.tr("Always fast"), Wish.FULL.value),
                (self.tr("Gently, so that the computer is free for you"), Wish.GENTLE.value),
            ],
            settings.effort,
        )
        self.hidden = QCheckBox(self.tr("Look into hidden folders too"))
        self.hidden.setChecked(settings.include_hidden)
        self._build(device_text)

    def _build(self, device_text: str) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_title(form, self.tr("Looks"))
        self._add(form, self.tr("&Theme"), self.theme)
        self._add(form, self.tr("&Language"), self.language)
        form.addRow("", quiet(self.tr("Another language is spoken from the next start on.")))
        self._add(form, self.tr("T&humbnail size"), self.thumbnails)
        form.addRow("", self.still)
        form.addRow("", self.keys_button)
        self._add_title(form, self.tr("Scanning"))
        self._add(form, self.tr("&Picture recognition"), self.model)
        self._add(form, self.tr("Computes &on"), self.device)
        if device_text:
            form.addRow("", quiet(self.tr("At the moment: {d}").format(d=device_text)))
        self._add(form, self.tr("Photos read at &once"), self.workers)
        self._add(form, self.tr("&Speed of a scan"), self.effort)
        self._add(form, "", self.hidden)
        form.addRow(
            "", quiet(self.tr("The speed changes at once, all else here with the next scan."))
        )
        self.cancel_button = plain_button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = plain_button(self.tr("Save"))
        self.save_button.setProperty("primary", True)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        column = dialog_column(self)
        body = QWidget()
        form.setContentsMargins(SIDE_ROOM_PX, 0, SIDE_ROOM_PX, SIDE_ROOM_PX)
        body.setLayout(form)
        column.addWidget(scrolling(body), 1)
        buttons = button_row(self.cancel_button, self.save_button)
        column.addLayout(buttons)
        # Lines that wrap are not counted in a layout's least height.
        margins = column.contentsMargins()
        around = margins.top() + margins.bottom() + column.spacing() + buttons.sizeHint().height()
        inner_width = self.width() - margins.left() - margins.right()
        wanted = form.totalHeightForWidth(inner_width) + around
        self.setMinimumHeight(min(wanted, available_height_px(self)))

    def _add_title(self, form: QFormLayout, text: str) -> None:
        if form.rowCount():
            form.addItem(QSpacerItem(1, 8))
        form.addRow(headline(text))

    def _add(self, form: QFormLayout, text: str, widget: QWidget) -> None:
        label = QLabel(text)
        label.setBuddy(widget)
        if text:
            widget.setAccessibleName(text.replace("&", ""))
            widget.setToolTip(text.replace("&", ""))
        form.addRow(label, widget)

    def settings(self) -> Settings:
        """The settings as the dialog shows them now."""
        return replace(
            self._settings,
            theme=self.theme.currentData(),
            language=self.language.currentData(),
            thumbnail_size_px=self.thumbnails.value(),
            reduce_motion=self.still.isChecked(),
            model=self.model.chosen(),
            device=self.device.currentData(),
            workers=self.workers.value(),
            effort=self.effort.currentData(),
            include_hidden=self.hidden.isChecked(),
        )

    def save(self) -> None:
        """Take what is chosen, and close."""
        self.chosen.emit(self.settings())
        self.accept()


def _combo(choices: Sequence[tuple[str, str]], current: str) -> QComboBox:
    """A combo box; a value it does not know is offered as it is."""
    box = QComboBox()
    for text, value in choices:
        box.addItem(text, value)
    if box.findData(current) < 0:
        box.addItem(current, current)
    box.setCurrentIndex(box.findData(current))
    return box
