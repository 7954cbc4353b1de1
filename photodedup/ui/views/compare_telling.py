"""What the comparison says of the photos on its table: captions, facts, and what was measured."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from photodedup.engine.domain.photos import Photo
from photodedup.ui.models import close_words, phrases
from photodedup.ui.views.compare_details import detail_facts
from photodedup.ui.views.compare_facts import compare_facts, quality_fact
from photodedup.ui.views.compare_pictures import ComparePictures
from photodedup.ui.views.compare_side import CompareSide
from photodedup.ui.views.compare_stage import Exhibit
from photodedup.ui.views.compare_table import CompareTable
from photodedup.ui.views.filmstrip import Frame


def tr(text: str) -> str:
    return QCoreApplication.translate("compare_telling", text)


class CompareTelling:
    """Puts into words what is known so far."""

    def __init__(self, table: CompareTable, pictures: ComparePictures) -> None:
        self._table = table
        self._pictures = pictures

    def difference_text(self, quarter_turns: int) -> str:
        """What differs between the two, as the view shows them turned."""
        two, placed = self._table.two, self._pictures.placed
        found = self._pictures.difference()
        if found is None:
            reason = next((r for p in two if isinstance(r := self._pictures.get(p), str)), None)
            return tr("Not measured: {why}").format(why=reason) if reason else tr("Measuring…")
        text = close_words.difference_text(found, two[0], two[1], quarter_turns)
        if all(placed[photo.id].is_same_spot for photo in two):
            return text
        return tr("{text} (These two cannot be laid over each other exactly.)").format(text=text)

    # --- what is said of one photo -----------------------------------------------------------

    def exhibit(self, photo: Photo, *, has_notes: bool) -> Exhibit:
        notes = self._notes(photo) if has_notes else ()
        return Exhibit(photo, self._pictures.get(photo), notes, self._spoken(photo))

    def _spoken(self, photo: Photo) -> str:
        place = self._table.place_of(photo)
        return phrases.photo_spoken(*place) if place else phrases.alone_spoken(photo)

    def _notes(self, photo: Photo) -> tuple[str, ...]:
        shown = self._table.shown
        grades = self._pictures.grades(shown)
        ids = [each.id for each in shown]
        said = []
        if grades is not None and photo.id in ids:
            said.append(close_words.grade_text(grades[ids.index(photo.id)], len(shown)))
        fate = self._fate(photo)
        return (*said, fate) if fate else tuple(said)

    def _fate(self, photo: Photo) -> str:
        place = self._table.place_of(photo)
        if place is None:
            return ""
        group, position = place
        if position == 0:
            return tr("✓ Keep")
        return phrases.fate_text(group, group.members[position - 1])

    def frames(self) -> list[Frame]:
        """All photos for the strip."""
        table, sharpest = (
            self._table,
            self._pictures.bursts.sharpest() if self._table.is_burst else None,
        )
        seen = {photo.id for photo in table.shown}
        current = table.target.id if table.target else None
        frames = []
        for photo in table.photos:
            tags = []
            if photo.id == sharpest:
                tags.append(tr("Sharpest"))
            if photo.id in table.picked:
                tags.append(tr("Picked"))
            frames.append(
                Frame(
                    photo,
                    self._fate(photo),
                    tuple(tags),
                    is_current=photo.id == current,
                    is_seen=photo.id in seen,
                    spoken=self._spoken(photo),
                )
            )
        return frames

    def show_sides(self, sides: Sequence[CompareSide], *, is_full: bool) -> None:
        """Facts of the two photos, and what becomes of each; of what is written in them all, or
        only what differs."""
        two = self._table.two
        if len(two) < 2:
            return
        target = self._table.target
        facts = [quality_fact(self._pictures.grades(two)), *compare_facts(two[0], two[1])]
        details = [self._pictures.details(photo) for photo in two]
        if details[0] is not None and details[1] is not None:
            facts += detail_facts(details[0], details[1], only_different=not is_full)
        for number, (side, photo) in enumerate(zip(sides, two, strict=True)):
            side.show_facts(facts, number)
            place = self._table.place_of(photo)
            if place is not None:
                has_keys = target is not None and target.id == photo.id
                side.show_fate(*place, has_keys=has_keys)

    # --- what is said of all -----------------------------------------------------------------

    def title(self) -> str:
        table = self._table
        ids = [photo.id for photo in table.photos]
        if len(table.two) < 2:
            return ""
        if table.is_all:
            target = table.target
            number = ids.index(target.id) + 1 if target else 1
            place = tr("Photo {number} of {count}").format(number=number, count=len(ids))
        else:
            left, right = (ids.index(photo.id) + 1 for photo in table.pair)
            text = tr("Photos {left} and {right} of {count}")
            place = text.format(left=left, right=right, count=len(ids))
        parts = [place, self._sharpest_text()]
        parts += [phrases.outcome_text(table.group)] if table.group else []
        if table.picked:
            parts.append(tr("{count} picked to keep").format(count=len(table.picked)))
        return phrases.SEPARATOR.join(part for part in parts if part)

    def _sharpest_text(self) -> str:
        if not self._table.is_burst:
            return ""
        if self._pictures.bursts.are_alike():
            return tr("all about equally sharp")
        sharpest = self._pictures.bursts.sharpest()
        name = next((p.path.name for p in self._table.photos if p.id == sharpest), None)
        if name is None:
            return ""
        text = tr("sharpest of {count}: {name}")
        return text.format(count=len(self._table.photos), name=name)
