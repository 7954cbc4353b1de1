"""The numbers by which the engine names its things, each of a type of its own."""

from typing import NewType

PhotoId = NewType("PhotoId", int)
GroupId = NewType("GroupId", int)
FolderId = NewType("FolderId", int)
OperationId = NewType("OperationId", int)
RemovalId = NewType("RemovalId", int)
ShotId = NewType("ShotId", int)
SidecarId = NewType("SidecarId", int)
