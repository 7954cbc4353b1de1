"""The macOS disk image: the app signed, notarised where that is possible, and packed.

SIGNING_IDENTITY names a Developer ID certificate in the keychain; without it the app is signed
for this computer alone. NOTARY_PROFILE names what `xcrun notarytool store-credentials` stored.
"""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from environment import ROOT

ENTITLEMENTS = ROOT / "packaging" / "macos" / "entitlements.plist"


def build_image(app: Path, target: Path) -> Path:
    """One .dmg with the app and a link to the folder that it is to be dragged to."""
    identity = os.environ.get("SIGNING_IDENTITY")
    profile = os.environ.get("NOTARY_PROFILE")
    for command in signing_commands(app, identity or "-"):
        _run(command)
    with tempfile.TemporaryDirectory() as scratch:
        stage = Path(scratch) / "photodedup"
        stage.mkdir()
        (stage / "Applications").symlink_to("/Applications")
        _run(["ditto", str(app), str(stage / app.name)])
        create = ["hdiutil", "create", "-volname", "photodedup", "-format", "UDZO", "-ov"]
        _run([*create, "-srcfolder", str(stage), str(target)])
    if identity:
        _run(["codesign", "--sign", identity, "--timestamp", str(target)])
    if identity and profile:
        submit = ["xcrun", "notarytool", "submit", "--keychain-profile", profile, "--wait"]
        _run([*submit, str(target)])
        _run(["xcrun", "stapler", "staple", str(target)])
    return target


def signing_commands(app: Path, identity: str) -> list[list[str]]:
    """From the inside out, as a signature covers what is in it: libraries, programs, the app."""
    options = ["--force", "--options", "runtime", "--entitlements", str(ENTITLEMENTS)]
    if identity != "-":  # Apple's clock signs too; not for a signature that only this computer has
        options.append("--timestamp")
    inside = [
        path
        for path in sorted(app.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and (path.suffix in {".so", ".dylib"} or path.parent.name == "MacOS")
    ]
    deepest_first = sorted(inside, key=lambda path: -len(path.parts))
    return [["codesign", "--sign", identity, *options, str(path)] for path in [*deepest_first, app]]


def _run(command: Sequence[str]) -> None:
    print("$", *command, flush=True)
    subprocess.run(command, check=True)
