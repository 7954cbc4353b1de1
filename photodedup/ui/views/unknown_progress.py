"""Progress of which nobody knows how far it is: a bar that moves, unless nothing shall move."""

from PySide6.QtWidgets import QApplication, QProgressBar

_PROPERTY = "reduce_motion"  # of the application, so that every bar knows


def reduce_motion(reduced: bool) -> None:
    """Whether nothing shall move by itself from now on."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(_PROPERTY, reduced)


def is_motion_reduced() -> bool:
    app = QApplication.instance()
    return app is not None and bool(app.property(_PROPERTY))


def show_unknown(bar: QProgressBar) -> None:
    """Let a bar say that work goes on; the words beside it tell which."""
    if is_motion_reduced():
        bar.setRange(0, 1)
        bar.setValue(0)
    else:
        bar.setRange(0, 0)
