"""Rows of a plan's tables: each file that goes, and each that stays, with the reason."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from photodedup.engine.domain.plans import PlannedRemoval, Refusal
from photodedup.ui import wording
from photodedup.ui.dialogs.row_table import Row
from photodedup.ui.engine_words import translated
from photodedup.ui.models import detail_words
from photodedup.ui.models.phrases import sentence, verdict_text, what_text


def going_row(removal: PlannedRemoval) -> Row:
    """The file, why it goes, what stays for it, its size, and what only it knows."""
    reason = what_text(removal.verdict, removal.reason)
    path, survivor = removal.photo.path, removal.survivor.path
    company = [companion.file.path for companion in removal.companions]
    texts = (
        _with_company(wording.short_path(path), company),
        sentence(verdict_text(removal.verdict)),
        wording.short_path(survivor),
        wording.size(removal.size_bytes),
        detail_words.only_here(removal),
    )
    told = detail_words.only_here_sentence(removal)
    tips = ("\n".join(map(str, [path, *company])), reason, str(survivor), texts[3], told)
    return Row(texts, removal, tips)


def _with_company(photo: str, company: Sequence[Path]) -> str:
    """ "IMG_1.HEIC with IMG_1.MOV, IMG_1.AAE"."""
    if not company:
        return photo
    told = QCoreApplication.translate("CleanupPlanDialog", "{photo} with {files}")
    return told.format(photo=photo, files=", ".join(path.name for path in company))


def staying_row(refusal: Refusal) -> Row:
    """The file, and why it stays."""
    path = refusal.photo.path
    why = translated(refusal.reason)
    return Row((wording.short_path(path), why), refusal, (str(path), why))
