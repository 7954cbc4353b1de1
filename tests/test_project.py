"""The project as a whole: what a start imports, what the wheel carries, what the pins say."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

IMPORTED_BY_VERSION = """
import sys
from photodedup.__main__ import main
try:
    main(["--version"])
except SystemExit as end:
    assert not end.code
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""

IMPORTED_BY_ENGINE = """
import importlib, pkgutil, sys
import photodedup.engine
for module in pkgutil.walk_packages(photodedup.engine.__path__, "photodedup.engine."):
    importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def run_python(code: str, cwd: Path = ROOT, **variables: str) -> str:
    outcome = subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


class TestStart:
    def test_version_loads_nothing_heavy(self):
        loaded = set(run_python(IMPORTED_BY_VERSION).split())
        assert not loaded & {"torch", "torchvision", "cv2", "onnxruntime", "numpy", "PySide6"}
        assert not loaded & {"fastapi", "uvicorn", "pydantic", "celery", "redis"}

    def test_engine_loads_no_qt(self):
        loaded = set(run_python(IMPORTED_BY_ENGINE).split())
        assert not loaded & {"PySide6", "shiboken6", "fastapi"}

    def test_every_part_works(self, tmp_path: Path):
        places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": "", "XDG_DATA_HOME": ""}
        said = run_python("from photodedup.__main__ import main; main(['--self-test'])", **places)
        assert said.splitlines()[-1] == "All parts work."

    def test_model_runtime_leaves_no_identifier_and_no_events_in_the_home(self, tmp_path: Path):
        places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": "", "XDG_DATA_HOME": ""}
        run_python("import photodedup, onnxruntime", ORT_DISABLE_TELEMETRY="0", **places)
        assert list(tmp_path.rglob("*")) == []


class TestWheel:
    def test_carries_icons_model_and_licences(self, wheel: Path):
        names = zipfile.ZipFile(wheel).namelist()
        assert "photodedup/resources/icons/photodedup.svg" in names
        assert any(name.startswith("photodedup/resources/models/") for name in names)
        assert "photodedup/server/web/page.js" in names
        assert {"photodedup/resources/guide/en.md", "photodedup/resources/guide/de.md"} <= {*names}
        assert any(name.endswith("licenses/LICENSE") for name in names)

    def test_carries_nothing_but_the_program(self, wheel: Path):
        tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
        assert {top for top in tops if not top.endswith(".dist-info")} == {"photodedup"}

    def test_program_finds_its_resources_where_it_is_installed(self, wheel: Path, tmp_path: Path):
        zipfile.ZipFile(wheel).extractall(tmp_path / "site")
        code = "from photodedup.engine.paths import resources_folder; print(resources_folder())"
        printed = run_python(code, cwd=tmp_path, PYTHONPATH=str(tmp_path / "site"))
        assert Path(printed.strip()) == tmp_path / "site" / "photodedup" / "resources"


class TestPins:
    """packaging/constraints.txt against pyproject.toml."""

    @staticmethod
    def requirements() -> list[Requirement]:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        texts = list(project["dependencies"])
        for extra in project["optional-dependencies"].values():
            texts += extra
        return [Requirement(text) for text in texts]

    @staticmethod
    def pins() -> dict[str, str]:
        lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
        pairs = [line.split("==") for line in lines if "==" in line and not line.startswith("#")]
        return {canonicalize_name(name): version for name, version in pairs}

    def test_every_package_has_one(self):
        named = {canonicalize_name(requirement.name) for requirement in self.requirements()}
        assert named == set(self.pins())

    def test_each_is_a_version_that_the_project_allows(self):
        pins = self.pins()
        refused = [
            str(requirement)
            for requirement in self.requirements()
            if not requirement.specifier.contains(pins[canonicalize_name(requirement.name)])
        ]
        assert refused == []
