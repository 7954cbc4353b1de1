"""Set photodedup up in this checkout, then open it, test it, check it or build it.

    python3 packaging/develop.py run [FOLDER...]     set up and open the program
    python3 packaging/develop.py test [PYTEST...]    set up and pass the tests
    python3 packaging/develop.py check               set up and run the linters
    python3 packaging/develop.py build               set up and build the program to hand on;
                                                     the first time that takes up to an hour
    python3 packaging/develop.py release             ... and what people install, with its sums

Needs Python 3.11 or newer and nothing else: everything goes into `.venv` in the checkout.
A second run finds this work done and goes straight on.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - people start this with any Python
    sys.exit(
        f"photodedup needs Python 3.11 or newer; {sys.executable} is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}."
    )

import argparse
import os
import shutil
import subprocess
from collections.abc import Sequence

from environment import ROOT, Environment, SetupFailed
from system_packages import ensure_system_packages

ENGINE_TESTS = ("tests/engine", "tests/cli")
WITHOUT_QT = ("-p", "no:pytest-qt", "-p", "no:xvfb", "-p", "tests.without_qt")
LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Open the window (or run the command line) in the caller's folder."""
    command = [environment.python, "-m", "photodedup", *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # so that signals reach the program itself
    return subprocess.run(command).returncode


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """Run engine and command line where Qt cannot be imported, then the rest with Qt.

    With arguments: one plain pytest run with these arguments.
    """
    pytest = (environment.python, "-m", "pytest")
    if arguments:
        return _in_checkout(*pytest, *arguments)
    print("Tests of the engine and the command line, with Qt out of reach", flush=True)
    first = _in_checkout(*pytest, *WITHOUT_QT, *ENGINE_TESTS)
    print("Tests of the window and of the project", flush=True)
    second = _in_checkout(*pytest, "tests", *(f"--ignore={folder}" for folder in ENGINE_TESTS))
    return first or second


def check(environment: Environment, arguments: Sequence[str]) -> int:
    """Run every linter, also after one that complains."""
    failures = 0
    for name, *options in LINTERS:
        print("$", name, *options, flush=True)
        failures += _in_checkout(environment.tool(name), *options) != 0
    return 1 if failures else 0


def build(environment: Environment, arguments: Sequence[str]) -> int:
    """Build the program to hand on, under dist/."""
    return _in_checkout(environment.python, "packaging/build.py", *arguments)


def release(environment: Environment, arguments: Sequence[str]) -> int:
    """Build the program, then what people install on this system, under dist/release/."""
    return build(environment, arguments) or _in_checkout(environment.python, "packaging/release.py")


def _in_checkout(*command: str) -> int:
    """Run a command in the checkout; Qt draws on a virtual screen, or on none."""
    virtual_screen = sys.platform.startswith("linux") and shutil.which("Xvfb")
    variables = {"QT_QPA_PLATFORM": "xcb" if virtual_screen else "offscreen", **os.environ}
    return subprocess.run(command, cwd=ROOT, env=variables).returncode


COMMANDS = {  # name: (what to do, extras of pyproject.toml that it needs)
    "run": (run, ()),
    "test": (test, ("test", "server", "workers", "faces")),
    "check": (check, ("check",)),
    "build": (build, ("build",)),
    "release": (release, ("build",)),
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="develop.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on as they are")
    chosen = parser.parse_args(arguments)
    action, extras = COMMANDS[chosen.command]
    try:
        environment = Environment(ROOT / ".venv")
        is_ready = environment.holds(extras)
        ensure_system_packages(
            for_tests=chosen.command == "test",
            for_build="build" in extras,
            only_needed=is_ready,
        )
        if not is_ready:
            environment.ensure(extras)
        return action(environment, chosen.arguments)
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
