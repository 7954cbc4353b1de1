"""Which marked photos a plan is about, to be chosen in the plan itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from photodedup.ui.models.plan_scopes import PlanScopes, Scope


class PlanScopeRow(QWidget):
    """Hidden where there is nothing to choose."""

    chosen = Signal(object)  # Scope: another one; a plan for it has to be made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scopes: list[Scope] = []
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("What the plan is about"))
        self.box.setToolTip(self.tr("What the plan is about; the rest stays marked for later"))
        self.box.activated.connect(self._choose)
        label = QLabel(self.tr("&Plan for"))
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.box, 1)
        self.hide()

    def offer(self, scopes: PlanScopes, present: Scope) -> None:
        """
        Args:
            present: what the plan that is shown is about.
        """
        self._scopes = scopes.offered
        self.box.clear()
        self.box.addItems([scopes.text(scope) for scope in self._scopes])
        self.box.setCurrentIndex(self._scopes.index(present))
        self.setEnabled(True)
        self.setVisible(len(self._scopes) > 1)

    def _choose(self, number: int) -> None:
        self.setEnabled(False)  # until the other plan is there
        self.chosen.emit(self._scopes[number])
