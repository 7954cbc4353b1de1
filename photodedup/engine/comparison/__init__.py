"""Why two photos match or do not: every step's evidence, in values and in words."""

from photodedup.engine.comparison.explaining import explain
from photodedup.engine.comparison.explanation import Explanation, HashDistance, PointCount
from photodedup.engine.comparison.figures import Figure
from photodedup.engine.comparison.steps import (
    Account,
    Step,
    account,
    as_text,
    headline,
    steps,
)
from photodedup.engine.comparison.wording import plain_lines

__all__ = [
    "Account",
    "Explanation",
    "Figure",
    "HashDistance",
    "PointCount",
    "Step",
    "account",
    "as_text",
    "explain",
    "headline",
    "plain_lines",
    "steps",
]
