"""Pictures of any size and turn on one plane, so that one spot of it is seen in all. Arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QTransform

from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.domain.photos import Photo

Onto = tuple[float, float, float, float, float, float]  # as in the engine's Placement
UNIT = QRectF(0, 0, 1, 1)
MOST_AROUND = 8.0  # times the base's sides: beyond that a placement is not believed


@dataclass(frozen=True, slots=True)
class Scene:
    """`size` is all that any picture shows, in the base's pixels; `places` puts each picture's
    unit square, corner to corner, where it belongs in that."""

    size: QSizeF
    places: Mapping[PhotoId, QTransform]

    def pixel_side(self, photo: PhotoId, width_px: int, height_px: int) -> float:
        """How long a pixel of a picture of this size is on the plane."""
        area = abs(self.places[photo].determinant())
        return float((area / (width_px * height_px)) ** 0.5)


def make_scene(
    photos: Sequence[Photo], onto_first: Mapping[PhotoId, Onto], quarter_turns: int = 0
) -> Scene:
    """Lay photos on the first one; those without a place whole in its middle.

    Args:
        quarter_turns: how far all of it is turned to the right.
    """
    base = photos[0]
    width, height = base.width_px or 4, base.height_px or 3
    to_pixels = QTransform.fromScale(width, height)
    places, around = {}, QRectF(0, 0, width, height)
    for photo in photos:
        onto = _believable(onto_first.get(photo.id)) or whole_on_whole(photo, base)
        places[photo.id] = _transform(onto) * to_pixels
        around = around.united(places[photo.id].mapRect(UNIT))
    shift = QTransform.fromTranslate(-around.x(), -around.y())
    turn = QTransform().rotate(90.0 * (quarter_turns % 4))
    turned = (shift * turn).mapRect(around)
    home = shift * turn * QTransform.fromTranslate(-turned.x(), -turned.y())
    return Scene(turned.size(), {photo: place * home for photo, place in places.items()})


def whole_on_whole(photo: Photo, base: Photo) -> Onto:
    """All of a photo in the middle of another, as large as fits."""
    if photo.id == base.id:
        return (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    own = (photo.width_px or 4, photo.height_px or 3)
    room = (base.width_px or 4, base.height_px or 3)
    scale = min(room[0] / own[0], room[1] / own[1])
    x, y = own[0] * scale / room[0], own[1] * scale / room[1]
    return (x, 0.0, (1 - x) / 2, 0.0, y, (1 - y) / 2)


def _transform(onto: Onto) -> QTransform:
    a, b, c, d, e, f = onto
    return QTransform(a, d, b, e, c, f)


def _believable(onto: Onto | None) -> Onto | None:
    if onto is None:
        return None
    placed = _transform(onto).mapRect(UNIT)
    reach = QRectF(-MOST_AROUND, -MOST_AROUND, 2 * MOST_AROUND + 1, 2 * MOST_AROUND + 1)
    return onto if reach.contains(placed) else None
