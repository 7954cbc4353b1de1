from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton

from photodedup.ui.resources import icon, refresh_icons, set_icon
from photodedup.ui.theme import Theme, make_palette

Role = QPalette.ColorRole
READABLE = 4.5  # contrast of text, by the web's accessibility guideline


def brightness(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, two: QColor) -> float:
    light, dark = sorted((brightness(one), brightness(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *product((Role.WindowText, Role.PlaceholderText, Role.Link), (Role.Window, Role.Base)),
    *product((Role.WindowText, Role.PlaceholderText, Role.Link), (Role.AlternateBase,)),
    (Role.Text, Role.Base),
    (Role.ButtonText, Role.Button),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.HighlightedText, Role.Highlight),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda role: role.name)
def test_text_can_be_read_in_both_themes(dark, text, ground):
    palette = make_palette(dark=dark)
    assert contrast(palette.color(text), palette.color(ground)) >= READABLE


@pytest.fixture
def theme(qapp):
    before = qapp.palette(), qapp.style().objectName()
    made = Theme(qapp)
    yield made
    made.apply("light")
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setStyle(before[1])


def test_the_persons_choice_holds_where_the_platform_does_not_listen(theme, qapp):
    theme.apply("dark")
    assert _is_dark(qapp.palette())
    theme.apply("light")
    assert not _is_dark(qapp.palette())


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def test_the_present_theme_is_not_painted_again(theme, qtbot):
    theme.apply("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.apply("dark")
    with qtbot.waitSignal(theme.changed):
        theme.apply("light")


def test_icons_follow_the_theme(theme, qapp, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    holder = QPushButton()
    qtbot.addWidget(holder)
    button.setParent(holder)
    theme.changed.connect(lambda: refresh_icons(holder))
    theme.apply("light")
    set_icon(button, "trash")
    light = middle_shade(button)
    theme.apply("dark")

    assert middle_shade(button) > light + 100


def middle_shade(button) -> int:
    """The lightness of the icon's lines."""
    image = button.icon().pixmap(48, 48).toImage()
    points = product(range(image.width()), range(image.height()))
    drawn = [image.pixelColor(x, y) for x, y in points if image.pixelColor(x, y).alpha() > 200]
    return sum(colour.lightness() for colour in drawn) // len(drawn)


def test_a_missing_icon_is_empty_and_no_error(qapp):
    assert not icon("no such icon").isNull()
