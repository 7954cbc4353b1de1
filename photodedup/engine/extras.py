"""Parts that the program can go without: what to say where their packages are not here."""

import sys

_FROM_SOURCE = "installed from its source, the program can have them"


def how_to_get(extra: str) -> str:
    """After a colon: what helps a person who wants a part whose packages are not here."""
    if is_built():
        return f"this build of the program does not contain them; {_FROM_SOURCE}"
    return f"pip install photodedup[{extra}]"


def need_of(extra: str) -> str:
    """A sentence for the help of a command that is such a part."""
    if is_built():
        return f"Needs packages that this build of the program does not contain; {_FROM_SOURCE}."
    return f"Needs the extra: {how_to_get(extra)}."


def is_built() -> bool:
    """Whether this is a program that was built as a whole, into which nothing can be installed."""
    return bool(getattr(sys, "frozen", False))
