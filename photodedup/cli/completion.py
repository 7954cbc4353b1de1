"""`photodedup completion`: what a shell needs to complete commands, options and file names."""

import argparse
from collections.abc import Iterator

from photodedup.cli.exits import EXIT_OK
from photodedup.cli.parser_facts import Option, commands_of, options_of, summaries_of

SHELLS = ("bash", "zsh", "fish")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    completion = commands.add_parser(
        "completion",
        help="print what a shell needs to complete commands and options",
        description="Print a script for bash, zsh or fish that completes commands, options, "
        "choices, and names of files and folders.",
    )
    completion.add_argument("shell", choices=SHELLS)
    completion.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    make = {"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell]
    print("\n".join(make(options.whole_parser)))
    return EXIT_OK


def _bash(parser: argparse.ArgumentParser) -> Iterator[str]:
    commands = commands_of(parser)
    yield "_photodedup() {"
    yield '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"'
    yield '  local command="${COMP_WORDS[1]}" words=""'
    yield "  COMPREPLY=()"
    yield '  case "$command $before" in'
    for name, command in commands.items():
        for option in options_of(command):
            yield from _bash_values(name, option)
    yield "  esac"
    yield '  case "$command" in'
    for name, command in commands.items():
        options = " ".join(n for option in options_of(command) for n in option.names)
        places = " ".join(
            choice for o in options_of(command) if not o.names for choice in o.choices
        )
        yield f'    {name}) words="{options} {places}" ;;'
    yield "  esac"
    top = " ".join([*commands, *(n for option in options_of(parser) for n in option.names)])
    yield f'  [ "$COMP_CWORD" -eq 1 ] && words="{top}"'
    yield '  COMPREPLY=($(compgen -W "$words" -- "$word"))'
    yield '  [[ "$word" != -* ]] && COMPREPLY+=($(compgen -f -- "$word"))'
    yield "}"
    yield "complete -o filenames -F _photodedup photodedup"


def _bash_values(command: str, option: Option) -> Iterator[str]:
    if not option.names or option.takes == "nothing":
        return
    reply = {
        "choice": f'compgen -W "{" ".join(option.choices)}"',
        "folder": "compgen -d",
        "file": "compgen -f",
    }.get(option.takes, "")
    names = "|".join(f'"{command} {name}"' for name in option.names)
    filled = f'COMPREPLY=($({reply} -- "$word"))' if reply else "COMPREPLY=()"
    yield f"    {names}) {filled}; return ;;"


def _zsh(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield "#compdef photodedup"
    yield "_photodedup() {"
    yield "  local -a commands"
    yield "  commands=("
    for name, summary in summaries_of(parser).items():
        yield f"    {_quoted(f'{name}:{summary}')}"
    yield "  )"
    yield "  if (( CURRENT == 2 )); then"
    yield "    _describe command commands"
    yield "    _files"
    yield "    return"
    yield "  fi"
    yield "  local command=$words[2]"
    yield "  shift words; (( CURRENT-- ))"
    yield "  case $command in"
    for name, command in commands_of(parser).items():
        specs = " ".join(spec for option in options_of(command) for spec in _zsh_specs(option))
        yield f"    {name}) _arguments {specs} ;;"
    yield "  esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = "_photodedup" ]; then _photodedup "$@"'
    yield "else compdef _photodedup photodedup; fi"


def _zsh_specs(option: Option) -> Iterator[str]:
    action = {
        "choice": f"({' '.join(option.choices)})",
        "folder": "_files -/",
        "file": "_files",
        "text": " ",
        "nothing": "",
    }[option.takes]
    words = ["choice"] if option.choices else option.metavar.replace(":", " ").split(" ")
    *before, last = words
    tail = "".join(f":{word}: " for word in before) + f":{last or 'value'}:{action}"
    if not option.names:
        yield _quoted(f"*{tail}" if option.repeats else tail)
        return
    text = option.help.replace("[", "(").replace("]", ")").replace(":", " ")
    once = f"({' '.join(option.names)})" if not option.repeats else "*"
    for name in option.names:
        yield _quoted(f"{once}{name}[{text}]{tail if option.takes != 'nothing' else ''}")


def _fish(parser: argparse.ArgumentParser) -> Iterator[str]:
    summaries = summaries_of(parser)
    for name, summary in summaries.items():
        yield (
            f"complete -c photodedup -n __fish_use_subcommand -a {name} -d {_fish_quoted(summary)}"
        )
    for option in options_of(parser):
        yield f"complete -c photodedup -n __fish_use_subcommand {_fish_option(option)}"
    for name, command in commands_of(parser).items():
        seen = _fish_quoted(f"__fish_seen_subcommand_from {name}")
        for option in options_of(command):
            if option.names:
                yield f"complete -c photodedup -n {seen} {_fish_option(option)}"
            elif option.choices:
                choices = _fish_quoted(" ".join(option.choices))
                yield f"complete -c photodedup -n {seen} -f -a {choices}"


def _fish_option(option: Option) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    )
    values = {
        "choice": f" -x -a {_fish_quoted(' '.join(option.choices))}",
        "folder": " -x -a '(__fish_complete_directories)'",
        "file": " -r -F",
        "text": " -x",
        "nothing": "",
    }[option.takes]
    return f"{names}{values} -d {_fish_quoted(option.help)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
