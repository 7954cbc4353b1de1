"""What the review says where it shows no group, by why there is none."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from photodedup.ui import wording


def tr(text: str) -> str:
    return QCoreApplication.translate("emptiness", text)


@dataclass(slots=True)
class Emptiness:
    """What is known of the groups that are not on the screen."""

    is_waiting: bool = False  # those of a library that was just opened are on their way
    is_scanning: bool = False  # more may come
    hidden_count: int = 0  # so many are there beside those shown
    is_filtered: bool = False  # whether filters hide them
    had_groups: bool = False

    def words(self) -> tuple[str, str, str]:
        """A title, a sentence, and a button's text, or nothing where no button helps."""
        if self.is_waiting and not self.is_scanning:
            return tr("Fetching your groups"), tr("One moment, please."), ""
        if self.is_scanning:
            sentence = tr("Groups appear here as soon as they are found.")
            return tr("Looking for duplicates…"), sentence, ""
        if self.hidden_count:
            return tr("Nothing here"), *self._hidden()
        if self.had_groups:
            return tr("All done"), tr("There is no group left to look at."), ""
        return tr("No duplicates"), tr("No two photos here show the same picture."), ""

    def _hidden(self) -> tuple[str, str]:
        """Where all groups are in other tabs or filtered out."""
        if self.is_filtered:
            return tr("No group in this tab passes the filters."), tr("Take the filters away")
        text = tr("There are no groups of this kind. The other tabs hold {groups}.")
        return text.format(groups=wording.groups(self.hidden_count)), tr("Show all groups")
