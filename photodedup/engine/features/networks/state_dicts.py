"""Reads tables of weights from files of torch, and runs no code that such a file may hold."""

import zipfile
from pathlib import Path, PurePosixPath

import torch
from torch import Tensor

StateDict = dict[str, Tensor]


def read_state_dict(path: Path) -> StateDict:
    """Every tensor by its name, on the CPU.

    Raises:
        ValueError: it is not a table of names and tensors; the message says what it is.
        OSError: the file cannot be read.
    """
    if _is_program(path):
        raise ValueError("it is a TorchScript program, which is never run")
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except OSError:
        raise
    except Exception as error:  # torch raises many kinds for what it does not take
        raise ValueError("it holds something else than weights, or is damaged") from error
    if not isinstance(content, dict) or not content:
        raise ValueError("it is not a table of weights")
    if not all(isinstance(name, str) for name in content):
        raise ValueError("its weights have no names")
    if not all(isinstance(value, Tensor) for value in content.values()):
        raise ValueError("it holds more than weights; only a plain state dict is read")
    return dict(content)


def _is_program(path: Path) -> bool:
    """Whether this is a TorchScript archive: it holds code beside its constants."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(PurePosixPath(name).name == "constants.pkl" for name in archive.namelist())
