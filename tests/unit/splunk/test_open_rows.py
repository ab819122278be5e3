"""Rows whose results have any fields say what the results say."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Dict, List, Optional, Tuple, Union

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.splunk.cells import decode, multivalue_text, quote
from huntpipe.splunk.chunk import ChunkTransformer
from huntpipe.splunk.enrichment import OpenEnrichment
from huntpipe.splunk.open_rows import write_result

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import WrittenResult

Field = Union[str, List[str], None]
Fields = Dict[str, Field]
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=5) | st.sampled_from(
    ['"', "%s", "%b", "a,b", "$", "\r\n", ""]
)
VALUES = TEXT | st.none() | st.lists(TEXT.filter(bool), min_size=2, max_size=3)
RESULTS = st.dictionaries(st.sampled_from(["always", "b", "c", "status", "é", "x y"]), VALUES)
HEADERS = st.permutations(["a", "z", "b", "status", "é", "other"]).flatmap(
    lambda names: st.integers(2, 6).map(lambda size: ["a", *(n for n in names[:size] if n != "a")])
)


def body(header: List[str], events: List[Fields]) -> bytes:
    """Write events as splunkd does, every multivalue column behind the plain ones."""
    rows: List[List[str]] = [[*header, *(f"__mv_{name}" for name in header)]]
    for event in events:
        values = [event.get(name) or "" for name in header]
        plain = ["\n".join(v) if isinstance(v, list) else v for v in values]
        rows.append([*plain, *(multivalue_text(v) if isinstance(v, list) else "" for v in values)])
    return "".join(",".join(map(quote, row)) + "\n" for row in rows).encode()


def said(row: Dict[str, str], field: str) -> Field:
    return decode(b"", row[f"__mv_{field}"].encode()) or row[field]


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("prefix", ["", "p_", "__"])
@given(HEADERS, st.lists(st.tuples(RESULTS, RESULTS, st.booleans()), min_size=1))
def test_an_event_has_its_own_fields_and_those_of_its_result(
    overwrite: bool, prefix: str, header: List[str], cases: List[Tuple[Fields, Fields, bool]]
) -> None:
    events = [{**event, "a": json.dumps([n])} for n, (event, _, _) in enumerate(cases)]

    def excerpt(text: bytes) -> Optional[WrittenResult]:
        (number,) = json.loads(text)
        return write_result(cases[number][1]) if cases[number][2] else None

    enrichment = OpenEnrichment(
        inputs=("a",),
        outputs=("always", "status"),
        function=lambda event: cases[json.loads(event)[0]][1],
        status="status",
        overwrite=overwrite,
        prefix=prefix,
        excerpt=excerpt,
    )
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    for _ in range(2):  # in the second chunk the columns are known
        reply, count = transformer(body(header, events))
        rows = list(csv.DictReader(io.StringIO(b"".join(reply).decode(), newline="")))
        assert count == len(rows) == len(cases)
        names = dict.fromkeys(
            [
                *header,
                *(prefix + n for n in ("always", "status", *(n for c in cases for n in c[1]))),
            ]
        )
        for row, event, (_, result, _) in zip(rows, events, cases):
            assert None not in row
            assert row.keys() == {column for name in names for column in (name, f"__mv_{name}")}
            expected = {name: event.get(name, "") if name in header else "" for name in names}
            for name, value in result.items():
                if overwrite or not expected[prefix + name]:
                    expected[prefix + name] = value
            assert {n: said(row, n) for n in names} == {n: v or "" for n, v in expected.items()}


def test_where_an_excerpt_raises_the_function_answers() -> None:
    def excerpt(text: bytes) -> WrittenResult:
        if text == b"bad":
            raise LookupError(text)
        return ("status",), (b"copied",)

    enrichment = OpenEnrichment(
        ("a",), ("status",), lambda _: {"status": "read"}, "status", excerpt=excerpt
    )
    reply, _ = ChunkTransformer([enrichment], lambda *_: None)(b"a,__mv_a\nx,\nbad,\ny,\n")
    rows = csv.DictReader(io.StringIO(b"".join(reply).decode()))
    assert [row["status"] for row in rows] == ["copied", "read", "copied"]


def test_results_are_written_once_for_an_excerpt_and_once_for_the_rest() -> None:
    calls: List[str] = []

    def function(event: str) -> Dict[str, str]:
        calls.append(event)
        return {"status": "read"}

    enrichment = OpenEnrichment(
        ("a",),
        ("status",),
        function,
        "status",
        excerpt=lambda text: (("status",), (b"copied",)) if text == b"x" else None,
    )
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    reply, _ = transformer(b'a,__mv_a\nx,\n"x",\ny,\ny,\nx,$x$;$y$\n')
    rows = csv.DictReader(io.StringIO(b"".join(reply).decode()))
    assert [row["status"] for row in rows] == ["copied", "copied", "read", "read", "read"]
    assert calls == ["y", ["x", "y"]]


def test_fields_without_end_do_not_add_up() -> None:
    enrichment = OpenEnrichment(("a",), ("status",), lambda event: {event: "1"}, "status")
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    for chunk in range(10):
        reply, _ = transformer(b"a\n" + b"".join(b"n%d_%d\n" % (chunk, n) for n in range(200)))
        assert b"".join(reply).split(b"\n", 1)[0].count(b",") < 2000


def test_fields_that_exist_in_a_later_chunk_only_by_its_results_are_replaced() -> None:
    enrichment = OpenEnrichment(("a",), ("status",), lambda event: {event: "new"}, "status")
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    header = b"a,z,__mv_a,__mv_z\n"
    for event, z in (("y", "old"), ("z", "new"), ("y", "old")):
        reply, _ = transformer(header + f"{event},old,,\n".encode())
        (row,) = csv.DictReader(io.StringIO(b"".join(reply).decode()))
        assert row["z"] == z


def test_a_field_whose_column_is_met_late_leaves_the_rows_before_it_alone() -> None:
    def function(event: str) -> Dict[str, str]:
        if event == "boom":
            raise ValueError
        if event[0] in "yz":
            return {"status": "ok", event[0]: "new"}
        return {"status": "ok", **({"added": "1"} if event[0] == "x" else {})}

    reports: List[Tuple[str, str, int]] = []
    enrichment = OpenEnrichment(("a",), ("status",), function, "status")
    transformer = ChunkTransformer([enrichment], lambda *report: reports.append(report))
    events = [
        *(f"x{n}" for n in range(40_000)),
        "y",
        "boom",
        "z",
        *(f"x{n}" for n in range(40_000)),
    ]
    cells = "".join(f"{event},old y,old z,,,\n" for event in events)
    reply, count = transformer(f"a,y,z,__mv_a,__mv_y,__mv_z\n{cells}".encode())
    rows = list(csv.DictReader(io.StringIO(b"".join(reply).decode())))
    assert count == len(rows) == len(events)
    for event, row in zip(events, rows):
        assert (row["a"], row["y"], row["z"], row["status"]) == (
            event,
            "new" if event == "y" else "old y",
            "new" if event == "z" else "old z",
            "error" if event == "boom" else "ok",
        )
        assert row["added"] == ("1" if event[0] == "x" else "")
    ((kind, _, number),) = reports
    assert (kind, number) == ("ValueError", 1)


def test_rows_before_a_new_field_get_its_columns() -> None:
    def function(event: str) -> Dict[str, Field]:
        return {"status": "ok", **({event: [event, "2"]} if event.startswith("new") else {})}

    enrichment = OpenEnrichment(("a",), ("status",), function, "status")
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    others = [f'x\n"{n}' for n in range(20_000)]
    events = [*others, "new1", *others, "new2", *others]
    for newline in ("\n", "\r\n"):
        cells = "".join(f"{quote(event)},{newline}" for event in events)
        reply, count = transformer(f"a,__mv_a{newline}{cells}".encode())
        text = b"".join(reply).decode()
        assert text.endswith(newline)
        assert len(set(map(len, csv.reader(io.StringIO(text, newline=""))))) == 1
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert count == len(rows) == len(events)
        for row, event in zip(rows, events):
            assert (row["a"], row["status"]) == (event, "ok")
            assert (None in row, None in row.values()) == (False, False)
            for name in ("new1", "new2"):
                assert said(row, name) == ([name, "2"] if event == name else "")


def test_a_quoted_empty_cell_is_no_value() -> None:
    enrichment = OpenEnrichment(
        ("a",), ("status",), lambda _: {"status": "new", "b": "new"}, "status", overwrite=False
    )
    reply, _ = ChunkTransformer([enrichment], lambda *_: None)(b'a,b\nx,""\nx,old\nx,\n')
    rows = csv.DictReader(io.StringIO(b"".join(reply).decode()))
    assert [row["b"] for row in rows] == ["new", "old", "new"]
