"""Runs one other tool over a folder, and writes what it calls alike.

`python peer_runs.py NAME FOLDER SCRATCH OUT` runs with the Python that has the tool, which need not
have photodedup: this file imports nothing of the project. Each tool runs as its documentation shows
it first, with its own defaults.
"""

import importlib.metadata
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain, combinations
from pathlib import Path

ABSENT = 3  # the exit code of a tool that is not there
_DUPEGURU = Path("/usr/share/dupeguru")  # where its Debian package lies
_ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".bmp", ".tif", ".tiff"}
_NEAR_BITS = 10  # of 64, for hashes that come without a limit of their own


@dataclass
class Alike:
    """What a tool said: groups of paths, each pair of which it takes for alike; or single pairs."""

    groups: list[list[str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def _imagededup(method: str) -> Callable[[Path, Path], Alike]:
    def run(folder: Path, scratch: Path) -> Alike:
        from imagededup import methods

        found = getattr(methods, method)().find_duplicates(image_dir=str(folder), recursive=True)
        pairs = {tuple(sorted((name, other))) for name, near in found.items() for other in near}
        return Alike(pairs=[(str(folder / one), str(folder / other)) for one, other in pairs])

    return run


def _difpy(similarity: str) -> Callable[[Path, Path], Alike]:
    def run(folder: Path, scratch: Path) -> Alike:
        import difPy

        built = difPy.build(str(folder), show_progress=False)
        result = difPy.search(built, similarity=similarity, show_progress=False).result
        return Alike(
            groups=[[name, *(near[0] for near in found)] for name, found in result.items()]
        )

    return run


def _image_dedup_ai(folder: Path, scratch: Path) -> Alike:
    import image_dedup_ai

    found = image_dedup_ai.find_duplicates(str(folder))
    return Alike(groups=[list(map(str, group)) for group in found.groups])


def _czkawka(level: int | None) -> Callable[[Path, Path], Alike]:
    def run(folder: Path, scratch: Path) -> Alike:
        from czkawka import ImageSimilarity

        finder = ImageSimilarity()
        finder.set_directories([folder])
        if level is not None:
            finder.set_similarity(level)
        return Alike(groups=[list(map(str, group)) for group in finder.find_similar()])

    return run


def _imagehash(hash_name: str, most_bits: int) -> Callable[[Path, Path], Alike]:
    def run(folder: Path, scratch: Path) -> Alike:
        import imagehash
        from PIL import Image

        hash_of = getattr(imagehash, hash_name)
        hashes = []
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _ENDINGS:
                try:
                    with Image.open(path) as image:
                        hashes.append((str(path), hash_of(image)))
                except OSError:
                    continue  # a format that Pillow does not open
        near = (
            (one, other)
            for (one, first), (other, second) in combinations(hashes, 2)
            if first - second <= most_bits
        )
        return Alike(pairs=list(near))

    return run


def _dupeguru(folder: Path, scratch: Path) -> Alike:
    """Its scanner of pictures, with the values that its window's preferences start with."""
    from core.fs import filesdb, get_files
    from core.pe.scanner import ScannerPE
    from core.scanner import ScanType
    from qt.pe.photo import File

    filesdb.connect(str(scratch / "hash_cache.db"))
    scanner = ScannerPE()
    scanner.scan_type = ScanType.FUZZYBLOCK
    scanner.min_match_percentage = 95
    scanner.cache_path = str(scratch / "cached_pictures.db")
    places = [folder, *(path for path in sorted(folder.rglob("*")) if path.is_dir())]
    files = list(chain.from_iterable(get_files(place, [File]) for place in places))
    groups = scanner.get_dupe_groups(files)
    return Alike(groups=[[str(file.path) for file in group] for group in groups])


@dataclass(frozen=True)
class Peer:
    """One way to run a tool: the module that shows it is there, the package with its version."""

    module: str
    package: str
    run: Callable[[Path, Path], Alike]


PEERS = {
    "imagededup-phash": Peer("imagededup", "imagededup", _imagededup("PHash")),
    "imagededup-dhash": Peer("imagededup", "imagededup", _imagededup("DHash")),
    "imagededup-cnn": Peer("imagededup", "imagededup", _imagededup("CNN")),
    "difpy": Peer("difPy", "difPy", _difpy("duplicates")),
    "difpy-similar": Peer("difPy", "difPy", _difpy("similar")),
    "image-dedup-ai": Peer("image_dedup_ai", "image-dedup-ai", _image_dedup_ai),
    "czkawka": Peer("czkawka", "czkawka", _czkawka(None)),
    "czkawka-15": Peer("czkawka", "czkawka", _czkawka(15)),  # as its documentation begins
    "imagehash-phash": Peer("imagehash", "ImageHash", _imagehash("phash", _NEAR_BITS)),
    "imagehash-equal": Peer("imagehash", "ImageHash", _imagehash("average_hash", 0)),
    "dupeguru": Peer("core.pe", "dupeguru", _dupeguru),
}


def main(name: str, folder: str, scratch: str, out: str) -> int:
    """Run one of PEERS over a folder; the exit code is ABSENT where it is not installed."""
    if name == "dupeguru":
        sys.path.insert(0, str(_DUPEGURU))
    peer = PEERS[name]
    try:
        if importlib.util.find_spec(peer.module) is None:
            return ABSENT
    except ModuleNotFoundError:
        return ABSENT
    alike = peer.run(Path(folder), Path(scratch))
    facts = {"version": _version(peer), "groups": alike.groups, "pairs": _listed(alike.pairs)}
    Path(out).write_text(json.dumps(facts))
    return 0


def _version(peer: Peer) -> str:
    try:
        return importlib.metadata.version(peer.package)
    except importlib.metadata.PackageNotFoundError:
        from core import __version__

        return str(__version__)


def _listed(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(pair) for pair in pairs]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
