"""The window speaks the system's language, or the one that was chosen."""

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from photodedup.engine.settings import Settings
from photodedup.ui import wording
from photodedup.ui.dialogs.settings import SettingsDialog
from photodedup.ui.language import chosen_language, languages, own_name


@pytest.mark.parametrize(
    ("setting", "system", "spoken"),
    [
        ("system", "de_AT", "de"),
        ("system", "en_GB", "en"),
        ("system", "fi_FI", "en"),
        ("en", "de_DE", "en"),
        ("de", "en_US", "de"),
        ("klingon", "de_DE", "de"),
    ],
)
def test_the_language_is_the_systems_unless_one_was_chosen(setting, system, spoken):
    assert chosen_language(setting, QLocale(system)) == spoken


def test_in_german_counts_sizes_and_qts_own_buttons_are_german(german):
    assert [wording.photos(n) for n in (0, 1, 2, 1234)] == [
        "keine Fotos",
        "1 Foto",
        "2 Fotos",
        "1.234 Fotos",
    ]
    assert wording.size(4_200_000) == "4,2 MB"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_the_settings_offer_each_language_in_its_own_words(qtbot):
    dialog = SettingsDialog(Settings(language="de"))
    qtbot.addWidget(dialog)
    offered = [dialog.language.itemText(i) for i in range(dialog.language.count())]
    assert offered == ["Like the system", "English", "Deutsch"]
    assert dialog.settings().language == "de"
    dialog.language.setCurrentIndex(1)
    assert dialog.settings().language == "en"
    assert [own_name(code) for code in languages()] == offered[1:]
