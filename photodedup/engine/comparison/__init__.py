"""Why two photos match or do not: every step's evidence, in values and in words."""

from photodedup.engine.comparison.explaining import Explanation, HashDistance, PointCount, explain
from photodedup.engine.comparison.steps import Figure, Step, as_text, headline, steps
from photodedup.engine.comparison.wording import plain_lines

__all__ = [
    "Explanation",
    "Figure",
    "HashDistance",
    "PointCount",
    "Step",
    "as_text",
    "explain",
    "headline",
    "plain_lines",
    "steps",
]
