"""What a person sees in a view."""

from PySide6.QtWidgets import QLabel

from photodedup.ui.views.compare_side import CompareSide


def fact_text(side: CompareSide, name: str) -> str:
    """What stands beside the name of a fact; empty where the fact is not shown."""
    shown = (label for label in side.findChildren(QLabel) if not label.isHidden())
    values = (label.text() for label in shown if label.accessibleName().startswith(f"{name}: "))
    return next(values, "")
