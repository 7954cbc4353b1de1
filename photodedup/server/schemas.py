"""What the API answers, as its documentation shows it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Similarity = Annotated[float, Field(ge=0, le=1, examples=[0.982])]
_ID = "3f2b8c1e-9a4d-4c77-8a55-0f1e2d3c4b5a"


class Health(BaseModel):
    """That the server works, and with what."""

    status: Literal["ok"]
    version: str = Field(examples=["0.5.0"])
    device: str = Field(examples=["this computer's processor"])
    model: str = Field(examples=["EfficientNet-Lite0"])
    libraries: list[str] = Field(examples=[["my-photos"]])


class Image(BaseModel):
    """What became of one image of a request."""

    index: int = Field(description="its place in the request, from 0")
    name: str = Field(description="what the client called it", examples=["beach.jpg"])
    id: int | None = Field(description="its id in the collection; null if it was refused")
    reason: str | None = Field(description="why it was refused", examples=[None])


class Added(BaseModel):
    """A new collection."""

    request_id: str = Field(examples=[_ID])
    added: int = Field(description="how many images are in it", examples=[2])
    expires: str = Field(description="when it goes", examples=["2026-05-01T12:00:00+00:00"])
    images: list[Image]


class Pair(BaseModel):
    """Two images that were proved to each other."""

    first: int = Field(description="the image to keep, where it is one of the two", examples=[0])
    second: int = Field(examples=[1])
    similarity: Similarity
    verdict: str = Field(examples=["same-picture"])


class GroupMember(BaseModel):
    id: int = Field(examples=[1])
    similarity: Similarity
    verdict: str = Field(examples=["same-picture"])
    reason: str = Field(examples=["same picture, half the size"])


class DuplicateGroup(BaseModel):
    kind: str = Field(examples=["copies"])
    keeper: int = Field(examples=[0])
    members: list[GroupMember]


class Duplicates(BaseModel):
    """Which images of a collection are duplicates."""

    request_id: str = Field(examples=[_ID])
    message: str = Field(examples=["1 pair in 1 group."])
    pairs: list[Pair]
    groups: list[DuplicateGroup]


class Found(BaseModel):
    """The images most like one, copies first."""

    ids: list[int] = Field(examples=[[4, 17]])
    similarities: list[Similarity]
    verdicts: list[str | None] = Field(
        description="null where an image only looks alike", examples=[["same-picture", None]]
    )


class Match(BaseModel):
    id: int = Field(examples=[4])
    similarity: Similarity
    verdict: str | None = Field(examples=["same-picture"])
    reason: str = Field(examples=["same picture, half the size"])


class Detected(BaseModel):
    """Whether an image is a duplicate of one that is there, and which stage decided it."""

    is_duplicate: bool
    stage: Literal["sieve", "verifier"]
    match: Match | None
    sieve_matches: list[Match]
    verifier_matches: list[Match]


class Problem(BaseModel):
    """Why a request was not done."""

    model_config = ConfigDict(extra="allow")

    detail: str | list[Any] = Field(examples=["There is no such collection."])


_TEXTS = {
    400: "The request cannot be understood.",
    401: "The token is missing or wrong.",
    403: "The request comes from another web page, or asks for another host.",
    404: "There is no such thing.",
    408: "The request took too long to arrive.",
    413: "The request is larger than the server takes, or its store is full.",
    415: "The body is of a type that is not taken.",
    422: "A value is wrong; the answer says which one.",
    429: "The server has as much to do as it takes. Try again in a second.",
}


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """For a route: its answers besides success."""
    usual = (401, 403, 429)
    return {
        code: {"model": Problem, "description": _TEXTS[code]} for code in sorted({*usual, *codes})
    }
