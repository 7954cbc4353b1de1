"""What is said of models: what each is good for, and whether it is here."""

from PySide6.QtCore import QCoreApplication

from photodedup.engine.features.models import ModelSpec
from photodedup.engine.features.weights import FileState, ModelState
from photodedup.ui.engine_words import translated


def _tr(text: str) -> str:
    return QCoreApplication.translate("models", text)


def purpose(spec: ModelSpec) -> str:
    """In a sentence, for whom it is; empty for a model this version has no words for."""
    return {
        "default": _tr("Quick and small; comes with the program."),
        "resnet50": _tr("A well-tried, all-round network; several times slower than the default."),
        "efficientnet-v2-s": _tr("Looks at pictures more closely; slow without a graphics card."),
        "maxvit-t": _tr("Sees details and the whole together; slow without a graphics card."),
        "swin-v2-s": _tr("The largest of the all-round networks; for graphics cards."),
        "sscd-disc-mixup": _tr("Made to find copies, also strongly edited or cropped ones."),
        "sscd-disc-large": _tr("Made to find copies; finds most and takes longest."),
    }.get(spec.id, "")


def licence(spec: ModelSpec) -> str:
    """The licence with what must be known of it."""
    return (
        f"{spec.licence} ({translated(spec.licence_note)})" if spec.licence_note else spec.licence
    )


def source(spec: ModelSpec) -> str:
    """Who publishes it, as a link where that is a page."""
    is_page = spec.source.startswith("https://")
    return f'<a href="{spec.source}">{spec.source}</a>' if is_page else translated(spec.source)


def state(value: ModelState) -> str:
    """Whether a model can be used."""
    if value.file_state is FileState.READY:
        is_shipped = value.spec.ships_with_program
        return _tr("Comes with the program") if is_shipped else _tr("Ready")
    if value.file_state is FileState.DAMAGED:
        return _tr("Damaged")
    return _tr("Not downloaded")


def in_brackets(value: ModelState) -> str:
    """The same within a line; nouns keep their capitals in languages that have them."""
    text = state(value)
    return text[:1].lower() + text[1:]


def cosine(spec: ModelSpec) -> str:
    """From which likeness pairs are looked at, and whether that was measured."""
    text = _tr("{c} (measured)") if spec.is_calibrated else _tr("{c} (provisional)")
    return text.format(c=f"{spec.loose_cosine:.2f}")
