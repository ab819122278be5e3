"""Rows whose results have any fields say what the results say."""

from __future__ import annotations

import csv
import io
import json
from typing import Dict, List, Union

from hypothesis import given
from hypothesis import strategies as st

from huntpipe.splunk.cells import decode
from huntpipe.splunk.chunk import ChunkTransformer
from huntpipe.splunk.enrichment import OpenEnrichment

Result = Dict[str, Union[str, List[str], None]]
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=5) | st.sampled_from(
    ['"', '%s"', "%", "a,b", "$", ""]
)
RESULTS = st.lists(
    st.dictionaries(
        st.sampled_from(["always", "b", "c", "status", "é", "x y"]),
        TEXT | st.none() | st.lists(TEXT.filter(bool), min_size=2, max_size=3),
    ),
    min_size=1,
)


def body(events: List[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["a", "z", "__mv_a", "__mv_z"]])
    csv.writer(text, lineterminator="\n").writerows([event, "1", "", ""] for event in events)
    return text.getvalue().encode()


@given(RESULTS)
def test_every_row_has_its_own_fields_and_no_others(results: List[Result]) -> None:
    enrichment = OpenEnrichment(
        ("a",), ("always", "status"), lambda event: results[json.loads(event)[0]], "status"
    )
    events = [json.dumps([index]) for index in range(len(results))]
    reply, count = ChunkTransformer([enrichment], lambda *_: None)(body(events))
    rows = list(csv.DictReader(io.StringIO(reply.decode(), newline="")))
    assert count == len(rows) == len(results)
    names = dict.fromkeys(["a", "z", "always", "status", *(n for r in results for n in r)])
    for row, event, result in zip(rows, events, results):
        said = {name: decode(b"", row[f"__mv_{name}"].encode()) or row[name] for name in names}
        assert None not in row
        assert row.keys() == {column for name in names for column in (name, f"__mv_{name}")}
        assert said == {
            **dict.fromkeys(names, ""),
            **{name: value or "" for name, value in result.items()},
            "a": event,
            "z": "1",
        }


def test_fields_that_exist_in_a_later_chunk_only_by_its_results_are_replaced() -> None:
    enrichment = OpenEnrichment(("a",), ("status",), lambda event: {event: "new"}, "status")
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    header = b"a,z,__mv_a,__mv_z\n"
    for event, z in (("y", "old"), ("z", "new"), ("y", "old")):
        reply, _ = transformer(header + f"{event},old,,\n".encode())
        (row,) = csv.DictReader(io.StringIO(reply.decode()))
        assert row["z"] == z
