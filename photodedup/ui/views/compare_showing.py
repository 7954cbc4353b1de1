"""The parts of the comparison on the screen, and what each shows of the photos on the table."""

from enum import IntEnum

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photodedup.ui.models.thumbnails import ThumbnailLoader
from photodedup.ui.views.compare_bar import CompareBar
from photodedup.ui.views.compare_flicker import CompareFlicker
from photodedup.ui.views.compare_keys import CompareKeys, Do
from photodedup.ui.views.compare_pictures import ComparePictures
from photodedup.ui.views.compare_side import CompareSide
from photodedup.ui.views.compare_stage import CompareStage, Look
from photodedup.ui.views.compare_table import CompareTable
from photodedup.ui.views.compare_telling import CompareTelling
from photodedup.ui.views.filmstrip import Filmstrip
from photodedup.ui.views.status_line import StatusLine

HIGH_LINES = 32  # of text, from which on there is room for facts
HIGHER_LINES = 52  # and for all of what is written in the photos


class Facts(IntEnum):
    """How much is said of the two photos below their pictures."""

    NONE = 0
    FEW = 1  # of what is written in them only what differs
    ALL = 2


class CompareShowing(QObject):
    """Lays out the parts in their owner and keeps them up to date; asks nothing and does nothing
    with photos."""

    def __init__(
        self,
        owner: QWidget,
        table: CompareTable,
        pictures: ComparePictures,
        keys: CompareKeys,
        thumbnails: ThumbnailLoader | None,
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._table = table
        self._pictures = pictures
        self._telling = CompareTelling(table, pictures)
        self._is_loose = False
        self._wanted_facts: Facts | None = None  # None: as there is room
        self._is_immersed = False
        self.bar = CompareBar(keys, owner)
        self.stage = CompareStage(owner)
        self.strip = Filmstrip(thumbnails, owner)
        self.sides = (CompareSide(keys, owner), CompareSide(keys, owner))
        self.status = StatusLine(keys, owner)
        self.flicker = CompareFlicker(self)
        self.flicker.changed.connect(self.show_pictures)
        self.stage.zoom.moved.connect(self.show_pictures)
        pictures.changed.connect(self.show_pictures)
        pictures.bursts_changed.connect(self.show_findings)
        pictures.details_changed.connect(self.show_findings)
        self._lay_out()

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        for side in self.sides:
            below.addWidget(side, 1)
        column = QVBoxLayout(self._owner)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)
        column.addWidget(self.status)
        column.addWidget(self.strip)
        column.addLayout(below)

    # --- what the person wants to see --------------------------------------------------------

    def toggle_loose(self) -> None:
        """Lay the pictures over each other, or show each whole."""
        self._is_loose = not self._is_loose
        self.show_all()

    def step_facts(self) -> None:
        """Say more of the photos, and after all of it nothing."""
        self._wanted_facts = Facts((self.facts + 1) % len(Facts))
        self.show_all()

    def set_immersed(self, is_immersed: bool) -> None:
        """In full screen only the pictures are left, and what becomes of them."""
        self._is_immersed = is_immersed
        self.show_all()

    @property
    def facts(self) -> Facts:
        """In a low window the pictures need the room more."""
        if self._is_immersed:
            return Facts.NONE
        if self._wanted_facts is not None:
            return self._wanted_facts
        lines = self._owner.height() / self._owner.fontMetrics().height()
        return Facts((lines >= HIGH_LINES) + (lines >= HIGHER_LINES))

    # --- showing -----------------------------------------------------------------------------

    def show_all(self) -> None:
        self.show_texts()
        self.show_pictures()

    def show_pictures(self) -> None:
        table = self._table
        if not table.photos:
            return
        is_side_by_side = self.stage.look is Look.SIDE_BY_SIDE
        photos = table.shown if is_side_by_side else table.two
        order = self.flicker.arranged(photos, table.target)
        has_notes = table.is_all or not self.facts
        placed = {} if self._is_loose else self._pictures.onto(photos)
        self.stage.show_exhibits(
            photos,
            [self._telling.exhibit(photo, has_notes=has_notes) for photo in order],
            {photo: place.onto for photo, place in placed.items()},
            current=table.target.id if table.is_all and table.target else None,
        )
        is_measured = self.stage.look is Look.DIFFERENCE and self._owner.isVisible()
        found = self._pictures.difference() if is_measured else None
        self.stage.show_difference(found)
        self.show_findings()

    def show_findings(self) -> None:
        """What is measured only now and then: qualities, differences, the sharpest of a burst."""
        self._telling.show_sides(self.sides, is_full=self.facts is Facts.ALL)
        self.strip.show_frames(self._telling.frames())
        self.bar.say(self._telling.title())
        is_on = self.stage.look is Look.DIFFERENCE
        turns = self.stage.quarter_turns
        self.status.say(self._telling.difference_text(turns) if is_on else "")

    def show_texts(self) -> None:
        """Which ways to look are on, and which parts there is room for."""
        table, look = self._table, self.stage.look
        if not table.photos:
            return
        ways = {
            Do.WIPE: look is Look.WIPE,
            Do.DIFFERENCE: look is Look.DIFFERENCE,
            Do.ALL: table.is_all,
            Do.LOOSE: not self._is_loose,
            Do.INFO: bool(self.facts),
        }
        self.bar.show_state(
            [do for do, is_on in ways.items() if is_on],
            is_several=len(table.photos) > 2,
            is_series=table.is_series,
            picked_count=len(table.picked) if table.group else 0,
        )
        self.strip.setVisible(len(table.photos) > 2)
        for side in self.sides:
            side.setVisible(ways[Do.INFO])
        self.status.setVisible(not self._is_immersed or look is Look.DIFFERENCE)
