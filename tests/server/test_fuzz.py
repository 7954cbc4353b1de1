"""What a fuzzer makes of the server's own description: nothing it sends makes the server fail."""

import pytest

pytest.importorskip("schemathesis", reason="the fuzzer is not installed")

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.server.conftest import add, images

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 25  # of each route, as described and against the description


@pytest.mark.filterwarnings("ignore")
def test_no_request_makes_it_fail(serve, live):
    """Every route: no 5xx, and every answer is as the description says."""
    client = serve(limits={"store_bytes": 400_000_000, "image_s": 5.0})
    known = add(client, {"a.jpg": images()["a.jpg"]})
    schema = schemathesis.openapi.from_url(f"{live(client.app)}/openapi.json")
    routes = 0
    for operation in (result.ok() for result in schema.get_all_operations()):
        routes += 1
        for mode in GenerationMode:
            _fuzz(operation, mode, known)
    assert routes == 7
    assert client.get(f"/duplicates/{known}").status_code in (200, 404)


def _fuzz(operation, mode, known: str) -> None:
    cases = operation.as_strategy(generation_mode=mode)
    count = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case) -> None:
        nonlocal count
        count += 1
        if count % 2 and operation.method != "delete":
            for place in (case.path_parameters, case.query):
                if place and "request_id" in place:
                    place["request_id"] = known
        case.call_and_validate(checks=CHECKS)

    try:
        ask()
    except Unsatisfiable:  # a route without parameters has nothing that could be wrong
        assert mode is GenerationMode.NEGATIVE
