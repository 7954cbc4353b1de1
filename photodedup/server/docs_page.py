"""The API's documentation as a page without scripts: it needs no other server."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_CURL = {
    "POST /images": "curl -F files=@a.jpg -F files=@b.jpg {base}/images",
    "GET /duplicates/{request_id}": "curl '{base}/duplicates/REQUEST_ID?threshold=0.75'",
    "POST /similarity-search": "curl -F image=@a.jpg '{base}/similarity-search?"
    "request_id=REQUEST_ID&top_k=3'",
    "POST /api/detect": "curl -F image=@a.jpg '{base}/api/detect?request_id=REQUEST_ID'",
    "GET /preview": "curl -o small.jpg '{base}/preview?request_id=REQUEST_ID&id=0'",
    "DELETE /collections/{request_id}": "curl -X DELETE {base}/collections/REQUEST_ID",
    "GET /": "curl {base}/",
}


def docs_page(openapi: Mapping[str, Any], base: str) -> str:
    """All routes of an OpenAPI description, with parameters, answers and a line for a shell."""
    parts = [
        f"<h1>{_text(openapi['info']['title'])} {_text(openapi['info']['version'])}</h1>",
        '<p>The same for programs: <a href="/openapi.json">/openapi.json</a>. With a token, send '
        "<code>Authorization: Bearer TOKEN</code>.</p>",
    ]
    for path, methods in openapi["paths"].items():
        for method, route in methods.items():
            parts += _route(f"{method.upper()} {path}", route, openapi, base)
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>photodedup API</title>'
        f'<link rel="stylesheet" href="/page.css"></head>\n<body>\n{body}\n</body></html>\n'
    )


def _route(
    name: str, route: Mapping[str, Any], openapi: Mapping[str, Any], base: str
) -> Iterator[str]:
    yield f"<section><h2><code>{_text(name)}</code></h2><p>{_text(route.get('summary', ''))}</p>"
    if "description" in route:
        yield f"<p>{_text(route['description'])}</p>"
    if name in _CURL:
        yield f"<pre>{_text(_CURL[name].replace('{base}', base.rstrip('/')))}</pre>"
    rows = [
        (p["name"], p["in"], _kind(p["schema"]), p.get("description", ""))
        for p in route.get("parameters", [])
    ]
    if rows:
        yield "<h3>Parameters</h3>" + _table(rows)
    for kind, content in route.get("requestBody", {}).get("content", {}).items():
        fields = content["schema"].get("properties", {})
        yield f"<h3>Body as <code>{_text(kind)}</code></h3>"
        yield _table([(field, "", _kind(schema), "") for field, schema in fields.items()])
        if "example" in content:
            yield f"<pre>{_text(json.dumps(content['example'], indent=2))}</pre>"
    yield "<h3>Answers</h3>"
    answers = route.get("responses", {})
    yield _table([(code, "", "", answer["description"]) for code, answer in answers.items()])
    example = _example_of(answers, openapi)
    if example is not None:
        yield f"<pre>{_text(json.dumps(example, indent=2))}</pre>"
    yield "</section>"


def _example_of(answers: Mapping[str, Any], openapi: Mapping[str, Any]) -> Any:
    content = answers.get("200", {}).get("content", {}).get("application/json")
    return _made_up(content["schema"], openapi) if content else None


def _made_up(schema: Mapping[str, Any], openapi: Mapping[str, Any]) -> Any:
    """A value that fits a schema, of its examples."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _made_up(openapi["components"]["schemas"][name], openapi)
    if schema.get("examples"):
        return schema["examples"][0]
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if "anyOf" in schema:
        return _made_up(schema["anyOf"][0], openapi)
    match schema.get("type"):
        case "object":
            return {
                name: _made_up(inner, openapi)
                for name, inner in schema.get("properties", {}).items()
            }
        case "array":
            return [_made_up(schema.get("items", {}), openapi)]
        case "boolean":
            return True
        case "integer" | "number":
            return 0
    return ""


def _kind(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(inner) for inner in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    kind = str(schema.get("format") or schema.get("type", ""))
    return f"list of {_kind(schema['items'])}" if kind == "array" else kind


def _table(rows: list[tuple[str, str, str, str]]) -> str:
    lines = "".join(
        "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table>{lines}</table>"


def _text(text: object) -> str:
    return escape(str(text))
