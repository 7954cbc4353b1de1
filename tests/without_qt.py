"""A pytest plugin that puts PySide6 out of reach, to prove that engine and command line live
without it: `pytest -p no:pytest-qt -p no:xvfb -p tests.without_qt tests/engine tests/cli`.
"""

import sys

import pytest

PYTEST_QT_SETTINGS = (
    "qt_api",
    "qt_default_raising",
    "qt_log_ignore",
    "qt_log_level_fail",
    "qt_no_exception_capture",
)

for name in ("PySide6", "shiboken6"):
    assert name not in sys.modules, f"{name} was imported before the tests began"
    sys.modules[name] = None  # type: ignore[assignment]  # makes every import of it fail


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know pytest-qt's settings in pyproject.toml while that plugin is off."""
    for setting in PYTEST_QT_SETTINGS:
        parser.addini(setting, "of pytest-qt, unused here")
