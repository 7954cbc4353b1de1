"""Where the program keeps its own files. The only module that knows these places."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "photodedup"


@dataclass(frozen=True, slots=True)
class LibraryPlaces:
    """The files of one library. `cache` can be deleted at any time and is rebuilt."""

    folder: Path
    cache: Path

    @property
    def database(self) -> Path:
        return self.folder / "library.db"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.db"

    @property
    def decisions(self) -> Path:
        """What the person decided, a second time."""
        return self.folder / "decisions.jsonl"

    @property
    def lock(self) -> Path:
        return self.folder / "library.lock"

    @property
    def previews(self) -> Path:
        return self.cache / "previews.db"

    @property
    def log(self) -> Path:
        return self.folder / "photodedup.log"


def data_folder() -> Path:
    return platformdirs.user_data_path(APP_NAME, appauthor=False)


def cache_folder() -> Path:
    return platformdirs.user_cache_path(APP_NAME, appauthor=False)


def settings_file() -> Path:
    return platformdirs.user_config_path(APP_NAME, appauthor=False) / "settings.json"


def collections_folder() -> Path:
    """What clients of the server sent; not inside `data_folder`, which no scan may enter."""
    return platformdirs.user_data_path(f"{APP_NAME}-server", appauthor=False)


def models_folder() -> Path:
    """Downloaded model weights, kept across versions."""
    return data_folder() / "models"


def offered_models_folder() -> Path | None:
    """A folder of model weights for computers without network, named by PHOTODEDUP_MODEL_DIR.
    It is only read."""
    named = os.environ.get("PHOTODEDUP_MODEL_DIR")
    return Path(named).expanduser() if named else None


def libraries_folder() -> Path:
    return data_folder() / "libraries"


def library_places(name: str) -> LibraryPlaces:
    """The places of a library by the name a person gave it."""
    slug = re.sub(r"[^\w.-]+", "-", name.strip()).strip("-.").lower() or "library"
    return LibraryPlaces(libraries_folder() / slug, cache_folder() / "libraries" / slug)


def library_places_at(folder: Path) -> LibraryPlaces:
    """The places of a library that lives in a folder of its own, cache included."""
    return LibraryPlaces(folder, folder / "cache")


def library_names() -> list[str]:
    """The libraries that exist under the data folder, by folder name."""
    root = libraries_folder()
    if not root.is_dir():
        return []
    return sorted(entry.name for entry in root.iterdir() if (entry / "library.db").exists())


def own_folders() -> tuple[Path, ...]:
    """Folders a scan must never enter, because the program itself writes there."""
    return (data_folder(), cache_folder())


def resources_folder() -> Path:
    """Icons and the default model: inside the bundle, the wheel, or the checkout."""
    bundled = getattr(sys, "_MEIPASS", None)
    candidates = [
        *([Path(bundled) / "resources"] if bundled else []),
        Path(__file__).resolve().parents[1] / "resources",
        Path(__file__).resolve().parents[2] / "resources",
    ]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("the program's resources folder is missing; install it again")
