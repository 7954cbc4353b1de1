"""The choice of a model in the settings, with a word on what is not here yet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from photodedup.engine.features.models import DEFAULT_MODEL, NO_MODEL, known_models
from photodedup.engine.features.weights import FileState, ModelState
from photodedup.ui.dialogs import model_words
from photodedup.ui.dialogs.parts import plain_button, quiet


class ModelPicker(QWidget):
    """A list of models with a button to get more; a model it does not know stays chosen."""

    models_requested = Signal()

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: dict[str, ModelState] = {}
        self.box = QComboBox()
        for spec in known_models():
            self.box.addItem(spec.name, spec.id)
        self.box.addItem(self.tr("None: fingerprints only, a little faster"), NO_MODEL)
        if self.box.findData(chosen) < 0:
            self.box.addItem(chosen, chosen)
        self.box.setCurrentIndex(self.box.findData(chosen))
        self.box.currentIndexChanged.connect(self._tell)
        self.more_button = plain_button(
            self.tr("&Models…"), self.tr("See what each model is for, and download more")
        )
        self.more_button.clicked.connect(self.models_requested)
        self.note = quiet()
        self.note.setWordWrap(False)  # one line, so that the dialog's height is known
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.box, 1)
        row.addWidget(self.more_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        self.setFocusProxy(self.box)
        self._tell()

    def chosen(self) -> str:
        """The model's id."""
        return str(self.box.currentData())

    def show_states(self, states: Sequence[ModelState]) -> None:
        """Say beside each model whether it is here."""
        self._states = {state.spec.id: state for state in states}
        for state in states:
            text = self.tr("{name} ({state})").format(
                name=state.spec.name, state=model_words.in_brackets(state)
            )
            self.box.setItemText(self.box.findData(state.spec.id), text)
        self._tell()

    def _tell(self) -> None:
        """What the present choice means."""
        chosen = self.chosen()
        state = self._states.get(chosen)
        if chosen == NO_MODEL:
            text = self.tr("Finds no strongly edited or cropped copies, and no similar photos.")
        elif state is not None and state.file_state is not FileState.READY:
            text = self.tr("It is not here yet; until then the default model is used.")
        elif chosen == DEFAULT_MODEL or state is None:
            text = self.tr("Also finds edited and cropped copies.")
        else:
            text = self.tr("The next scan reads every photo once more, to see it with this model.")
        self.note.setText(text)
