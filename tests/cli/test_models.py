"""`photodedup models` in the words a person reads."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from photodedup import cli
from photodedup.cli import progress
from photodedup.engine.faces.methods import FACE_FILES
from photodedup.engine.features import fetching, models
from photodedup.engine.features.models import known_models
from photodedup.engine.progress import Progress, ProgressSink, Stage
from tests.engine.features.model_server import LITE0, Offer, quick_model, served


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reaches the person's models, or a network beyond this computer."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("PHOTODEDUP_MODEL_DIR", raising=False)
    return tmp_path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes ResNet-50 a model that is quick to get: the default one's file under that name."""

    def put(url: str) -> None:
        monkeypatch.setitem(models._MODELS, "resnet50", quick_model(url))

    return put


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The list's paragraphs by id, as one line each."""
    assert cli.main(["models"]) == 0
    paragraphs: dict[str, str] = {}
    for line in capsys.readouterr().out.splitlines():
        if not line.startswith(" "):
            model_id = line.split()[0]
            paragraphs[model_id] = ""
        paragraphs[model_id] += " " + " ".join(line.split())
    return paragraphs


def test_the_list_says_everything_of_every_model(capsys):
    paragraphs = listed(capsys)

    assert list(paragraphs) == [*(spec.id for spec in known_models()), *FACE_FILES]
    assert "7.1 MB ready cosine 0.50 (calibrated) Apache-2.0" in paragraphs["default"]
    assert paragraphs["default"].endswith(known_models()[0].source)
    mixup = paragraphs["sscd-disc-mixup"]
    assert "SSCD disc_mixup 98.5 MB not downloaded cosine 0.35 (provisional) MIT" in mixup
    for spec in (*known_models()[1:], *FACE_FILES.values()):
        assert paragraphs[spec.id].endswith(spec.url)


def test_a_download_makes_a_model_ready(capsys, small):
    with served(Offer(LITE0)) as url:
        small(url)
        assert cli.main(["models", "--download", "resnet50"]) == 0

    assert "ResNet-50 is ready. Use it with “--model resnet50”" in capsys.readouterr().err
    assert " ready " in listed(capsys)["resnet50"]


def test_without_network_one_sentence_says_so(capsys, small):
    with served(Offer(LITE0)) as url:
        small(url)

    assert cli.main(["models", "--download", "resnet50"]) == 1
    assert capsys.readouterr().err == (
        "photodedup: ResNet-50 cannot be downloaded: there is no connection to its server.\n"
    )


def test_a_file_makes_a_model_ready(capsys, small, home):
    small("http://127.0.0.1:1/")
    (home / "stick.onnx").write_bytes(LITE0)

    assert cli.main(["models", "--use-file", "resnet50", str(home / "stick.onnx")]) == 0
    assert " ready " in listed(capsys)["resnet50"]


def test_a_wrong_file_is_refused(capsys, home):
    (home / "stick.pth").write_bytes(b"holiday film")

    assert cli.main(["models", "--use-file", "resnet50", str(home / "stick.pth")]) == 1
    assert "not the published file of ResNet-50" in capsys.readouterr().err
    assert "not downloaded" in listed(capsys)["resnet50"]


def test_a_damaged_model_is_listed_as_that(capsys, small, home):
    small("http://127.0.0.1:1/")
    (home / "stick.onnx").write_bytes(LITE0)
    cli.main(["models", "--use-file", "resnet50", str(home / "stick.onnx")])
    (home / "data" / "photodedup" / "models" / "resnet50.onnx").write_bytes(LITE0[:-9])

    assert " damaged " in listed(capsys)["resnet50"]


@pytest.mark.parametrize("arguments", [["--download", "resnet-9000"], ["--download", "none"]])
def test_models_that_are_none_are_refused(arguments, capsys):
    assert cli.main(["models", *arguments]) == 1
    assert capsys.readouterr().err.startswith("photodedup: ")


def test_the_default_model_needs_no_file(capsys, home):
    assert cli.main(["models", "--use-file", "default", str(home)]) == 1
    assert "comes with the program" in capsys.readouterr().err


def test_without_torch_nothing_is_downloaded_in_vain(capsys, monkeypatch):
    monkeypatch.setattr(fetching.importlib.util, "find_spec", lambda name: None)

    assert cli.main(["models", "--download", "maxvit-t"]) == 1
    assert "MaxViT-T needs PyTorch and torchvision" in capsys.readouterr().err


def test_the_download_shows_its_speed_on_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    clock = iter([10.0, 12.0, 14.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock, 14.0))
    sink: ProgressSink = progress.progress_sink()

    sink(Progress(Stage.DOWNLOADING, 40_000_000, 100_000_000))
    sink(Progress(Stage.DOWNLOADING, 100_000_000, 100_000_000))
    sink(Progress(Stage.PREPARING, 0))

    shown = capsys.readouterr().err
    assert "downloading: 40.0 of 100.0 MB" in shown
    assert "downloading: 100.0 of 100.0 MB" in shown
    assert shown.endswith("preparing the model")


def test_find_says_once_that_the_default_model_stands_in(capsys, small, home):
    small("http://127.0.0.1:1/")
    (home / "photos").mkdir()

    assert cli.main(["find", str(home / "photos"), "--model", "resnet50"]) == 0
    assert capsys.readouterr().err == (
        "photodedup: The model ResNet-50 is not downloaded yet; the default model is used "
        "instead. (“photodedup models” lists and gets models.)\n"
    )
