"""The window's texts: collects them from the source, and keeps the translations up to date.

    python packaging/translations.py           bring resources/translations up to date
    python packaging/translations.py fr        begin a translation into another language

Qt's own collector knows no functions outside of classes, which many modules here have; so this
reads the syntax trees, and writes Qt's file format, which Qt Linguist opens.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "photodedup" / "ui"
FOLDER = ROOT / "resources" / "translations"
ENGINE_WORDS = SOURCE / "engine_words"
ENGINE_CONTEXT = "engine"
HELPERS = ("tr", "_tr")

Key = tuple[str, str]  # context, English text
Forms = tuple[str, ...]  # one text, or one for each plural form


@dataclass(frozen=True)
class Text:
    """One text of the window. With `problem` it is one that cannot be translated."""

    context: str
    source: str
    place: str  # "views/groups.py:12"
    problem: str = ""

    @property
    def is_counted(self) -> bool:
        return "%n" in self.source or "%Ln" in self.source


def texts() -> list[Text]:
    """All texts of the window, in the order of contexts, and of lines within them."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")}
    contexts = {path.stem: _helper_context(tree) for path, tree in trees.items()}
    found = [text for path in sorted(trees) for text in _texts_of(path, trees[path], contexts)]
    return sorted(found, key=lambda text: text.context)


def _texts_of(path: Path, tree: ast.Module, contexts: dict[str, str]) -> Iterator[Text]:
    """The texts of one module; `contexts` are those in which other modules' helpers translate."""
    name = path.relative_to(SOURCE).as_posix()
    if path.parent == ENGINE_WORDS:
        yield from _engine_texts(tree, name)
        return
    helper_context = _helper_context(tree)
    for owner, call in _calls(tree, ""):
        place = f"{name}:{call.lineno}"
        function = call.func
        if isinstance(function, ast.Name) and function.id in HELPERS:
            yield _text(helper_context, call.args[0], place)
        elif isinstance(function, ast.Attribute) and function.attr in HELPERS:
            of_self = ast.unparse(function.value) == "self"
            context = owner if of_self else contexts.get(ast.unparse(function.value), "")
            yield _text(context, call.args[0], place)
        elif _is_translate(call) and not _is_helper_body(call):
            context = call.args[0]
            known = context.value if isinstance(context, ast.Constant) else ""
            yield _text(str(known), call.args[1], place)


def _engine_texts(tree: ast.Module, name: str) -> Iterator[Text]:
    """The members of the tuples that hold what the engine says, and how it joins that."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Tuple):
            for each in node.value.elts:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield Text(ENGINE_CONTEXT, each.value, f"{name}:{each.lineno}")


def _calls(node: ast.AST, owner: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls with the class that they are in."""
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else owner
        if isinstance(child, ast.Call):
            yield inside, child
        yield from _calls(child, inside)


def _text(context: str, node: ast.expr, place: str) -> Text:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return Text(context, ast.unparse(node), place, "is no literal")
    if not context:
        return Text(context, node.value, place, "has no context")
    return Text(context, node.value, place)


def _helper_context(tree: ast.Module) -> str:
    """The context that a module's own `tr` translates in."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in HELPERS:
            for each in ast.walk(node):
                if isinstance(each, ast.Call) and _is_translate(each):
                    context = each.args[0]
                    assert isinstance(context, ast.Constant)
                    return str(context.value)
    return ""


def _is_translate(call: ast.Call) -> bool:
    return ast.unparse(call.func) == "QCoreApplication.translate"


def _is_helper_body(call: ast.Call) -> bool:
    return len(call.args) > 1 and ast.unparse(call.args[1]) in ("text", "template")


# --- the files -----------------------------------------------------------------------------------


def read(path: Path) -> dict[Key, Forms]:
    """The finished translations of a file; a text that waits for one is left out."""
    found: dict[Key, Forms] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type"):
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = name, message.findtext("source") or ""
            found[key] = tuple(forms) if forms else (translation.text or "",)
    return found


def write(path: Path, language: str, wanted: list[Text], known: dict[Key, Forms]) -> None:
    """Write a file with all texts that are wanted, and of the translations those that fit."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    written: set[Key] = set()
    for text in wanted:
        key = text.context, text.source
        if key in written:
            continue
        written.add(key)
        if text.context not in contexts:
            contexts[text.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[text.context], "name").text = text.context
        _add_message(contexts[text.context], text, known.get(key, ()))
    ElementTree.indent(root, "  ")
    body = ElementTree.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{body}\n", encoding="utf-8", newline="\n")


def _add_message(context: ElementTree.Element, text: Text, forms: Forms) -> None:
    numerus = {"numerus": "yes"} if text.is_counted else {}
    message = ElementTree.SubElement(context, "message", numerus)
    ElementTree.SubElement(message, "source").text = text.source
    state = {} if forms else {"type": "unfinished"}
    translation = ElementTree.SubElement(message, "translation", state)
    if text.is_counted:
        for form in forms or ("", ""):
            ElementTree.SubElement(translation, "numerusform").text = form
    elif forms:
        translation.text = forms[0]


def main(languages: list[str]) -> int:
    """Bring the files of all languages up to date; returns how many texts wait for a person."""
    FOLDER.mkdir(exist_ok=True)
    wanted = texts()
    for text in wanted:
        if text.problem:
            print(f"{text.place}: {text.source!r} {text.problem}")
    for language in languages:
        new = FOLDER / f"photodedup_{language}.ts"
        if not new.exists():
            write(new, language, wanted, {})
    waiting = 0
    for path in sorted(FOLDER.glob("photodedup_*.ts")):
        known = read(path)
        write(path, path.stem.removeprefix("photodedup_"), wanted, known)
        missing = {(text.context, text.source) for text in wanted} - known.keys()
        waiting += len(missing)
        print(f"{path.name}: {len(missing)} texts wait for a translation")
        subprocess.run(["pyside6-lrelease", "-silent", path], check=True)
    return waiting


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1:])))
