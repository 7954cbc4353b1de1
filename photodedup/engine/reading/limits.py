"""How much time and memory the reading of photos may take."""

from dataclasses import dataclass

_MIB = 1 << 20
_PROGRAM_BYTES = 300 * _MIB  # the program itself, with the default model
_PROCESS_BYTES = 60 * _MIB  # a process that waits, most of it shared with the others
_LEAST_BYTES = 400 * _MIB  # or no photo of 40 megapixels could be opened on many cores
_BYTES_A_SECOND = 2_000_000  # of a slow network drive, and of the slowest decoder


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """`file_s`: how long one file may take, to which its size adds. `free_bytes`: what each process
    may use without asking. `shared_bytes`: what all processes together may be granted above it.
    """

    file_s: float
    free_bytes: int
    shared_bytes: int

    def seconds_for(self, size_bytes: int) -> float:
        """How long reading, or decoding, a file of this size may take."""
        return self.file_s + size_bytes / _BYTES_A_SECOND


def reading_limits(file_s: float, memory_mib: int, processes: int) -> ReadingLimits:
    """Limits so that the program and its processes stay below `memory_mib` together.

    On many cores the processes alone take more; then there is still enough for a usual photo.
    """
    free = 96 * _MIB
    # That more than two use up what is free at one moment takes several hostile files at once.
    spoken_for = _PROGRAM_BYTES + processes * _PROCESS_BYTES + min(processes, 2) * free
    return ReadingLimits(file_s, free, max(_LEAST_BYTES, memory_mib * _MIB - spoken_for))
