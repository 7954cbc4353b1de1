"""A small OpenCV for the built program: the published sources, without what is never called.

The published wheel brings a film decoder, linear algebra and parts for cameras, networks and
panoramas along: 160 MB, of which this keeps 19. It takes up to an hour the first time; the wheel is
kept in a folder of the person's cache (PHOTODEDUP_BUILD_CACHE names another one).

Hashes and key points of ORB are the same to the bit. Those of SIFT differ a little in one picture
of four, as they do in the published wheel on a processor that Intel's own routines (IPP) are not
for: those cannot be had as source.
"""

import ast
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import platformdirs
from environment import CONSTRAINTS, ROOT
from system_packages import has_compiler

SOURCE_SHA256 = "4afa2ea1214453648be88259f035712454faa9039b686de7753569ba8eec1577"
TOOLS = (  # what its own build asks for, pinned
    "numpy==2.0.2",
    "packaging==26.3",
    "scikit-build==0.19.1",
    "setuptools==59.2.0",
    "wheel==0.48.0",
    "cmake==4.4.4",
    "ninja==1.13.2",
)
MODULES = ("core", "imgproc", "imgcodecs", "features2d", "flann", "calib3d", "video", "python3")
# Films, cameras, other picture formats (Pillow and its relatives read those), graphics cards, and
# other libraries for what OpenCV does itself.
LEFT_OUT = (
    "ADE", "AVIF", "EIGEN", "FFMPEG", "GSTREAMER", "IMGCODEC_GIF",
    "IMGCODEC_HDR", "IMGCODEC_PFM", "IMGCODEC_PXM", "IMGCODEC_SUNRASTER", "IPP", "ITT",
    "JASPER", "LAPACK", "OPENCL", "OPENEXR", "OPENJPEG", "PROTOBUF",
    "QUIRC", "TBB", "TIFF", "V4L", "WEBP",
)  # fmt: skip
OPTIONS = (
    "-DPYTHON3_LIMITED_API=ON",
    f"-DBUILD_LIST={','.join(MODULES)}",
    *(f"-DWITH_{name}=OFF" for name in LEFT_OUT),
    *(f"-DBUILD_{name}=OFF" for name in ("ITT", "OPENEXR", "PACKAGE")),
    *(f"-DBUILD_{name}=ON" for name in ("JPEG", "PNG", "ZLIB")),
    "-DENABLE_PRECOMPILED_HEADERS=OFF",
    *(("-DCPU_BASELINE=SSE3",) if platform.machine().lower() in {"x86_64", "amd64"} else ()),
)
FOLDER = ROOT / "build" / "opencv"


def small_opencv() -> Path | None:
    """A folder with the small OpenCV, to be put before the other packages; None to do without.

    Says why, where there is none.
    """
    problem = _problem()
    if not problem:
        wheel = _kept_wheel() or _build_wheel()
        if wheel is None:
            problem = "it could not be built"
        else:
            shutil.rmtree(FOLDER, ignore_errors=True)
            with zipfile.ZipFile(wheel) as file:
                file.extractall(FOLDER)
            missing = missing_names(FOLDER)
            if not missing:
                return FOLDER
            problem = f"it lacks {', '.join(missing)}"
    print(f"Taking the published OpenCV along, which is larger by 140 MB: {problem}.", flush=True)
    return None


def _problem() -> str:
    """Why none can be built here; empty where it can."""
    if sys.platform == "win32":
        return "the small one has not been tried on Windows"
    if not has_compiler():
        return "there is no C++ compiler for a smaller one"
    if platform.machine() == "x86_64" and shutil.which("nasm") is None:
        return "without nasm a smaller one would read JPEG slowly"
    return ""


def version() -> str:
    """The version that the project knows to work."""
    found = re.search(r"^opencv-python-headless==(\S+)$", CONSTRAINTS.read_text("utf-8"), re.M)
    if found is None:
        raise ValueError("constraints.txt names no OpenCV")
    return found[1]


def names_used(source: Path) -> set[str]:
    """Dotted names below `cv2` that modules in a folder speak of, such as "SIFT.create"."""
    found = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                name = ast.unparse(node)
                if re.fullmatch(r"cv2(\.\w+)+", name):
                    found.add(name.removeprefix("cv2."))
    return found


def missing_names(folder: Path) -> list[str]:
    """What the program uses and an unpacked OpenCV does not have.

    Faces are left out of the question: they need OpenCV's neural networks, which are as large as
    all the rest, and `engine/faces` says so where they are missing.
    """
    code = (
        "import sys, operator, cv2\n"
        "def has(name):\n"
        "    try: return bool(operator.attrgetter(name)(cv2)) or True\n"
        "    except AttributeError: return False\n"
        "print(*[name for name in sys.argv[1:] if not has(name)])\n"
    )
    names = sorted(name for name in names_used(ROOT / "photodedup") if not name.startswith("Face"))
    variables = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-c", code, *names]
    outcome = subprocess.run(command, env=variables, capture_output=True, text=True)
    return outcome.stdout.split() if outcome.returncode == 0 else ["all: it cannot be loaded"]


# --- building ------------------------------------------------------------------------------------


def _kept_wheel() -> Path | None:
    return next(_cache().glob("*.whl"), None)


def _cache() -> Path:
    """Where the wheel of these very sources, options and tools is kept."""
    given = [version(), SOURCE_SHA256, TOOLS, OPTIONS, sys.platform, platform.machine()]
    digest = hashlib.sha256(json.dumps(given).encode()).hexdigest()[:12]
    named = os.environ.get("PHOTODEDUP_BUILD_CACHE")
    folder = Path(named) if named else platformdirs.user_cache_path("photodedup-build")
    return folder / f"opencv-{version()}-{digest}"


def _build_wheel() -> Path | None:
    """Build it with tools of its own, and keep it."""
    print("Building a small OpenCV: once, and for up to an hour", flush=True)
    work = ROOT / "build" / "opencv-work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    requirement = work / "source.txt"
    pinned = f"opencv-python-headless=={version()} --hash=sha256:{SOURCE_SHA256}\n"
    requirement.write_text(pinned, encoding="utf-8")
    tools = work / "tools"
    python = tools / "bin" / "python"
    variables = {
        **os.environ,
        "PATH": f"{tools / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CMAKE_ARGS": " ".join(OPTIONS),
        "TMPDIR": str(work),  # pip unpacks and compiles there: not where memory is a disk
    }
    pip = (str(python), "-m", "pip", "--disable-pip-version-check", "-q")
    source_only = ("--no-deps", "--no-build-isolation", "--no-binary", ":all:", "--require-hashes")
    steps = (
        (sys.executable, "-m", "venv", str(tools)),
        (*pip, "install", *TOOLS),
        (*pip, "wheel", *source_only, "-w", str(work), "-r", str(requirement)),
    )
    if any(subprocess.run(step, env=variables).returncode for step in steps):
        return None
    built = next(work.glob("*.whl"))
    _cache().mkdir(parents=True, exist_ok=True)
    kept = shutil.move(built, _cache() / built.name)
    shutil.rmtree(work, ignore_errors=True)
    return Path(kept)
