"""What the engine says reaches the window in the person's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from photodedup.engine.ranking import RULES
from photodedup.ui import engine_words
from photodedup.ui.engine_words import translated

ENGINE = Path(__file__).resolve().parents[2] / "photodedup" / "engine"

# What these say is shown in the window as it is.
SPEAKING = (
    "by_hand.py",
    "cleanup/*.py",
    "comparison/steps.py",
    "detail_reading.py",
    "extraction.py",
    "features/weights.py",
    "files/*.py",
    "folder_book.py",
    "group_building.py",
    "groups.py",
    "matching/verdicts.py",
    "matching/wording.py",
    "pictures/*.py",
    "reading/child.py",
    "reading/pool.py",
    "scan.py",
    "shot_groups.py",
    "store/connection.py",
)
# Put together in ways that a template shows otherwise, or never shown.
OTHERWISE = (
    "', one {}' if",
    "memory turns",  # a name within the program
    "cmyk {}",
    "unexpected end",  # what decoders say
    "end of file",
    "photodedup plan",  # the mark of a file
    "icloud",  # folders of clouds, as they are called on the disk
    "mobile documents",
    "google drive",
    "system volume information",
    "Could not decode to UTF-8",  # said by SQLite
    "a name or a hash",  # said to be what is missing in a plan
    " (restored {})",  # in the name of a file
    "same picture, ",  # is cut off
    "there is always another name",  # cannot happen
    "not a folder of this person",  # only the log has it
)


@pytest.mark.parametrize(
    ("said", "german_text"),
    [
        ("identical file", "identische Datei"),
        ("Identical file", "Identische Datei"),
        ("same picture, half the size, saved as PNG", "gleiches Bild, halb so groß, als PNG ges"),
        ("cropped to 62%, colours changed", "auf 62 % zugeschnitten, Farben geändert"),
        ("another part of the picture, 40% in common, larger", "ein anderer Teil des Bildes, 40"),
        ("0.853 (a close look from 0.7 on)", "0,853 (genauer Blick ab 0,7)"),
        ("taken 2 hours later", "2 Stunden später aufgenommen"),
        ("largest, has location; but named like a copy", "am größten, hat den Ort; aber heißt"),
        ("identical file; with its JPEG, its film and its sidecar", "identische Datei; mit JPEG,"),
        ("edited; its RAW file has no copy that stays", "bearbeitet; RAW-Datei ohne Kopie, die"),
        ("you trashed this on 3 May 2026", "war am 3. Mai 2026 schon im Papierkorb"),
        (
            "the file cannot be opened (Permission denied)",
            "die Datei kann nicht geöffnet werden (Zu",
        ),
        ("the file cannot be opened (odd thing)", "die Datei kann nicht geöffnet werden (odd th"),
        (
            "The photo to keep, IMG, 1.jpg, is no longer there.",
            "Was bleiben soll, IMG, 1.jpg, ist nicht mehr da.",
        ),
        (
            "Its drive is full. It was put back.",
            "Sein Laufwerk ist voll. Es wurde zurückgelegt.",
        ),
        (
            "Laid over each other, one mirrored, they share nearly all of both, and agree there.",
            "Übereinandergelegt (eines gespiegelt) haben sie fast alles von beiden gemeins",
        ),
    ],
)
def test_sentences_are_put_together_in_german(german: None, said: str, german_text: str):
    assert translated(said)[: len(german_text)] == german_text


def test_what_is_not_known_stays_as_it_is(german: None):
    for text in ("", "IMG_1.jpg", "identical file, but odd", "Etwas auf Deutsch."):
        assert translated(text) == text


def test_english_stays_as_it_is(qapp: QApplication):
    assert translated("identical file; with its JPEG") == "identical file; with its JPEG"


def test_each_reason_to_keep_a_photo_is_known():
    reasons = {words for rule in RULES for words in (rule.won, rule.lost) if words}
    assert reasons <= set(engine_words.TEMPLATES)


def test_each_sentence_of_the_engine_is_known():
    unknown = [
        f"{path.relative_to(ENGINE)}: {text}"
        for pattern in SPEAKING
        for path in sorted(ENGINE.glob(pattern))
        for text in sentences(ast.parse(path.read_text(encoding="utf-8")))
        if not is_known(text) and not any(other in text for other in OTHERWISE)
    ]
    assert unknown == []


def is_known(text: str) -> bool:
    """Whether it is a template, or a part of one: long sentences are put together from several."""
    parts = [part.strip(" .:;,“”()") for part in re.split(r"\{\w*\}", text)]
    whole = [re.sub(r"\{\w+\}", "{}", each) for each in engine_words.TEMPLATES]
    return any(all(part.lower() in each.lower() for part in parts) for each in whole)


def sentences(tree: ast.Module) -> Iterator[str]:
    """Texts of several words, with {} for what is put in; no docstrings, logs, or code."""
    silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(node.value)
        is_log = isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("log.", "re."))
        if is_log or isinstance(node, ast.JoinedStr):
            silent.update(each for each in ast.walk(node) if each is not node)
    for node in ast.walk(tree):
        text = "" if node in silent else _text(node)
        if re.search(r"[a-z]{2,} [a-z{]", text) and not re.search(r"[<>=\n]|[A-Z]{6,}", text):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) or "{}" for each in node.values)
    return ""
