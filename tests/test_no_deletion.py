"""Nothing is ever deleted for good: every place in the program that takes a file away is known.

A new one has to be added here with its reason, which is to be read twice: never a person's file.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "photodedup"

# What takes a file's bytes or name away, by any spelling: os.unlink(x), path.unlink(), rmtree(x).
REMOVING = {"unlink", "rmtree", "rmdir", "removedirs", "send2trash", "trashItemAtURL"}
OF_MODULES = {"remove", "replace", "rename", "renames", "move"}  # elsewhere of lists and texts
MODULES = {"os", "shutil", "send2trash"}
EMPTYING = {"truncate", "ftruncate"}

ALLOWED = {
    # The clean-up: second names of files that are where they belong, notes, own copies.
    ("cleanup/exclusive.py", "unlink"): (3, "the second name of a file that has another"),
    ("cleanup/exclusive.py", "rename"): (3, "the move itself, to a free name"),
    ("cleanup/freedesktop.py", "unlink"): (4, "the trash's note or probe, made just before"),
    ("cleanup/moving.py", "unlink"): (1, "the second name in the trash of a file still in place"),
    ("cleanup/recovery.py", "unlink"): (2, "a second name in the trash; an unfinished own copy"),
    ("cleanup/receipts.py", "unlink"): (1, "the trash's note about a file that left the trash"),
    ("cleanup/restoring.py", "unlink"): (1, "an unfinished copy of what stays in the trash"),
    ("cleanup/recycle_bin.py", "send2trash"): (1, "the Recycle Bin"),
    ("cleanup/sidecar_files.py", "unlink"): (1, "an own unfinished sidecar"),
    ("cleanup/sidecar_files.py", "replace"): (1, "a sidecar whose old bytes are in the journal"),
    # What the program itself stores.
    ("erasing.py", "unlink"): (1, "a library's data, by name, as the person asked"),
    ("erasing.py", "rmdir"): (1, "a library's empty folder, as the person asked"),
    ("store/backups.py", "unlink"): (2, "an own unfinished copy of a database"),
    ("store/backups.py", "replace"): (3, "own copies of databases"),
    ("store/rescue.py", "unlink"): (1, "the mark of a damaged database"),
    ("store/rescue.py", "replace"): (1, "a damaged database, set aside"),
    ("store/previews.py", "unlink"): (1, "the mark of a damaged cache"),
    ("store/previews.py", "rename path"): (1, "a damaged cache, set aside"),
    ("store/decision_log.py", "replace"): (1, "the record of decisions, written anew"),
    ("matching/vector_index.py", "unlink"): (2, "older indexes and broken trees, own caches"),
    ("matching/vector_index.py", "replace"): (2, "an index's note, and its trees when grown"),
    ("settings.py", "replace"): (1, "the settings, written anew"),
    ("features/download.py", "unlink"): (2, "an own download that is no good, and its mark"),
    ("features/download.py", "truncate"): (1, "an own unfinished download"),
    ("features/weights.py", "unlink"): (1, "a download that is not the model"),
    ("features/weights.py", "replace"): (1, "a finished download"),
    ("features/model_records.py", "replace"): (1, "the record of models, written anew"),
    ("features/onnx_export.py", "unlink"): (2, "older written networks, which are caches"),
    ("features/onnx_export.py", "replace"): (2, "a finished written network"),
    ("ui/session.py", "replace"): (1, "what the window remembers, written anew"),
    # What clients of the server sent: copies that the server itself wrote, in its own folder.
    ("server/collecting.py", "unlink"): (1, "a client's upload that is no image"),
    ("server/store.py", "replace"): (1, "its own note of a collection"),
    ("server/store.py", "rmtree"): (1, "a collection, by the name that the server gave it"),
}


def taking_away(source: str) -> Iterator[str]:
    """The names of the calls, and of functions handed on, that take a file away."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            of_module = isinstance(node.value, ast.Name) and node.value.id in MODULES
            if node.attr in REMOVING | EMPTYING or (of_module and node.attr in OF_MODULES):
                yield node.attr
        if isinstance(node, ast.ImportFrom) and node.module in MODULES:
            names = {alias.name for alias in node.names}
            yield from sorted(names & (REMOVING | OF_MODULES | EMPTYING))
        if isinstance(node, ast.Call) and _is_path_rename(node):
            yield "rename path"


def _is_path_rename(call: ast.Call) -> bool:
    """`path.rename(target)` and `path.replace(target)`: one argument, where a text's has two."""
    function = call.func
    if not isinstance(function, ast.Attribute) or len(call.args) != 1 or call.keywords:
        return False
    of_module = isinstance(function.value, ast.Name) and function.value.id in MODULES
    return function.attr in {"rename", "replace", "move"} and not of_module


def found() -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix().removeprefix("engine/")
        counts.update((place, name) for name in taking_away(path.read_text(encoding="utf-8")))
    return dict(counts)


def test_every_place_that_takes_a_file_away_is_known_and_has_a_reason():
    assert found() == {place: count for place, (count, _) in ALLOWED.items()}


def test_no_other_program_is_asked_to():
    """No shell, no command that deletes: programs are started to show a file, to read one, or to
    say whether the battery is used."""
    starting = {"Popen", "system", "call", "check_call", "check_output", "run", "startDetached"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in starting
        and isinstance(node.value, ast.Name)
        and node.value.id in {"os", "subprocess", "QProcess"}
    }
    assert found <= {"ui/desktop.py", "engine/power.py", "engine/reading/starting.py"}


def test_this_test_sees_what_it_looks_for():
    code = "from shutil import rmtree\nos.remove(x)\np.unlink()\nf(os.unlink)\np.rename(q)\n"
    assert sorted(taking_away(code)) == ["remove", "rename path", "rmtree", "unlink", "unlink"]
