"""Numbers with their noun."""

import pytest

from photodedup.engine.reports.counting import counted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 groups"), (1, "1 group"), (2, "2 groups"), (2300, "2300 groups")]
)
def test_one_of_a_thing_and_more(number, said):
    assert counted(number, "group") == said
