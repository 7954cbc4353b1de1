"""A scan with everything around it, so that a test can look at every part."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from photodedup.engine.domain.folders import ScanSummary
from photodedup.engine.domain.photos import Photo
from photodedup.engine.extraction import Extract, extract
from photodedup.engine.features.embedding import Embedder
from photodedup.engine.progress import CancelToken, ProgressSink, ignore_progress
from photodedup.engine.scan import Scan
from photodedup.engine.store.database import Database
from photodedup.engine.store.folders import FolderStore
from photodedup.engine.store.migrations import LIBRARY_MIGRATIONS, PREVIEW_MIGRATIONS
from photodedup.engine.store.pairs import PairStore
from photodedup.engine.store.photos import PhotoStore
from photodedup.engine.store.previews import PreviewStore
from photodedup.engine.storing import ScanStores
from tests.engine.libraries import InlineExecutor


class ScanBench:
    """Stores in a folder, chosen folders, and the names of the files that were read."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.database = Database(root / "library.db", LIBRARY_MIGRATIONS)
        self._previews = Database(root / "previews.db", PREVIEW_MIGRATIONS)
        self.stores = ScanStores(
            PhotoStore(self.database), PairStore(self.database), PreviewStore(self._previews)
        )
        self.folders = FolderStore(self.database)
        self.reads: list[str] = []

    def choose(self, *folders: Path) -> None:
        for folder in folders:
            self.folders.add(folder)

    def read(self, path: Path, model_input_px: int | None) -> Extract:
        """The real thing, noted down."""
        self.reads.append(path.name)
        return extract(path, model_input_px=model_input_px)

    def scan(
        self,
        *,
        read: Callable[[Path, int | None], Extract] | None = None,
        executor: Executor | None = None,
        workers: int = 1,
        report: ProgressSink = ignore_progress,
        token: CancelToken | None = None,
        model: Embedder | None = None,
        on_stored: Callable[[], None] = lambda: None,
    ) -> ScanSummary:
        """Scan once more; `reads` afterwards holds what this scan read."""
        self.reads.clear()
        folders = [replace(folder, is_online=folder.path.is_dir()) for folder in self.folders.all()]
        once = Scan(folders, self.stores, model, read=read or self.read, on_stored=on_stored)
        return once.run(executor or InlineExecutor(), workers, report, token or CancelToken())

    @property
    def photos(self) -> dict[str, Photo]:
        """What is known, by file name."""
        return {photo.path.name: photo for photo in self.stores.photos.photos().values()}

    @property
    def skipped(self) -> dict[str, str]:
        """Reasons by file name."""
        return {file.path.name: file.reason for file in self.stores.photos.skipped()}

    def close(self) -> None:
        self.database.close()
        self._previews.close()
