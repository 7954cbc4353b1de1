"""What the parts of a library's front door ask of the whole."""

from photodedup.engine.keeper_proving import KeeperProver
from photodedup.engine.store.pairs import PairStore


class LibraryPart:
    """Of which `Library` inherits several, and fills in the rest."""

    def _require_writable(self) -> None:
        """
        Raises:
            LibraryInUse: the library is open read-only.
        """
        raise NotImplementedError

    def _prover(self, pairs: PairStore) -> KeeperProver:
        """What proves keepers in these rows by the rules of now."""
        raise NotImplementedError
