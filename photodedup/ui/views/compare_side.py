"""The panel below one of two compared pictures: facts, what becomes of it, and its controls."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photodedup.engine.domain.groups import Group
from photodedup.ui.models import phrases
from photodedup.ui.views import painting
from photodedup.ui.views.compare_facts import SAME, Fact
from photodedup.ui.views.compare_keys import CompareKeys, Do
from photodedup.ui.views.elided_label import ElidedLabel

WIDEST_SHARED = "00000 × 00000"  # of what has another fact beside it  # noqa: RUF001


class CompareSide(QWidget):
    """Facts about one photo, differences marked by a sign and bold text."""

    keep_clicked = Signal()
    mark_clicked = Signal()

    def __init__(self, keys: CompareKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._fate = QLabel(self)
        self._fate.setFont(painting.bold(self.font()))
        self._why = ElidedLabel(self)
        self._check = QCheckBox(self.tr("Move to trash"), self)
        self._check.clicked.connect(self.mark_clicked)
        self._keep = QPushButton(self.tr("Make keeper"), self)
        self._keep.clicked.connect(self.keep_clicked)
        for control in (self._check, self._keep):
            control.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys stay with the comparison
        controls = QVBoxLayout()
        controls.addWidget(self._check)
        controls.addWidget(self._keep)
        controls.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        widest = QFontMetrics(painting.bold(self.font())).horizontalAdvance(WIDEST_SHARED)
        self._grid.setColumnMinimumWidth(2, widest)
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(5, 2)
        self._lines: list[tuple[QLabel, QLabel, ElidedLabel]] = []
        self._shape: list[bool] = []  # which facts share a line with the one before
        below = QHBoxLayout()
        below.addLayout(self._grid, 1)
        below.addLayout(controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._fate)
        first.addWidget(self._why, 1)
        column.addLayout(first)
        column.addSpacing(2)
        column.addLayout(below)

    def show_facts(self, facts: Sequence[Fact], side: int) -> None:
        """Fill in the left (0) or right (1) text of each fact."""
        shape = [fact.is_short for fact in facts]
        if shape != self._shape:
            self._arrange(shape)
        for (name, sign, value), fact in zip(self._lines, facts, strict=False):
            text, mark = fact.of(side)
            name.setText(fact.name)
            sign.setText(mark)
            value.setText(text)
            value.setToolTip(fact.tip(side))
            differs = mark != SAME
            value.setFont(painting.bold(self.font()) if differs else self.font())
            spoken = self.tr("{name}: {value}, differs") if differs else "{name}: {value}"
            value.setAccessibleName(spoken.format(name=fact.name, value=text))
            value.setAccessibleDescription(mark)

    def show_fate(self, group: Group, position: int, *, has_keys: bool) -> None:
        """What becomes of the photo, and why; `has_keys` where keys mean this photo."""
        member = group.members[position - 1] if position else None
        is_keeper = position == 0
        why = phrases.sentence(phrases.why_text(group, position))
        self._why.setText(why)
        self._why.setToolTip(why)
        if is_keeper:
            self._fate.setText(self.tr("✓ Keep"))
        else:
            self._fate.setText(phrases.fate_text(group, group.members[position - 1]))
            self._check.setChecked(phrases.is_going(group, group.members[position - 1]))
        for control in (self._check, self._keep):
            policy = control.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # both halves stay of one height
            control.setSizePolicy(policy)
            control.setVisible(not is_keeper)
            control.setEnabled(not group.is_skipped)
        is_protected = member is not None and member.is_protected
        self._check.setEnabled(not group.is_skipped and not is_protected)
        self._check.setToolTip(self._keys.text(Do.MARK) if has_keys else "")
        self._keep.setToolTip(self._keys.text(Do.KEEP) if has_keys else "")

    def _arrange(self, shape: list[bool]) -> None:
        """Room for each fact: a line of its own, or the rest of the one before."""
        self._shape = shape
        while len(self._lines) < len(shape):
            self._lines.append(self._make_line())
        row = -1
        for number, (line, is_short) in enumerate(zip(self._lines, shape, strict=False)):
            row += not is_short
            first = 3 if is_short else 0
            has_neighbour = True in shape[number + 1 : number + 2]
            widths = (1, 1, 1 if has_neighbour or is_short else 4)
            for column, (label, width) in enumerate(zip(line, widths, strict=True)):
                self._grid.addWidget(label, row, first + column, 1, width)
                label.show()
        for line in self._lines[len(shape) :]:
            for label in line:
                self._grid.removeWidget(label)
                label.hide()

    def _make_line(self) -> tuple[QLabel, QLabel, ElidedLabel]:
        name, sign, value = QLabel(self), QLabel(self), ElidedLabel(self)
        name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        sign.setFont(painting.bold(self.font()))
        sign.setFixedWidth(QFontMetrics(sign.font()).horizontalAdvance("▲ "))
        return name, sign, value
