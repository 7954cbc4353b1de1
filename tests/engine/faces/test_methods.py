"""Which ways of finding faces a computer has, and why not the others."""

import cv2
import pytest

from photodedup.engine.errors import ModelUnavailable
from photodedup.engine.faces.methods import NO_NETWORKS, Detector, FaceModel, Method


def test_an_opencv_without_networks_is_said_before_anything_is_downloaded(monkeypatch):
    monkeypatch.delattr(cv2, "FaceDetectorYN")
    method = Method(Detector.YUNET, FaceModel.SFACE)
    assert method.why_not() == NO_NETWORKS
    with pytest.raises(ModelUnavailable, match="cannot look for faces"):
        method.weights()
