"""The built program has all that is imported: PyInstaller follows statements, not strings."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "photodedup"
SPEC = ROOT / "packaging" / "photodedup.spec"


def modules() -> dict[str, Path]:
    """Every module of the program: dotted name -> file."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path, within: str) -> Iterator[str]:
    """Names that statements of a module import, also those inside functions.

    Args:
        within: the package that a relative import starts from.
    """
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = within.rsplit(".", node.level - 1)[0] if node.level else ""
            name = ".".join(filter(None, (base, node.module)))
            yield name
            yield from (f"{name}.{alias.name}" for alias in node.names)


def reached(start: str) -> set[str]:
    """The program's modules that are imported, directly or by another one, from `start`."""
    known = modules()
    waiting, found = [start], set()
    while waiting:
        name = waiting.pop()
        if name in found or name not in known:
            continue
        found.add(name)
        path = known[name]
        is_package = path.name == "__init__.py"
        within = name if is_package else name.rpartition(".")[0]
        waiting += [within, *imported(path, within)]
    return found


def spoken_of(path: Path) -> Iterator[str]:
    """Modules that are imported by a name in a string: PyInstaller does not see them."""
    for node in ast.walk(parsed(path)):
        match node:
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value)]):
                yield value


def told(name: str) -> object:
    """A constant of the specification."""
    for node in parsed(SPEC).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    raise AssertionError(f"the specification has no {name}")


def test_no_module_of_the_program_is_reached_by_a_name_in_a_string_alone():
    assert modules().keys() - reached("photodedup.__main__") == set()


def test_the_specification_names_what_is_imported_by_a_name_in_a_string():
    named = {name for path in modules().values() for name in spoken_of(path)}
    hidden = {name for names in told("TRASH").values() for name in names}
    assert named == hidden
