"""The groups that are whole on the screen, and the way to the next screenful."""

from collections.abc import Sequence

from photodedup.engine.domain.groups import Group
from photodedup.ui.models.group_model import GroupModel
from photodedup.ui.views.group_list import GroupListView

OVERLAP_PX = 48  # what was last on the screen is first on the next page


class Batch:
    """What a person has in view can be agreed to; of a group that goes on below, only its end."""

    def __init__(self, model: GroupModel, view: GroupListView) -> None:
        self._model = model
        self._view = view

    @property
    def numbers(self) -> range:
        """The groups of which the end is on the screen, the first one to the last."""
        top, bottom = self._view.seen_heights()
        layout = self._view.layout_now()
        seen = layout.groups_between(top, bottom)
        ended = [n for n in seen if layout.cards_bottom(n) <= bottom]
        return range(ended[0], ended[-1] + 1) if ended else range(0)

    @property
    def groups(self) -> Sequence[Group]:
        return [self._model.group_at(number) for number in self.numbers]

    def go_on(self) -> bool:
        """Bring the next groups to the top of the screen; False where these were the last ones.

        A group that does not fit is read on by a page.
        """
        numbers, bar = self.numbers, self._view.verticalScrollBar()
        if not numbers:
            bar.setValue(bar.value() + bar.pageStep() - OVERLAP_PX)
            return True
        if numbers.stop >= self._model.group_count():
            return False
        self._view.go_to(numbers.stop, scroll=False)
        bar.setValue(self._view.layout_now().group_rect(numbers.stop).top())
        return True
