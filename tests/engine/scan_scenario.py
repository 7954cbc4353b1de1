"""A scan that may be killed. Run by test_scan.py, in its own process.

`python -m tests.engine.scan_scenario PHOTOS LIBRARY LOG KILL_AT`: writes the name of each file it
reads into LOG, and kills itself with SIGKILL at the KILL_AT-th read; 0 lets it finish.
"""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from photodedup.engine.extraction import Extract
from photodedup.engine.library import Library
from photodedup.engine.paths import library_places_at
from photodedup.engine.reading.pool import ReadingProcesses
from photodedup.engine.settings import Settings


def main() -> None:
    photos, library_folder, log, kill_at = sys.argv[1:]
    count = 0
    read = ReadingProcesses.read

    def noted_read(self: ReadingProcesses, path: Path, model_input_px: int | None) -> Extract:
        nonlocal count
        count += 1
        with open(log, "a", encoding="utf-8") as file:
            file.write(path.name + "\n")
        if count == int(kill_at):
            os.kill(os.getpid(), signal.SIGKILL)
        return read(self, path, model_input_px)

    ReadingProcesses.read = noted_read  # type: ignore[method-assign]
    places = library_places_at(Path(library_folder))
    with Library(places, Settings(model="none")) as library, ThreadPoolExecutor(1) as executor:
        library.add_folder(Path(photos))
        library.scan(executor)


if __name__ == "__main__":
    main()
