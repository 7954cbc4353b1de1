"""The language of the window: which ones there are, and taking one at the start."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from photodedup.engine.paths import resources_folder

log = logging.getLogger(__name__)

SYSTEM = "system"
ENGLISH = "en"  # what the source is written in
PREFIX = "photodedup_"


def languages() -> list[str]:
    """Codes of the languages that the window can speak, English first."""
    files = sorted(_folder().glob(f"{PREFIX}*.qm"))
    return [ENGLISH, *(file.stem.removeprefix(PREFIX) for file in files)]


def own_name(language: str) -> str:
    """What a language calls itself, such as "Deutsch"."""
    if language == ENGLISH:
        return "English"
    name = QLocale(language).nativeLanguageName()
    return name[:1].upper() + name[1:] or language


def chosen_language(setting: str, system: QLocale | None = None) -> str:
    """The language to speak: the one set, or the first of the system's that there is."""
    known = languages()
    if setting in known:
        return setting
    wanted = (system or QLocale.system()).uiLanguages()
    return next((code for name in wanted if (code := name[:2]) in known), ENGLISH)


def install_language(app: QCoreApplication, setting: str) -> list[QTranslator]:
    """Let the window speak a language from now on, with its dates and numbers.

    To be called before the first widget is made.

    Args:
        setting: "system", or the code of a language.
    """
    language = chosen_language(setting)
    if setting == language and language != _code(QLocale.system()):
        QLocale.setDefault(QLocale(language))
    if language == ENGLISH:
        return []
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    places = [Path(qt, f"qtbase_{language}.qm"), _folder() / f"{PREFIX}{language}.qm"]
    return [translator for place in places if (translator := _install(app, place)) is not None]


def _install(app: QCoreApplication, place: Path) -> QTranslator | None:
    translator = QTranslator(app)
    if not translator.load(str(place)):
        log.warning("the translation %s cannot be read", place)
        return None
    app.installTranslator(translator)
    return translator


def _code(locale: QLocale) -> str:
    return locale.name()[:2]


def _folder() -> Path:
    return resources_folder() / "translations"
