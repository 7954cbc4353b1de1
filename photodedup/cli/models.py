"""`photodedup models`: what recognises pictures, and how to get more of it."""

import argparse
import sys
from pathlib import Path

from photodedup.cli.console import Console
from photodedup.cli.exits import EXIT_OK


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    models = commands.add_parser(
        "models",
        help="list, download or install models",
        description="List the models that recognise pictures, with size, licence, source, state, "
        "and the cosine below which pairs are not looked at. The default model comes with the "
        "program; the others are downloaded, or taken from a file or from the folder named by "
        "PHOTODEDUP_MODEL_DIR.",
    )
    what = models.add_mutually_exclusive_group()
    what.add_argument("--download", metavar="ID", help="download a model, or go on doing so")
    what.add_argument(
        "--use-file", nargs=2, metavar=("ID", "FILE"), help="take a model's weights from a file"
    )
    models.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.download or options.use_file:
        return _get(options)
    from photodedup.engine.faces.methods import file_states
    from photodedup.engine.features.weights import ModelState, model_states

    def lines(state: ModelState) -> tuple[str, str, str]:
        spec = state.spec
        origin = "calibrated" if spec.is_calibrated else "provisional"
        size = f"{spec.size_bytes / 1e6:.1f} MB"
        return (
            f"{spec.id:<18} {spec.name:<19} {size:>9}   {state.file_state:<15} "
            f"cosine {spec.loose_cosine:.2f} ({origin})",
            f"{'':<18} {spec.licence}" + (f" ({spec.licence_note})" if spec.licence_note else ""),
            f"{'':<18} {spec.url or spec.source}",
        )

    for state in model_states():
        print(*lines(state), sep="\n")
    for spec, file_state in file_states():
        size = f"{spec.size_bytes / 1e6:.1f} MB"
        print(f"{spec.id:<18} {spec.name:<19} {size:>9}   {file_state:<15} for faces")
        print(f"{'':<18} {spec.licence}", f"{'':<18} {spec.url}", sep="\n")
    return EXIT_OK


def _get(options: argparse.Namespace) -> int:
    from photodedup.engine.faces.methods import FACE_FILES
    from photodedup.engine.features import fetching
    from photodedup.engine.features.models import model_spec

    if (options.download or options.use_file[0]) in FACE_FILES:
        return _get_for_faces(options)
    if options.download:
        model_id = options.download
        fetching.fetch(model_id, Console(options).progress())
    else:
        model_id, path = options.use_file
        fetching.use_file(model_id, Path(path), Console(options).progress())
    print(
        f"{model_spec(model_id).name} is ready. Use it with “--model {model_id}”, "
        "or choose it in the settings.",
        file=sys.stderr,
    )
    return EXIT_OK


def _get_for_faces(options: argparse.Namespace) -> int:
    from photodedup.engine.faces.fetching import fetch_face_file, use_face_file

    if options.download:
        file_id = options.download
        fetch_face_file(file_id, Console(options).progress())
    else:
        file_id, path = options.use_file
        use_face_file(file_id, Path(path))
    print(f"{file_id} is ready. “photodedup faces” uses it.", file=sys.stderr)
    return EXIT_OK
