"""No text of the window is left out of a translation, and none says less than it should."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QMenu

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "photodedup" / "ui"
FILES = sorted((ROOT / "resources" / "translations").glob("*.ts"))
LANGUAGES = [file.stem for file in FILES]

# What a person would read: the argument of these is a text, and has to be translated.
SHOWING = {
    "Binding", "QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton",
    "addItem", "addMenu", "headline", "plain_button", "quiet", "say", "setAccessibleDescription",
    "setAccessibleName", "setPlaceholderText", "setSpecialValueText", "setStatusTip", "setText",
    "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showText",
}  # fmt: skip
SAME_EVERYWHERE = {"photodedup"}


@pytest.fixture
def collector(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "packaging")
    import translations

    return translations


def bare_texts(path: Path) -> Iterator[str]:
    """Literals that a module shows without translating them; a small word is an icon's name."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        name = call.func.id if isinstance(call.func, ast.Name) else name
        if name in SHOWING:
            for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
                text = _literal(argument)
                if re.search(r"[A-Za-z]{2}", text) and not re.fullmatch(r"[a-z_]+", text):
                    yield f"{path.name}:{call.lineno}: {name}({text!r})"


def _literal(node: ast.expr) -> str:
    """What a literal says by itself, without what is put into it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(each) for each in node.values)
    if isinstance(node, ast.IfExp):
        return _literal(node.body) + _literal(node.orelse)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and node.value not in SAME_EVERYWHERE else ""


def test_every_text_that_is_shown_can_be_translated(collector):
    assert [text for path in SOURCE.rglob("*.py") for text in bare_texts(path)] == []
    assert [text for text in collector.texts() if text.problem] == []


def test_no_text_is_translated_before_the_language_is_known():
    """Texts are looked up when they are shown: at import time there is no translation yet."""
    early = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            members = node.body if isinstance(node, ast.ClassDef) else [node]
            for member in members:
                if not isinstance(member, ast.FunctionDef | ast.ClassDef | ast.If):
                    early += [
                        f"{path.name}:{call.lineno}"
                        for call in ast.walk(member)
                        if isinstance(call, ast.Call)
                        and re.search(r"(^|\.)_?tr$|\.translate$", ast.unparse(call.func))
                    ]
    assert early == []


def test_there_is_german():
    assert "photodedup_de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing(language, collector):
    known = collector.read(collector.FOLDER / f"{language}.ts")
    wanted = {(text.context, text.source) for text in collector.texts()}
    assert sorted(wanted - known.keys()) == []
    assert sorted(known.keys() - wanted) == []  # nothing is left of texts that are gone
    assert [key for key, forms in known.items() if not all(forms)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_into_a_text_is_put_into_its_translation(language, collector):
    wrong = []
    for (context, source), forms in collector.read(collector.FOLDER / f"{language}.ts").items():
        for form in forms:
            ours, theirs = placeholders(source), placeholders(form)
            is_right = theirs <= ours if context == collector.ENGINE_CONTEXT else theirs == ours
            if not is_right or mnemonics(source) != mnemonics(form):
                wrong.append((source, form))
            if source.count("\n") != form.count("\n") or edges(source) != edges(form):
                wrong.append((source, form))
    assert wrong == []


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}|%L?n|%\d", text))


def mnemonics(text: str) -> int:
    return len(re.findall(r"&\w", text))


def edges(text: str) -> tuple[bool, bool, bool]:
    """Spaces at the ends, and dots that promise a question: they are part of how it is used."""
    return text[:1] == " ", text[-1:] == " ", text.endswith("…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_of_the_source(language, collector):
    """Run packaging/translations.py after a change."""
    compiled = QTranslator()
    assert compiled.load(str(collector.FOLDER / f"{language}.qm"))
    for (context, source), forms in collector.read(collector.FOLDER / f"{language}.ts").items():
        numbers = (1, 2) if len(forms) > 1 else (-1,)
        shown = [compiled.translate(context, source, None, number) for number in numbers]
        assert shown == [form.replace("%n", str(n)) for form, n in zip(forms, numbers, strict=True)]


def test_no_letter_opens_two_commands_of_a_menu(stage):
    assert doubled_letters(stage) == []


def test_no_letter_opens_two_commands_of_a_menu_in_german(german, stage):
    assert doubled_letters(stage) == []


def doubled_letters(stage) -> list[list[str]]:
    """Texts of one menu that Alt and the same letter would open."""
    found = []
    for menu in [stage.window.menuBar(), *stage.window.menuBar().findChildren(QMenu)]:
        by_letter: dict[str, list[str]] = {}
        for action in menu.actions():
            for letter in re.findall(r"&(\w)", action.text().lower()):
                by_letter.setdefault(letter, []).append(action.text())
        found += [texts for texts in by_letter.values() if len(texts) > 1]
    return found
