"""What a screen reader meets in a widget, in its order: to be tested, and to be read by a person.

With the variable HEARD_FOLDER set, the tests that listen write each state of the window into a
file of that folder.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from photodedup.engine.domain.groups import GroupKind
from photodedup.engine.domain.matches import Verdict
from tests.factories import make_group, make_member, make_photo
from tests.ui.fake_library import FakeLibrary

Role = QAccessible.Role
FOLDER_VARIABLE = "HEARD_FOLDER"
STATES = (
    *("focusable", "focused", "selectable", "selected", "checkable", "checked"),
    *("disabled", "expandable", "expanded", "readOnly", "hasPopup"),
)
CONTROLS = frozenset(
    {Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox}
    | {Role.EditableText, Role.Slider, Role.SpinBox, Role.PageTab, Role.PageTabList}
    | {Role.List, Role.ListItem, Role.Table, Role.Tree, Role.TreeItem, Role.MenuItem}
    | {Role.ProgressBar, Role.Link}
)
CELLS = frozenset({Role.Cell, Role.TreeItem})  # of tables: some have nothing to say
WHOLE = frozenset({Role.ComboBox, Role.SpinBox})  # what is inside belongs to them


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing: what it is, what is said of it, and in which states it is."""

    depth: int
    role: QAccessible.Role
    name: str
    description: str
    value: str
    states: tuple[str, ...]

    @property
    def is_control(self) -> bool:
        """Whether a person can do something with it."""
        return self.role in CONTROLS or ("focusable" in self.states and self.role not in CELLS)

    def __str__(self) -> str:
        parts = [f"{self.role.name}: {self.name!r}"]
        parts += [f"= {self.value}"] if self.value not in ("", self.name) else []
        parts += [f"({self.description})"] if self.description not in ("", self.name) else []
        parts += [f"[{' '.join(self.states)}]"] if self.states else []
        return "  " * self.depth + " ".join(parts)


def heard(widget: QWidget, state: str = "") -> list[Heard]:
    """All that is to be seen, from the outside to the inside.

    Args:
        state: what the file is called that a person may want to read.
    """
    root = QAccessible.queryAccessibleInterface(widget)
    found = list(_below(root, 0))
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder and state:
        Path(folder).mkdir(parents=True, exist_ok=True)
        lines = "\n".join(map(str, found))
        Path(folder, f"{state}.txt").write_text(f"{lines}\n", encoding="utf-8")
    return found


def _below(item: QAccessibleInterface, depth: int) -> Iterator[Heard]:
    text, state = QAccessible.Text, item.state()
    yield Heard(
        depth,
        item.role(),
        item.text(text.Name).strip(),
        item.text(text.Description).strip(),
        item.text(text.Value).strip(),
        tuple(name for name in STATES if getattr(state, name)),
    )
    if item.role() in WHOLE:
        return
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _below(child, depth + 1)


def find_assorted(library: FakeLibrary) -> None:
    """Let a library hold a copy, an edited copy of another size, and a burst that is skipped."""
    far = make_photo(2001, has_location=False, width_px=2016, height_px=1512)
    library.to_find = (
        make_group(1),
        make_group(2, members=[make_member(far, Verdict.EDITED)]),
        make_group(3, verdict=Verdict.BURST, kind=GroupKind.BURST, is_skipped=True),
    )
