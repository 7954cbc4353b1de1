"""What is decided about a photo at whose place another picture is now."""

from photodedup.engine.domain.decisions import Choice
from photodedup.engine.domain.ids import PhotoId
from photodedup.engine.store.pairs import PairStore


def is_decided_otherwise(pairs: PairStore, photo: PhotoId, pixel_hash: str | None) -> bool:
    """Whether something is decided about a photo that does not hold for another content: it is
    another picture, unless its pixels are equal."""
    row = pairs.database.connection.execute(
        "SELECT p.pixel_hash FROM photos p JOIN choices c ON c.photo_id = p.id WHERE p.id = ?",
        (photo,),
    ).fetchone()
    return row is not None and (row[0] is None or row[0] != pixel_hash)


def hand_over(pairs: PairStore, photo: PhotoId, other: PhotoId) -> None:
    """What is decided about a photo is said of another one with the same content instead."""
    with pairs.database.transaction() as con:
        row = con.execute("SELECT choice FROM choices WHERE photo_id = ?", (photo,)).fetchone()
        con.execute(
            "UPDATE OR REPLACE hand_keepers SET photo_id = ? WHERE photo_id = ?", (other, photo)
        )
        if row is not None:
            pairs.set_choices({photo: None, other: Choice(row[0])})
