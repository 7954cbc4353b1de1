"""Why two photos match or do not: every step's evidence, in values and in words."""

from photodedup.engine.comparison.explaining import Explanation, HashDistance, PointCount, explain
from photodedup.engine.comparison.wording import plain_lines

__all__ = ["Explanation", "HashDistance", "PointCount", "explain", "plain_lines"]
