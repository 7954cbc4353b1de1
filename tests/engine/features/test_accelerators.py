"""torch is imported only where a driver and a torch built for it are both there."""

import sys
from pathlib import Path

import pytest

from photodedup.engine.features import accelerators


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux computer without driver, with a torch that knows no graphics processor."""
    (tmp_path / "torch" / "lib").mkdir(parents=True)
    (tmp_path / "torch" / "lib" / "libtorch_cpu.so").touch()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(accelerators.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(accelerators, "_torch_folder", lambda: tmp_path / "torch")
    monkeypatch.setattr(accelerators, "_DRIVER_NODES", (str(tmp_path / "nvidiactl"),))
    return tmp_path


def test_driver_and_cuda_torch_are_promising(computer: Path) -> None:
    (computer / "nvidiactl").touch()
    (computer / "torch" / "lib" / "libtorch_cuda.so").touch()

    assert accelerators.promising_device() == "cuda"


def test_driver_with_cpu_torch_is_not(computer: Path) -> None:
    (computer / "nvidiactl").touch()

    assert accelerators.promising_device() is None


def test_cuda_torch_without_driver_is_not(computer: Path) -> None:
    (computer / "torch" / "lib" / "libtorch_cuda.so").touch()

    assert accelerators.promising_device() is None


def test_apple_s_own_processor_is_promising(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert accelerators.promising_device() is None

    monkeypatch.setattr(accelerators.platform, "machine", lambda: "arm64")
    assert accelerators.promising_device() == "mps"


def test_without_torch_nothing_is(computer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (computer / "nvidiactl").touch()
    monkeypatch.setattr(accelerators, "_torch_folder", lambda: None)

    assert not accelerators.may_have_cuda()
    assert not accelerators.may_have_mps()


def test_installed_torch_is_found_without_importing_it(tmp_path: Path) -> None:
    """A module of that name which cannot be imported is found all the same."""
    import importlib

    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text("raise SystemExit('imported')")
    kept = {name: sys.modules.pop(name) for name in ("torch",) if name in sys.modules}
    sys.path.insert(0, str(tmp_path))
    importlib.invalidate_caches()
    try:
        assert accelerators._torch_folder() == tmp_path / "torch"
    finally:
        sys.path.remove(str(tmp_path))
        importlib.invalidate_caches()
        sys.modules.update(kept)
