"""`photodedup help`: the manual, made of what the parser knows, with examples and exit codes."""

import argparse
import shutil
import textwrap
from collections.abc import Iterator

from photodedup.cli.console import Console, bold
from photodedup.cli.exits import EXIT_OK, EXIT_TEXTS
from photodedup.cli.parser_facts import commands_of, options_of, summaries_of

_INDENT = " " * 7
_DEEPER = " " * 14

_EXAMPLES = {
    "find": (
        ("photodedup find ~/Pictures", "how many duplicates there are"),
        ("photodedup find ~/Pictures --report duplicates.html", "a page to look at"),
        ("photodedup find ~/Pictures --verdict identical --plan plan.json", "then: clean"),
        ("photodedup find A B --csv - | column -ts,", "a table in the terminal"),
    ),
    "search": (
        ("photodedup search beach.jpg ~/Pictures", "is this picture in there?"),
        ("photodedup search beach.jpg --library my-photos --top-k 3", "in the window's library"),
    ),
    "compare": (("photodedup compare a.jpg b.jpg", "why two files match, or do not"),),
    "clean": (
        ("photodedup clean --plan plan.json --dry-run", "prove every file, move nothing"),
        ("photodedup clean --plan plan.json", "move what is proved to the trash"),
    ),
    "restore": (
        ("photodedup restore", "list past clean-ups"),
        ("photodedup restore --last", "take the last one back"),
        ("photodedup restore ~/Pictures/a.jpg", "bring one photo back"),
    ),
    "faces": (
        ("photodedup faces ~/Pictures --report people.html", "who is in which photos"),
        ("photodedup faces --library my-photos --find anna.jpg", "other photos of this person"),
        ("photodedup faces --library my-photos --forget", "delete all of it"),
    ),
    "libraries": (("photodedup libraries --json", "for programs"),),
    "models": (
        ("photodedup models --download resnet50", "get another model"),
        ("photodedup models --download yunet", "what finds faces; sface tells them apart"),
    ),
    "evaluate": (
        ("photodedup evaluate --synthesize ~/Pictures --out /tmp/copies", "on your own photos"),
    ),
    "completion": (
        ('eval "$(photodedup completion bash)"', "in ~/.bashrc"),
        ("photodedup completion zsh > ~/.zfunc/_photodedup", "a folder of zsh's fpath"),
        ("photodedup completion fish > ~/.config/fish/completions/photodedup.fish", ""),
    ),
}
_VARIABLES = (
    ("NO_COLOR", "set to anything: no colours"),
    ("PHOTODEDUP_MODEL_DIR", "a folder of model weights for computers without network"),
)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "help", help="the manual, of one command or of all", description="Print the manual."
    )
    parser.add_argument("about", nargs="?", metavar="COMMAND")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    whole: argparse.ArgumentParser = options.whole_parser
    commands = commands_of(whole)
    if options.about is not None and options.about not in commands:
        whole.error(f"there is no command {options.about}; there are: {', '.join(commands)}")
    lines = _of_command(whole, options.about) if options.about else _of_all(whole)
    Console(options).answer("\n".join(lines))
    return EXIT_OK


def _of_all(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield from _section("NAME", ["photodedup - find duplicates among your own photos"])
    yield from _section("SYNOPSIS", ["photodedup [FOLDER...]", "photodedup COMMAND [OPTION...]"])
    yield from _section("DESCRIPTION", [parser.description or ""])
    yield bold("COMMANDS")
    for name, summary in summaries_of(parser).items():
        yield from _entry(name, summary)
    yield ""
    yield from _options(parser)
    yield from _ending()


def _of_command(parser: argparse.ArgumentParser, name: str) -> Iterator[str]:
    command = commands_of(parser)[name]
    usage = " ".join(command.format_usage().removeprefix("usage: ").split())
    yield from _section("NAME", [f"photodedup {name} - {summaries_of(parser)[name]}"])
    yield from _section("SYNOPSIS", [usage])
    yield from _section("DESCRIPTION", [command.description or ""])
    yield from _options(command)
    if name in _EXAMPLES:
        yield bold("EXAMPLES")
        for line, what in _EXAMPLES[name]:
            yield from _entry(line, what)
        yield ""
    yield from _ending()


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield bold("OPTIONS")
    for option in options_of(parser):
        names = ", ".join(option.names)
        yield from _entry(f"{names} {option.metavar}".strip(), option.help)
    yield ""


def _ending() -> Iterator[str]:
    yield bold("EXIT STATUS")
    for code, text in EXIT_TEXTS:
        yield f"{_INDENT}{code:<6} {text}"
    yield ""
    yield bold("ENVIRONMENT")
    for name, text in _VARIABLES:
        yield from _entry(name, text)


def _section(title: str, paragraphs: list[str]) -> Iterator[str]:
    yield bold(title)
    for paragraph in paragraphs:
        yield _wrapped(paragraph, _INDENT)
    yield ""


def _entry(head: str, text: str) -> Iterator[str]:
    yield f"{_INDENT}{head}"
    if text:
        yield _wrapped(text, _DEEPER)


def _wrapped(text: str, indent: str) -> str:
    width = min(96, max(40, shutil.get_terminal_size().columns))
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
