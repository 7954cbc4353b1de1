"""How faces are found, for the person to choose where there is more than one way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from photodedup.engine.faces.methods import Method
from photodedup.ui.face_work import FaceView


class PeopleMethod(QComboBox):
    """The ways that can be used here; hidden where there is no choice."""

    chosen = Signal(str)  # name of a method, by the person's hand only

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._methods: tuple[Method, ...] = ()
        self.setAccessibleName(self.tr("How faces are found"))
        self.setToolTip(
            self.tr("How faces are found. Each way looks through the photos for itself.")
        )
        self.activated.connect(lambda row: self.chosen.emit(self._methods[row].name))
        self.hide()

    def show_view(self, view: FaceView) -> None:
        if view.methods != self._methods:
            self._methods = view.methods
            self.clear()
            self.addItems([self._words(each) for each in view.methods])
        if view.method in view.methods:
            self.setCurrentIndex(view.methods.index(view.method))
        self.setVisible(len(view.methods) > 1)

    def _words(self, method: Method) -> str:
        told = {
            "yunet+sface": self.tr("Quick, also small faces (YuNet, SFace)"),
            "dlib-hog+dlib": self.tr("Faces from the front (dlib)"),
            "dlib-cnn+dlib": self.tr("Thorough and slow (dlib, network)"),
            "yunet+dlib": self.tr("Also small faces (YuNet, dlib)"),
        }
        return told.get(method.name, method.name)
