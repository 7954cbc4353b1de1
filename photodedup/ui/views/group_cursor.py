"""Where each movement key leads: up and down through groups, left and right through photos."""

from PySide6.QtWidgets import QAbstractItemView

from photodedup.ui.models.group_model import GroupModel
from photodedup.ui.views.group_places import GroupPlaces

Cursor = QAbstractItemView.CursorAction


def landing_row(model: GroupModel, number: int) -> int:
    """Where one arrives in a group: at the first photo about which there is a question."""
    return model.first_row(number) + 1


def moved_row(
    model: GroupModel,
    places: GroupPlaces,
    row: int,
    action: Cursor,
    *,
    page_height: int,
    with_control: bool,
) -> int:
    """The row that a movement leads to; at either end of the list it stays."""
    number = model.number_at_row(row)
    last = model.group_count() - 1
    to_end = action == Cursor.MoveEnd
    match action:
        case Cursor.MoveUp:
            return landing_row(model, number - 1) if number > 0 else row
        case Cursor.MoveDown:
            return landing_row(model, number + 1) if number < last else row
        case Cursor.MovePageUp:
            return landing_row(model, places.page_from(number, -page_height))
        case Cursor.MovePageDown:
            return landing_row(model, places.page_from(number, page_height))
        case Cursor.MoveHome | Cursor.MoveEnd if with_control:
            return landing_row(model, last if to_end else 0)
        case Cursor.MoveHome:
            return model.first_row(number)
        case Cursor.MoveEnd:
            return model.first_row(number) + len(model.group_at(number).members)
        case Cursor.MoveLeft | Cursor.MovePrevious:
            return max(0, row - 1)
        case _:
            return min(model.rowCount() - 1, row + 1)
