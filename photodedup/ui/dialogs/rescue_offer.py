"""The offer to keep what only photos that go know, as part of the plan's dialog."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from photodedup.engine.domain.plans import CleanupPlan, PlannedRemoval, Refusal, Rescue
from photodedup.ui.dialogs.parts import quiet
from photodedup.ui.models import detail_words


class RescueOffer(QWidget):
    """Says what would be lost, and has the box that keeps it. Hidden where there is nothing.

    It is ticked at first: a clean-up that loses nothing is what people expect, and all it makes
    can be taken back.
    """

    toggled = Signal()

    def __init__(self, is_wanted: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rescues: tuple[Rescue, ...] = ()
        self._obstacles: dict[Path, str] = {}  # by the path of the photo that would go
        self.summary = QLabel(wordWrap=True)
        self.box = QCheckBox(
            self.tr("&Write this to a sidecar (.xmp) beside each photo that stays")
        )
        self.box.setToolTip(
            self.tr("A file that other photo programs read; one that is there already is added to")
        )
        self.box.setChecked(is_wanted)
        self.box.toggled.connect(self._toggled)
        self.note = quiet()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.summary, self.box, self.note):
            column.addWidget(widget)
        self._show_note()

    def set_plan(self, plan: CleanupPlan) -> None:
        """What this is about from now on."""
        self._rescues = plan.rescues
        self._obstacles = {
            path: rescue.obstacle
            for rescue in reversed(plan.rescues)
            if rescue.obstacle
            for path in rescue.spares
        }

    @property
    def is_wanted(self) -> bool:
        return bool(self._rescues) and self.box.isChecked()

    def applied(self, plan: CleanupPlan) -> CleanupPlan:
        """The plan with what goes and is kept as the box says."""
        if not self.is_wanted:
            return replace(plan, rescues=())
        held = self._obstacles
        shots = {r.unit for r in plan.removals if r.unit is not None and r.photo.path in held}
        going = [r for r in plan.removals if r.photo.path not in held and r.unit not in shots]
        paths = {removal.photo.path for removal in going}
        rescues = [rescue for rescue in self._rescues if not paths.isdisjoint(rescue.spares)]
        return replace(plan, removals=tuple(going), rescues=tuple(rescues))

    def refusal(self, removal: PlannedRemoval) -> Refusal | None:
        """Why a photo stays because of what it knows; None if that is not why."""
        obstacle = self._obstacles.get(removal.photo.path, "")
        if not obstacle or not self.is_wanted:
            return None
        return Refusal(removal.photo, detail_words.stays_sentence(removal, obstacle))

    def show_for(self, removals: Sequence[PlannedRemoval]) -> None:
        """Sum up what these know, of those that may go by everything else."""
        summary, disagreement = (
            detail_words.summary(removals),
            detail_words.disagreement(removals),
        )
        self.summary.setText(" ".join(filter(None, (summary, disagreement))))
        self.box.setVisible(bool(summary))
        self.note.setVisible(bool(summary))
        self.setVisible(bool(self.summary.text()))

    def _toggled(self) -> None:
        self._show_note()
        self.toggled.emit()

    def _show_note(self) -> None:
        kept = self.tr("The pictures themselves are not changed. Undo takes this back as well.")
        lost = self.tr("It goes to the trash with the photos, and comes back only with them.")
        self.note.setText(kept if self.box.isChecked() else lost)
