"""Keep rules, what changes by them, and pairs of folders, in plain words."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photodedup.engine.domain.groups import Group
from photodedup.engine.domain.photos import Photo
from photodedup.ui import engine_words, wording

if TYPE_CHECKING:  # these bring what reads pictures, which the first window does without
    from photodedup.engine.folder_pairs import FolderSide
    from photodedup.engine.learned_rules import Proposal
    from photodedup.engine.trials import GroupChange, Preview


def tr(text: str) -> str:
    return QCoreApplication.translate("rule_words", text)


def rule_title(name: str) -> str:
    """What a rule prefers, in a few words; a rule without words shows its name in code."""
    return _rules().get(name, (name, ""))[0]


def rule_explanation(name: str) -> str:
    """The same in a sentence."""
    return _rules().get(name, ("", ""))[1]


def _rules() -> dict[str, tuple[str, str]]:
    return {
        "folders": (
            tr("In a folder you prefer"),
            tr("The folders are listed below, the best one first."),
        ),
        "raw": (tr("The camera's RAW file"), tr("It holds more than any picture made of it.")),
        "format": (
            tr("The better format"),
            tr("RAW, then TIFF, PNG, JPEG 2000, HEIC, AVIF, JPEG, WebP and GIF."),
        ),
        "resolution": (tr("The larger picture"), tr("More pixels; 2 % more or less is the same.")),
        "sharper": (
            tr("The sharper picture"),
            tr("Only where the other one is clearly blurred. In a burst this always counts first."),
        ),
        "protected": (
            tr("In a protected folder"),
            tr("Photos in it are never removed, whatever stands here."),
        ),
        "shot": (
            tr("With its film or RAW file"),
            tr("What was recorded together would have to stay behind without it."),
        ),
        "camera-date": (
            tr("Has the camera's date"),
            tr("When it was taken, as the camera wrote it."),
        ),
        "location": (tr("Has the location"), tr("Where it was taken.")),
        "camera": (tr("Names the camera"), tr("Copies that were sent around often do not.")),
        "not-chat": (
            tr("No chat copy"),
            tr("By the names that WhatsApp, Telegram, Signal and others give files and folders."),
        ),
        "kept-before": (
            tr("Not trashed before"),
            tr("A photo that you trashed and that came back is kept last."),
        ),
        "bytes": (
            tr("Less compressed"),
            tr("More bytes for each pixel; up to a quarter more is the same."),
        ),
        "larger-file": (tr("The larger file"), tr("More bytes in all.")),
        "sidecars": (tr("With its sidecar"), tr("A file beside it that holds edits or a rating.")),
        "name": (
            tr("Original name"),
            tr("Not “IMG_1 (2)”, “Copy of IMG_1” or the like."),
        ),
        "older-date": (
            tr("Taken earlier"),
            tr("The earlier date in the photo; one without a date is kept last."),
        ),
        "file-time": (tr("The older file"), tr("By the date of the file itself.")),
        "short-path": (tr("Fewer folders around it"), tr("The shorter path.")),
        "first-name": (
            tr("Of equal files, the first by name"),
            tr(
                "It makes no difference which of several identical files stays. "
                "Switch this off to be asked about them."
            ),
        ),
    }


# --- what would change ---------------------------------------------------------------------------


def preview_headline(preview: "Preview") -> str:
    """ "Changes 214 of 3,019 groups"."""
    count, total = len(preview.changes), len(preview.before)
    if not count:
        return tr("Changes nothing")
    if total == 1:
        return tr("Changes the only group")
    numbers = {"n": wording.number(count), "all": wording.number(total)}
    return tr("Changes {n} of {all} groups").format(**numbers)


def preview_details(preview: "Preview") -> str:
    """What is marked then instead of now, and which groups would ask."""
    now, then = (_marked_in(groups, _anywhere) for groups in (preview.before, preview.after))
    told = [tr("Marked for the trash: {then}, as now.").format(then=_photos_and_size(*now))]
    if now != then:
        text = tr("Marked for the trash: {then}; now it is {now}.")
        told = [text.format(then=_photos_and_size(*then), now=_photos_and_size(*now))]
    asking = sum(bool(group.needs_look) for group in preview.after)
    if asking == 1:
        told.append(tr("One group has no clear winner and would ask you."))
    elif asking:
        text = tr("{n} groups have no clear winner and would ask you.")
        told.append(text.format(n=wording.number(asking)))
    return " ".join(told)


def folder_details(preview: "Preview", name: str) -> str:
    """What is marked in the folder that lets go then, and how much of it is marked already.

    The preview is of a `FolderDecision`.
    """
    from photodedup.engine.folder_decisions import FolderDecision

    assert isinstance(preview.change, FolderDecision)
    is_theirs = preview.change.is_theirs
    then, now = (_marked_in(groups, is_theirs) for groups in (preview.after, preview.before))
    told = tr("Marked for the trash in “{name}”: {then}; now it is {now}.")
    if then == now:
        told = tr("Marked for the trash in “{name}”: {then}, as now.")
    then_text, now_text = _photos_and_size(*then), _photos_and_size(*now)
    told = told.format(name=name, then=then_text, now=now_text)
    if preview.changes:
        return " ".join([f"{preview_headline(preview)}.", told, *_decided_before(preview)])
    return " ".join([told, tr("Once applied, it stays so when the keep rules change.")])


def _decided_before(preview: "Preview") -> list[str]:
    """That groups which the person decided about come out differently, too."""
    count = sum(change.before.is_reviewed for change in preview.changes)
    if count == 1:
        return [tr("One of these groups you had decided about.")]
    told = tr("You had decided about {n} of these groups.")
    return [told.format(n=wording.number(count))] if count else []


def _marked_in(groups: Iterable[Group], is_in: Callable[[Photo], bool]) -> tuple[int, int]:
    marked = [
        member
        for group in groups
        if not group.is_skipped
        for member in group.marked
        if is_in(member.photo)
    ]
    return len(marked), sum(member.unit_bytes for member in marked)


def _anywhere(_photo: Photo) -> bool:
    return True


def _photos_and_size(count: int, size_bytes: int) -> str:
    if not count:
        return wording.photos(0)
    return f"{wording.photos(count)} ({wording.size(size_bytes)})"


def change_title(change: "GroupChange") -> str:
    """What happens to a group, in a line."""
    after = change.after
    if after is None:
        return tr("{photo} stays alone").format(photo=place(change.before.keeper))
    if after.needs_look:
        return tr("No clear winner: you would be asked")
    if change.has_other_keeper:
        _, kept = told_apart(change.before.keeper.path, after.keeper.path, least=2)
        return tr("{new} is kept").format(new=kept)
    if len(after.members) != len(change.before.members):
        return tr("{photo} is kept, for other photos").format(photo=place(after.keeper))
    return tr("{photo} is kept as before").format(photo=place(after.keeper))


def change_reasons(change: "GroupChange") -> list[str]:
    """Why the one was kept, and why the other would be."""
    before, after = change.before, change.after
    kept = place(before.keeper)
    if after is not None and change.has_other_keeper:
        kept, _ = told_apart(before.keeper.path, after.keeper.path, least=2)
    now = tr("Now: {photo}: {why}").format(
        photo=kept, why=engine_words.translated(before.keeper_reason)
    )
    if after is None:
        return [now, tr("Then nothing is proved to be a copy of it")]
    if after.needs_look:
        return [now, _fates(change)]
    return [
        now,
        tr("Then: {why}").format(why=engine_words.translated(after.keeper_reason)),
        _fates(change),
    ]


def _fates(change: "GroupChange") -> str:
    marked = len(change.after.marked) if change.after is not None else 0
    if not marked:
        return tr("Nothing is marked")
    return tr("{photos} marked for the trash").format(photos=wording.photos(marked))


def place(photo: Photo) -> str:
    """A name with its folder: copies often have the same names."""
    return str(Path(photo.path.parent.name, photo.path.name))


# --- learned -------------------------------------------------------------------------------------


def proposal_rule(proposal: "Proposal") -> str:
    """ "what is in “Pictures/2019” comes first, then “Has the location” comes first"."""
    parts = [
        tr("what is in “{folder}” comes first").format(folder=wording.short_path(step.folder))
        if step.folder is not None
        else tr("“{rule}” comes first").format(rule=rule_title(step.rule))
        for step in reversed(proposal.steps)
    ]
    return tr(", then ").join(parts)


def proposal_notice(proposal: "Proposal") -> str:
    text = tr("{explained} of your {all} choices follow one rule: {rule}.")
    return text.format(
        explained=wording.number(proposal.explained_count),
        all=wording.number(proposal.decision_count),
        rule=proposal_rule(proposal),
    )


# --- pairs of folders ----------------------------------------------------------------------------


def told_apart(first: Path, second: Path, least: int = 1) -> tuple[str, str]:
    """Names for two places by which they can be told apart, with as few parts as that takes."""
    for count in range(least, max(len(first.parts), len(second.parts))):
        names = [str(Path(*path.parts[-count:])) for path in (first, second)]
        if names[0] != names[1]:
            return names[0], names[1]
    return str(first), str(second)


def side_sentence(name: str, side: "FolderSide", other_name: str) -> str:
    """ "Backup holds 1,204 of the 1,210 photos in 2019; 6 are only there."."""
    numbers = {
        "other": other_name,
        "name": name,
        "n": wording.number(side.shared_count),
        "all": wording.number(side.photo_count),
        "rest": wording.number(side.only_here_count),
    }
    if not side.only_here_count:
        return tr("“{other}” holds all {all} photos of “{name}”.").format(**numbers)
    told = tr("“{other}” holds {n} of the {all} photos in “{name}”").format(**numbers)
    if side.only_here_count == 1:
        return tr("{told}; 1 is only there.").format(told=told)
    return tr("{told}; {rest} are only there.").format(told=told, rest=numbers["rest"])


def keeping_sentence(name: str, side: "FolderSide") -> str:
    """What happens to a folder's photos if those in the other one are kept."""
    going = side.shared_count - side.protected_count
    if not going:
        return tr("All in “{name}” are protected: nothing goes.").format(name=name)
    told = tr("Lets go of {photos} in “{name}” ({size})").format(
        photos=wording.photos(going), name=name, size=wording.size(side.freed_bytes)
    )
    if side.only_here_count == 1:
        told = tr("{told}; 1 other stays").format(told=told)
    elif side.only_here_count:
        rest = wording.number(side.only_here_count)
        told = tr("{told}; {rest} others stay").format(told=told, rest=rest)
    if side.marked_count >= going:
        told = tr("{told}. Marked already").format(told=told)
    return told
