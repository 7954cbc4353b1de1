"""Numbers with their noun, in English: what reports, the command line and the server say."""


def counted(number: int, noun: str) -> str:
    """“1 group”, “2 groups”; `noun` is in the singular, and its plural has an s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
