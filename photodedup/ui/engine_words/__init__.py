"""The engine's sentences in the person's language.

The engine speaks English and knows no Qt. Its sentences are made from fixed templates, which stand
in the modules of this package; a sentence is taken apart by them and put together again from their
translations. One that fits no template stays as the engine said it.
"""

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLocale

from photodedup.ui.engine_words import found, handled, upkeep

TEMPLATES = (*found.TEMPLATES, *handled.TEMPLATES, *upkeep.TEMPLATES)
CONTEXT = "engine"
_JOINTS = ("; but ", "; ", ", ")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NUMBER = r"[\d.,-]+"
_NUMBERS = frozenset({"n", "m", "last", "scale"})  # placeholders for numbers; others take any text


def translated(text: str) -> str:
    """A sentence of the engine, or several joined by it, as the person is to read it."""
    language = QCoreApplication.translate(CONTEXT, TEMPLATES[0])
    return text if language == TEMPLATES[0] or not text else _looked_up(text, language)


@lru_cache(maxsize=4096)
def _looked_up(text: str, _language: str) -> str:
    lines = text.split("\n")
    if len(lines) > 1:
        return "\n".join(_looked_up(line, _language) for line in lines)
    found = _joined(text)
    if found is None and text[:1].isupper():  # said as a sentence of its own
        lower = _joined(text[0].lower() + text[1:])
        found = None if lower is None else lower[:1].upper() + lower[1:]
    if found is None and text.endswith("."):
        found = _joined(text[:-1])
        found = None if found is None else f"{found}."
    return text if found is None else found


def _joined(text: str) -> str | None:
    """The translation of a text that is known as a whole, or part by part; None of another."""
    whole = _atom(text)
    if whole is not None:
        return whole
    for joint in _JOINTS:
        parts = text.split(joint)
        for count in range(len(parts) - 1, 0, -1):  # a part may hold the joint itself
            first = _atom(joint.join(parts[:count])) if joint == _JOINTS[-1] else None
            if joint != _JOINTS[-1]:
                first = _joined(joint.join(parts[:count]))
            rest = _joined(joint.join(parts[count:])) if first is not None else None
            if first is not None and rest is not None:
                return first + QCoreApplication.translate(CONTEXT, joint) + rest
    return None


def _atom(text: str) -> str | None:
    if text in _plain():
        return QCoreApplication.translate(CONTEXT, text)
    for template, pattern in _patterns():
        fit = pattern.fullmatch(text)
        if fit is None:
            continue
        values = {name: _inner(name, value) for name, value in fit.groupdict().items()}
        if None not in values.values():
            return QCoreApplication.translate(CONTEXT, template).format(**values)
    return None


def _inner(name: str, value: str) -> str | None:
    """What stands in a placeholder: "what" is of the engine, "why" may be of the system as well,
    the others are numbers, and names as they are."""
    if name.startswith("what"):
        return _joined(value)
    if name.startswith("why"):
        return _joined(value) or value
    return value.translate(_signs()) if name in _NUMBERS else value


def _signs() -> dict[int, str]:
    """How the language writes what English writes as 1,234.5."""
    locale = QLocale()
    return {ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()}


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset(each for each in TEMPLATES if not _PLACEHOLDER.search(each))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Templates with placeholders, those with the most words of their own first."""
    wild = [each for each in TEMPLATES if _PLACEHOLDER.search(each)]
    wild.sort(key=lambda each: -len(_PLACEHOLDER.sub("", each)))
    return tuple((each, _pattern(each)) for each in wild)


def _pattern(template: str) -> re.Pattern[str]:
    written = ""
    for number, part in enumerate(_PLACEHOLDER.split(template)):
        written += (
            f"(?P<{part}>{_NUMBER if part in _NUMBERS else '.+?'})"
            if number % 2
            else re.escape(part)
        )
    return re.compile(written)
