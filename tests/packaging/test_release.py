"""A release: one version, icons, bill of materials, sums, and the check-list."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

import photodedup

ROOT = Path(__file__).resolve().parents[2]


def test_there_is_one_version(load):
    assert load("product").version() == photodedup.__version__


def test_the_icon_reads_at_every_size_that_is_asked_for(load, tmp_path):
    icons = load("icons")
    icons.draw_icons(tmp_path)
    small = Image.open(tmp_path / "photodedup-16.png")
    assert small.size == (16, 16)
    assert small.getpixel((15, 0))[3] < 255  # round corners, nothing behind them
    assert len(small.convert("RGB").getcolors()) > 8
    ico = Image.open(tmp_path / "photodedup.ico")
    assert ico.info["sizes"] == {(size_px, size_px) for size_px in icons.ICO_SIZES_PX}
    assert (512, 512, 1) in Image.open(tmp_path / "photodedup.icns").info["sizes"]


class TestBill:
    def test_it_names_packages_model_and_libraries(self, load, built, tmp_path):
        bill = load("bill")
        modules = tmp_path / "modules.txt"
        modules.write_text("json\nPIL\nnumpy\nno_such_module")
        packages = bill.bundled_packages(modules)
        assert packages == ["numpy", "pillow"]

        bill.write_bill(built, packages, tmp_path / "bill.json")
        told = json.loads((tmp_path / "bill.json").read_text())
        assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.5", 1)
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", told["serialNumber"])
        assert told["metadata"]["component"]["version"] == photodedup.__version__
        names = {part["name"]: part for part in told["components"]}
        assert names["pillow"]["purl"].startswith("pkg:pypi/pillow@")
        model = ROOT / "resources/models/efficientnet-lite0.onnx"
        digest = hashlib.sha256(model.read_bytes()).hexdigest()
        assert names["EfficientNet-Lite0"]["hashes"] == [{"alg": "SHA-256", "content": digest}]
        assert names["lib/libthing.so.1"]["type"] == "file"
        assert "lib/libthing.so" not in names  # only another name of it
        references = [part["bom-ref"] for part in told["components"]]
        assert len(references) == len(set(references))
        assert all(part["type"] and part["name"] for part in told["components"])

    def test_the_same_folder_has_the_same_bill(self, load, built):
        bill = load("bill")
        assert bill.bill_of_materials(built, []) == bill.bill_of_materials(built, [])


def test_each_package_brings_its_licence(load, tmp_path):
    load("licences").collect_licences(["numpy", "pyside6-essentials"], tmp_path)
    assert any("LICENSE" in path.name for path in (tmp_path / "numpy").iterdir())
    texts = [path.read_text() for path in (tmp_path / "pyside6-essentials").iterdir()]
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in texts)


def test_libraries_inside_a_package_bring_theirs(load, tmp_path):
    load("licences").collect_licences(["pillow-heif"], tmp_path)
    texts = "\n".join(path.read_text() for path in (tmp_path / "pillow-heif").iterdir())
    for library in ("libheif", "libde265", "x265"):
        assert library in texts


def test_a_library_whose_package_leaves_its_licence_out_brings_it_all_the_same(load, tmp_path):
    load("licences").collect_licences(["rawpy"], tmp_path)
    texts = "\n".join(path.read_text() for path in (tmp_path / "rawpy").iterdir())
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts  # of LibRaw
    assert "JasPer License Version 2.0" in texts


class TestCheckList:
    @pytest.fixture
    def check(self, load):
        return load("release_check")

    @pytest.fixture
    def made(self, load, tmp_path) -> Path:
        folder = tmp_path / "release"
        folder.mkdir()
        (folder / f"photodedup-{photodedup.__version__}.deb").write_text("a package")
        load("release").write_sums(folder)
        return folder

    def test_what_was_just_made_is_whole(self, check, made):
        assert list(check.sums_are_right(made)) == []

    def test_a_changed_a_missing_and_an_added_file_are_named(self, check, made):
        (made / f"photodedup-{photodedup.__version__}.deb").write_text("another")
        (made / "photodedup-0.0.1.run").write_text("an old one")
        told = "\n".join(check.sums_are_right(made))
        assert "is not what SHA256SUMS says" in told
        assert "photodedup-0.0.1.run is not listed" in told

    def test_the_changelog_has_to_speak_of_this_version(self, check):
        dated = "# Changes\n\n## 1.2.3 (2026-01-31)\n\n## 1.2.2 (2025-01-31)\n"
        assert list(check.changelog_has_version(dated, "1.2.3")) == []
        assert list(check.changelog_has_version(dated, "1.2.4")) != []
        assert list(check.changelog_has_version("## 1.2.3\n", "1.2.3")) != []

    def test_the_version_suits_every_installer(self, check):
        assert list(check.version_is_plain()) == []


class TestOtherSystems:
    @pytest.mark.skipif(shutil.which("makensis") is None, reason="needs nsis")
    def test_the_windows_installer_compiles(self, load, built, tmp_path):
        load("icons").draw_icons(tmp_path)
        setup = tmp_path / "photodedup-setup.exe"
        installer = load("windows_installer")
        installer.build_installer(built, setup, tmp_path / "photodedup.ico")
        assert setup.read_bytes()[:2] == b"MZ"

    def test_the_windows_uninstaller_only_removes_its_own(self):
        script = (ROOT / "packaging/windows/photodedup.nsi").read_text()
        removed = re.findall(r"RMDir /r (.*)", script)
        assert removed == [
            r'"$INSTDIR\lib"',
            r'"$INSTDIR\licences"',
            r'"$LOCALAPPDATA\${NAME}"',  # after it asked; never in a silent removal
        ]
        assert "MUI_PAGE_DIRECTORY" not in script  # so $INSTDIR is always the program's own
        assert "/SD IDNO IDNO keep" in script

    def test_on_macos_what_is_inside_is_signed_first(self, load, tmp_path):
        app = tmp_path / "photodedup.app"
        for place in ("Contents/MacOS/photodedup", "Contents/Frameworks/a/b.so", "Contents/x.txt"):
            (app / place).parent.mkdir(parents=True, exist_ok=True)
            (app / place).write_text("")
        commands = load("macos_image").signing_commands(app, "-")
        signed = [Path(command[-1]).name for command in commands]
        assert signed == ["b.so", "photodedup", "photodedup.app"]
        assert all("runtime" in command for command in commands)
