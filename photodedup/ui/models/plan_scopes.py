"""Which marked photos a plan is about: those shown, those of reviewed groups, or all."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from photodedup.engine.domain.groups import Group
from photodedup.engine.tabs import MarkSum
from photodedup.ui import wording


class Scope(Enum):
    SHOWN = auto()
    REVIEWED = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class PlanScopes:
    """The groups to choose from, and what is marked in them."""

    shown: Sequence[Group]
    all: Sequence[Group]
    shown_marks: MarkSum
    all_marks: MarkSum

    @property
    def offered(self) -> list[Scope]:
        """The scopes that differ and in which something is marked, the one to begin with first."""
        scopes = []
        if self.shown_marks.photos:
            scopes.append(Scope.SHOWN)
        if 0 < self.all_marks.reviewed_groups < self.all_marks.groups:
            scopes.append(Scope.REVIEWED)
        if self.all_marks.photos > self.shown_marks.photos:
            scopes.append(Scope.ALL)
        return scopes

    def groups(self, scope: Scope) -> Sequence[Group]:
        """Those to plan for; of `REVIEWED`, the ones that were not are still among them."""
        return self.shown if scope is Scope.SHOWN else self.all

    def text(self, scope: Scope) -> str:
        marks = self.shown_marks if scope is Scope.SHOWN else self.all_marks
        if scope is Scope.REVIEWED:
            told = _tr("Only the {groups} that you reviewed")
            return told.format(groups=wording.groups(marks.reviewed_groups))
        told = _tr("What is shown here: {photos} in {groups}")
        if scope is Scope.ALL:
            told = _tr("Everything that is marked, in all tabs: {photos} in {groups}")
        return told.format(photos=wording.photos(marks.photos), groups=wording.groups(marks.groups))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_scopes", text)
