"""Makes a collection of the images of a request, and answers which of them are duplicates."""

import json
import os
from collections.abc import Collection as Many
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from photodedup.engine.domain import Group, Verdict
from photodedup.engine.errors import UnreadablePhoto
from photodedup.engine.library import Library
from photodedup.engine.shot_groups import unfolded
from photodedup.server.corpora import image_number
from photodedup.server.limits import Limits
from photodedup.server.store import Collection, CollectionStore
from photodedup.server.taking import Sent, Taken, take
from photodedup.server.workshop import Workshop

NONE_FOUND = "There are no duplicates among these images."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one image: its id, or the reason why it was refused."""

    index: int
    name: str
    id: int | None
    reason: str | None


def make_collection(
    sent: Sequence[Sent], store: CollectionStore, workshop: Workshop, limits: Limits
) -> tuple[Collection, list[Outcome]]:
    """Keep the images that can be read, and find the duplicates among them.

    Raises:
        QuotaReached: there is no room for them.
    """
    taken: dict[int, Taken] = {}
    reasons: dict[int, str] = {}
    futures: list[Future[Taken]] = [workshop.readers.submit(take, one, limits) for one in sent]
    for index, future in enumerate(futures):
        try:
            taken[index] = future.result()
        except UnreadablePhoto as error:
            reasons[index] = str(error)
    collection = store.begin(sum(len(image.data) for image in taken.values()))
    try:
        for index, image in taken.items():
            (collection.images / f"{index:05}{image.ending}").write_bytes(image.data)
        reasons.update(_find_among(collection, workshop))
        store.finish(collection)
    except BaseException:
        store.delete(collection.id)
        raise
    return collection, [
        Outcome(index, one.shown_name, None if index in reasons else index, reasons.get(index))
        for index, one in enumerate(sent)
    ]


def _find_among(collection: Collection, workshop: Workshop) -> dict[int, str]:
    """Scan the images and note the groups; returns why some cannot be read, by their index."""
    with Library(
        collection.library,
        workshop.settings,
        model=workshop.model,
        reading=workshop.reading,
    ) as library:
        library.add_folder(collection.images)
        library.scan(workshop.readers)
        groups = library.groups()
        skipped = {image_number(file.path): file.reason for file in library.skipped()}
    note = json.dumps([_plain(group) for group in unfolded(groups)])
    (collection.folder / "groups.json").write_text(note, encoding="utf-8")
    for number in skipped:
        for path in collection.images.glob(f"{number:05}.*"):
            os.unlink(path)  # noqa: TID251 - a copy that the server wrote, of what is no image
    return skipped


def _plain(group: Group) -> dict[str, Any]:
    return {
        "kind": str(group.kind),
        "keeper": image_number(group.keeper.path),
        "members": [
            {
                "id": image_number(member.photo.path),
                "similarity": member.similarity,
                "verdict": str(member.verdict),
                "reason": member.reason,
            }
            for member in group.members
        ],
    }


def duplicates(collection: Collection, threshold: float, verdicts: Many[Verdict]) -> dict[str, Any]:
    """Pairs and groups of a collection: each image proved against the one that its group keeps."""
    wanted = {str(verdict) for verdict in verdicts}
    groups = []
    for group in json.loads((collection.folder / "groups.json").read_text(encoding="utf-8")):
        members = [
            member
            for member in group["members"]
            if member["similarity"] >= threshold and (not wanted or member["verdict"] in wanted)
        ]
        if members:
            groups.append({**group, "members": members})
    pairs = [
        {
            "first": group["keeper"],
            "second": member["id"],
            "similarity": member["similarity"],
            "verdict": member["verdict"],
        }
        for group in groups
        for member in group["members"]
    ]
    found = f"{len(pairs)} pairs in {len(groups)} groups." if pairs else NONE_FOUND
    return {"request_id": collection.id, "message": found, "pairs": pairs, "groups": groups}
