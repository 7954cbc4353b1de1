"""What is said of parts that are not here is of use where it is read."""

import sys

from photodedup.engine.extras import how_to_get, need_of


def test_from_source_there_is_a_command():
    assert how_to_get("workers") == "pip install photodedup[workers]"
    assert "pip install photodedup[workers]" in need_of("workers")


def test_in_a_built_program_there_is_none(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for said in (how_to_get("workers"), need_of("workers")):
        assert "build of the program does not contain" in said
        assert "pip" not in said
