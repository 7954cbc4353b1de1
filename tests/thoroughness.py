"""How far the tests go that look for lost photos: a little in every run, and as far as
tests/ATTACKS.md says with PHOTODEDUP_FULL_TESTS=1 before the test command."""

import os

import pytest

IS_FULL = bool(os.environ.get("PHOTODEDUP_FULL_TESTS"))
PATIENT = pytest.mark.timeout(7200 if IS_FULL else 300)
