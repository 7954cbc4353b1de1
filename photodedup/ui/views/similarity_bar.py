"""How sure a match must be to be shown: a slider with words at its ends."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from photodedup.ui import wording
from photodedup.ui.models.kind_sums import KindSums
from photodedup.ui.models.phrases import SEPARATOR
from photodedup.ui.views.elided_label import ElidedLabel

STEPS = 100
LOOSEST = 0.3  # no match is looser; the slider's first step means all matches


def similarity_at(step: int) -> float:
    """What a step of the slider asks for; sure matches are many, so they get more of its room."""
    if step == 0:
        return 0.0
    return 1.0 - (1.0 - LOOSEST) * (1.0 - step / STEPS) ** 2


def step_for(similarity: float) -> int:
    """The inverse of `similarity_at`, to the nearest step."""
    if similarity <= LOOSEST:
        return 0
    return round(STEPS * (1.0 - math.sqrt((1.0 - min(similarity, 1.0)) / (1.0 - LOOSEST))))


class SimilarityBar(QWidget):
    """Says how many groups are shown and lets the person ask for fewer, surer ones."""

    similarity_changed = Signal(float)  # 0 to 1; at once, while the slider moves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = ElidedLabel()
        self.value = QLabel()
        loose = QLabel(self.tr("All matches"))
        strict = QLabel(self.tr("Only exact copies"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(5)
        self.slider.setMinimumWidth(80)
        self.slider.setMaximumWidth(220)
        self.slider.setAccessibleName(self.tr("How alike photos must be"))
        self.slider.setToolTip(
            self.tr("How alike photos must be to be shown. Nothing is scanned again.")
        )
        self.slider.valueChanged.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(10)
        self.summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self.summary)
        row.addStretch(1)
        row.addWidget(self.value)
        row.addWidget(loose)
        row.addWidget(self.slider, 2)
        row.addWidget(strict)

    def show_similarity(self, similarity: float) -> None:
        """Put the slider where the settings say, without telling anyone."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(step_for(similarity))
        self.slider.blockSignals(blocked)
        self._write()

    def show_summary(self, sums: KindSums) -> None:
        """How many groups of each kind there are."""
        texts = []
        if sums.copies:
            photos, copies = wording.photos(sums.copy_groups), wording.copies(sums.copies)
            texts.append(self.tr("{copies} of {photos}").format(copies=copies, photos=photos))
        if sums.bursts:
            texts.append(wording.bursts(sums.bursts))
        if sums.similar:
            count = wording.groups(sums.similar)
            texts.append(self.tr("{groups} of similar ones").format(groups=count))
        self.summary.setText(SEPARATOR.join(texts))
        self.summary.setToolTip(self.summary.text())

    def _moved(self, step: int) -> None:
        self._write()
        self.similarity_changed.emit(similarity_at(step))

    def _write(self) -> None:
        step = self.slider.value()
        percent = math.floor(100 * similarity_at(step))
        self.value.setText(self.tr("{n}% alike or more").format(n=percent) if step else "")
        self.slider.setAccessibleDescription(self.value.text())
