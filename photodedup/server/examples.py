"""The bodies that routes take, for their documentation: FastAPI cannot read them off a parser."""

from typing import Any

_PIXEL = (  # a PNG of one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8"
    "z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
_FILE = {"type": "string", "format": "binary"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_IMAGE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "base64": {"type": "string", "contentEncoding": "base64"},
        "url": {"type": "string", "format": "uri"},
        "name": {"type": "string"},
    },
    "oneOf": [{"required": ["base64"]}, {"required": ["url"]}],
}

MANY_IMAGES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": _FILE},
                        "base64": _TEXTS,
                        "url": _TEXTS,
                    },
                }
            },
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {"images": {"type": "array", "items": _IMAGE, "minItems": 1}},
                    "required": ["images"],
                },
                "example": {"images": [{"base64": _PIXEL, "name": "dot.png"}]},
            },
        },
    }
}

_WANTED = {
    "top_k": {"type": "integer", "minimum": 1},
    "request_id": {"type": "string"},
    "library": {"type": "string"},
}

ONE_IMAGE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"image": _FILE, **_WANTED},
                    "required": ["image"],
                }
            },
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {**_IMAGE["properties"], **_WANTED},
                    "oneOf": _IMAGE["oneOf"],
                },
                "example": {"base64": _PIXEL, "top_k": 3},
            },
        },
    }
}
