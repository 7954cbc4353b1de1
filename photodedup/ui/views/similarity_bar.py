"""How sure a match must be to be shown: a slider with words at its ends."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from photodedup.ui import wording

STEPS = 100


class SimilarityBar(QWidget):
    """Says how many groups are shown and lets the person ask for fewer, surer ones."""

    similarity_changed = Signal(float)  # 0 to 1; at once, while the slider moves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = QLabel()
        self.value = QLabel()
        self.value.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 % alike or more  "))
        loose = QLabel(self.tr("All matches"))
        strict = QLabel(self.tr("Only exact copies"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(5)
        self.slider.setFixedWidth(200)
        self.slider.setAccessibleName(self.tr("How alike photos must be"))
        self.slider.setToolTip(
            self.tr("How alike photos must be to be shown. Nothing is scanned again.")
        )
        self.slider.valueChanged.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(10)
        row.addWidget(self.summary)
        row.addStretch()
        row.addWidget(self.value)
        row.addWidget(loose)
        row.addWidget(self.slider)
        row.addWidget(strict)

    def show_similarity(self, similarity: float) -> None:
        """Put the slider where the settings say, without telling anyone."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(similarity * STEPS))
        self.slider.blockSignals(blocked)
        self._write()

    def show_summary(self, group_count: int, spare_count: int) -> None:
        """How many groups there are, and how many photos in them are not the keeper."""
        self.summary.setText(
            self.tr("{groups} · {photos} to look at").format(
                groups=wording.groups(group_count), photos=wording.photos(spare_count)
            )
            if group_count
            else ""
        )

    def _moved(self, step: int) -> None:
        self._write()
        self.similarity_changed.emit(step / STEPS)

    def _write(self) -> None:
        step = self.slider.value()
        self.value.setText(self.tr("{n} % alike or more").format(n=step) if step else "")
        self.slider.setAccessibleDescription(self.value.text())
