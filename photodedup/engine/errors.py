"""The world's errors, each with a sentence for the person. Our own mistakes are not caught here."""


class PhotodedupError(Exception):
    """Root of every error the program expects; `str(error)` is fit to be shown."""


class Cancelled(PhotodedupError):
    """The person stopped the work; what was done so far is saved."""


class UnreadablePhoto(PhotodedupError):
    """A file that cannot be read as a photo; the message is the reason, in plain words."""


class OutOfMemory(UnreadablePhoto):
    """A file that would take more memory to read than there is."""


class ReadingUnavailable(PhotodedupError):
    """No process that reads photos can be started; nothing is known about any file."""


class LibraryError(PhotodedupError):
    """The library's own database cannot be used as asked."""


class DiskFull(LibraryError):
    """The disk that the library is on is full; what was stored before is kept."""


class LibraryTooNew(LibraryError):
    """The library was written by a later version of the program."""


class LibraryDamaged(LibraryError):
    """The database failed its integrity check."""


class LibraryInUse(LibraryError):
    """Another process writes to this library; it can be opened read-only."""


class FolderRefused(PhotodedupError):
    """A folder that cannot be added to a library, with the reason."""


class TrashFailed(PhotodedupError):
    """The trash did not take a file; the file is where it was."""


class CleanupRefused(PhotodedupError):
    """A clean-up or one removal that must not happen; nothing was touched."""


class DecisionRefused(PhotodedupError):
    """A decision about photos that makes no sense or comes too late; nothing was changed."""


class ModelUnavailable(PhotodedupError):
    """A model's weights or its runtime cannot be had; the hashes alone still work."""


class ReportFailed(PhotodedupError):
    """A report cannot be written where the person wants it."""


class ServingRefused(PhotodedupError):
    """A server or a worker that cannot be started as asked."""
