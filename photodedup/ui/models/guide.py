"""The user guide: Markdown from the resources folder, in the person's language, with their keys."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photodedup.engine.paths import resources_folder

Keys = Sequence[tuple[str, Sequence[tuple[str, str]]]]  # where; (key, what it does) there

FALLBACK = "en"
_KEYS_PLACE = re.compile(r"<!-- keys:.*?-->")
_HEADING = re.compile(r"^##\s+(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide: its heading, and the word by which links name it."""

    title: str
    anchor: str


def guide_text(language: str, keys: Keys, heads: tuple[str, str]) -> str:
    """The guide as Markdown.

    Args:
        language: such as "de"; English where there is no guide in it.
        keys: for the tables at the end.
        heads: what stands above the two columns of a table.
    """
    text = _file(language).read_text(encoding="utf-8")
    tables = "\n\n".join(f"### {title}\n\n{_table(pairs, heads)}" for title, pairs in keys)
    return _KEYS_PLACE.sub(lambda _: tables, text)


def sections(markdown: str) -> list[Section]:
    """The parts of a guide in their order."""
    return [Section(title, anchor_of(title)) for title in _HEADING.findall(markdown)]


def anchor_of(title: str) -> str:
    """The word by which a link names a heading, the same as on the pages that show Markdown."""
    kept = [
        letter
        for letter in title.lower().replace(" ", "-")
        if letter == "-" or unicodedata.category(letter)[0] in "LN"
    ]
    return "".join(kept)


def _file(language: str) -> Path:
    folder = resources_folder() / "guide"
    wanted = folder / f"{language}.md"
    return wanted if wanted.is_file() else folder / f"{FALLBACK}.md"


def _table(keys: Sequence[tuple[str, str]], heads: tuple[str, str]) -> str:
    rows = [heads, ("---", "---"), *((_cell(key), _cell(text)) for key, text in keys)]
    return "\n".join(f"| {key} | {text} |" for key, text in rows)


def _cell(text: str) -> str:
    """Text as it stands, whatever it would mean in Markdown."""
    return re.sub(r"([\\`*_\[\]<>|#+\-!&~])", r"\\\1", text.replace("\n", " "))
