"""Previews held for the next pairs."""

import numpy as np

from photodedup.engine.features.keypoints import Detector
from photodedup.engine.matching.held_previews import HeldPreviews
from photodedup.engine.matching.preview import Preview


def preview(number: int) -> Preview:
    noise = np.random.default_rng(number).integers(0, 256, (120, 160, 3), np.uint8)
    return Preview(noise, b"")


def test_those_asked_for_longest_ago_go_first_when_there_are_too_many_bytes():
    one = preview(0).size_bytes
    held = HeldPreviews(limit_bytes=20 * one)
    for number in range(64):
        held.add(number, preview(number))
        assert held.get(0) is not None  # asked for again and again
    assert 16 <= len(held) <= 20
    assert held.get(63) is not None
    assert held.get(1) is None


def test_key_points_that_come_later_count():
    lone = preview(0)
    bare_bytes = lone.size_bytes
    lone.points(Detector.ORB)
    assert lone.size_bytes > bare_bytes
    held = HeldPreviews(limit_bytes=20 * bare_bytes)
    for number in range(32):
        each = preview(number)
        held.add(number, each)
        each.points(Detector.ORB)
    assert len(held) < 20
