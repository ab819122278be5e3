"""What becomes of the body of a chunk, in process."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING, Any

import pytest

from huntpipe.splunk.chunk import ChunkTransformer
from huntpipe.splunk.enrichment import Enrichment, OpenEnrichment
from huntpipe.splunk.errors import IrregularRowsError

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Value

Reports = list[tuple[str, str, int]]


def upper(value: Value) -> list[Value]:
    if value == "boom":
        raise KeyError("{braces} and é")
    if isinstance(value, list):
        return [[item.upper() for item in value], "list"]
    return [(value or "").upper(), "none" if value is None else "text"]


UPPER = Enrichment(("a",), ("out", "status"), upper, "status")


def transform(body: bytes, *enrichments: Any, reports: Reports | None = None) -> bytes:
    def report(kind: str, message: str, count: int) -> None:
        if reports is not None:
            reports.append((kind, message, count))

    return b"".join(ChunkTransformer(enrichments or (UPPER,), report)(body)[0])


def records(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def test_a_bad_event_among_many_is_reported_and_costs_no_other_its_fields() -> None:
    in_bulk = Enrichment(
        ("a",), ("out", "status"), upper, "status", many=lambda many: [upper(*v) for v in many]
    )
    body = b"a,__mv_a\nx,\nboom,\ny,\n"
    bulk: Reports = []
    alone: Reports = []
    reply = transform(body, in_bulk, reports=bulk)
    assert reply == transform(body, UPPER, reports=alone)
    assert [row["out"] for row in records(reply)] == ["X", "", "Y"]
    assert bulk == alone
    assert [count for _, _, count in bulk] == [1]


def test_what_is_worked_out_together_is_not_worked_out_alone() -> None:
    def never(_: Value) -> list[Value]:
        raise AssertionError

    in_bulk = Enrichment(
        ("a",), ("out", "status"), never, "status", many=lambda many: [upper(*v) for v in many]
    )
    for body in (b"a,__mv_a\nx,\ny,\nx,\n", b"a,b\nx,1\ny,2\n"):
        assert transform(body, in_bulk) == transform(body, UPPER)


def test_columns_are_appended_and_rows_stay_the_same_bytes() -> None:
    rows = [b'1,"x,""y""",,', b'"two\nlines",\xff\xfe,,']
    reply = transform(b"a,b,__mv_a,__mv_b\n" + b"\n".join(rows) + b"\n")
    assert reply.startswith(b"a,b,__mv_a,__mv_b,")
    for row in rows:
        assert row in reply


def test_an_existing_output_column_is_replaced_in_its_place() -> None:
    reply = transform(b"out,a,_chunked_idx,__mv_out,__mv_a,__mv__chunked_idx\nold,x,7,$o$;$l$,,\n")
    assert reply == (
        b'out,a,_chunked_idx,__mv_out,__mv_a,__mv__chunked_idx,"status","__mv_status"\n'
        b'"X",x,7,,,,"text",\n'
    )


def test_an_output_may_have_the_name_of_its_input() -> None:
    same = Enrichment(("a",), ("a", "status"), upper, "status")
    assert records(transform(b"a,__mv_a\nx,\n", same))[0]["a"] == "X"


def test_multivalue_goes_in_and_out() -> None:
    (event,) = records(transform(b'a,__mv_a\n"x\ny$",$x$;$y$$$\n'))
    assert event["out"] == "X\nY$"
    assert event["__mv_out"] == "$X$;$Y$$$"
    assert event["status"] == "list"


def test_a_multivalue_cell_that_is_no_list_leaves_the_plain_value() -> None:
    (event,) = records(transform(b"a,__mv_a\nx,garbage\n"))
    assert (event["out"], event["__mv_a"]) == ("X", "garbage")


def test_a_missing_input_column_is_none() -> None:
    assert records(transform(b"b\n1\n"))[0]["status"] == "none"


def test_a_function_that_raises_marks_its_events_and_is_reported_with_their_number() -> None:
    reports: Reports = []
    events = records(transform(b"a\nboom\nfine\nboom\n", reports=reports))
    assert [event["status"] for event in events] == ["error", "text", "error"]
    ((kind, message, count),) = reports
    assert (kind, count) == ("KeyError", 2)
    assert "{braces}" in message


def test_each_distinct_input_is_computed_once() -> None:
    calls: list[Value] = []

    def count(value: Value) -> list[Value]:
        calls.append(value)
        return [value]

    enrichment = Enrichment(("a",), ("out",), count, "out")
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    for _ in range(3):
        transformer(b"a,b\n1,1\n1,2\n2,3\n")
    assert calls == ["1", "2"]


def test_what_is_remembered_is_bounded() -> None:
    enrichment = Enrichment(("a",), ("out",), lambda value: [value], "out")
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    held = []
    for chunk in range(12):
        transformer(b"a\n" + b"".join(b"%d%s\n" % (n, b"x" * 500_000) for n in (chunk, -chunk)))
        engine: Any = transformer._engine  # the memo has no public face
        held.append(len(engine._rendered))
    assert max(held) < 24


def test_unknown_inputs_of_a_chunk_are_resolved_together() -> None:
    asked: list[list[tuple[Value, ...]]] = []
    enrichment = Enrichment(("a",), ("out",), lambda value: [value], "out", resolve=asked.append)
    transformer = ChunkTransformer([enrichment], lambda *_: None)
    transformer(b"a\n1\n2\n1\n")
    transformer(b"a\n2\n3\n")
    transformer(b"a\n3\n")
    assert asked == [[("1",), ("2",)], [("3",)]]


def test_what_a_glance_answers_is_not_decoded() -> None:
    def glance(cells: list[bytes]) -> dict[bytes, list[Value]]:
        return {cell: ["at a glance"] for cell in cells if cell == b'"a ""b"""'}

    enrichment = Enrichment(("a",), ("out",), lambda value: [value], "out", glance=glance)
    body = b'a,__mv_a\n"a ""b""",\nc,\n"a ""b""",\n'
    assert [event["out"] for event in records(transform(body, enrichment))] == [
        "at a glance",
        "c",
        "at a glance",
    ]


def test_where_a_glance_raises_the_function_answers() -> None:
    def glance(cells: list[bytes]) -> dict[bytes, list[Value]]:
        raise LookupError(cells)

    enrichment = Enrichment(("a",), ("out",), lambda value: [value], "out", glance=glance)
    assert [event["out"] for event in records(transform(b"a,__mv_a\nb,\n", enrichment))] == ["b"]


def test_several_enrichments_keep_their_fields_apart() -> None:
    other = Enrichment(("b",), ("b_out", "b_status"), upper, "b_status")
    (event,) = records(transform(b"a,b\nx,y\n", UPPER, other))
    assert (event["out"], event["b_out"]) == ("X", "Y")


@pytest.mark.parametrize("body", [b"", b"a,__mv_a\n", b"a,__mv_a", b"a\n", b"a"])
def test_no_events_give_an_empty_body(body: bytes) -> None:
    assert transform(body) == b""


def test_rows_that_splunkd_would_not_write_are_read_as_csv() -> None:
    events = records(transform(b'a,b\r\nx"y,1\n"q"r,2\nshort\n'))
    assert [event["a"] for event in events] == ['x"y', "qr", "short"]
    assert [event["out"] for event in events] == ['X"Y', "QR", "SHORT"]


def test_bytes_that_are_not_utf8_survive_the_detour() -> None:
    assert b"\xff\x00\xc3" in transform(b'a,b\nx"y,\xff\x00\xc3\n')


@pytest.mark.parametrize("body", [b"a,b\n1,2,3\n", b"a,b\n1,2\nx,y\rz\n"])
def test_rows_that_do_not_fit_are_refused(body: bytes) -> None:
    with pytest.raises(IrregularRowsError, match="chunk"):
        transform(body)


def test_rows_longer_than_a_slab_and_many_slabs_come_back_whole() -> None:
    draw = random.Random(1)
    rows = [b'"%s","%s\n""%s"' % (b"k", b"x" * draw.choice((5, 9_000, 700_000)), b"y" * 9)] * 3
    rows += [b"v%d,%d" % (n, n) for n in range(60_000)]
    draw.shuffle(rows)
    reply = transform(b"a,b\n" + b"\n".join(rows) + b"\n").split(b"\n", 1)[1]
    for row in rows:
        assert reply.startswith(row)
        reply = reply[reply.index(b'"text",\n', len(row)) + 8 :]
    assert reply == b""


def test_the_row_that_does_not_fit_is_named_by_its_number() -> None:
    body = b"a,b\n" + b"1,2\n" * 150_000 + b"1,2,3\n"
    with pytest.raises(IrregularRowsError, match="row 150001 "):
        transform(body)


def test_line_ends_follow_the_header() -> None:
    assert transform(b"a\r\nx\r\n").endswith(b'x,"X",,"text",\r\n')


def test_lone_surrogates_become_replacement_characters() -> None:
    broken = Enrichment(("a",), ("out",), lambda _: ["\ud800x"], "out")
    assert records(transform(b"a\n1\n", broken))[0]["out"] == "\ufffdx"


def sysmonlike(value: Value) -> dict[str, Value]:
    if value == "boom":
        raise ValueError("no")
    return {"status": "ok", **dict(pair.split("=", 1) for pair in str(value).split())}


def open_enrichment(*, overwrite: bool = True) -> OpenEnrichment:
    return OpenEnrichment(("a",), ("status",), sysmonlike, "status", overwrite)


def test_an_open_header_is_the_union_over_the_chunk() -> None:
    events = records(transform(b"a,b\np=1,x\nq=2,y\nboom,z\n", open_enrichment()))
    assert [(e["p"], e["q"], e["status"], e["b"]) for e in events] == [
        ("1", "", "ok", "x"),
        ("", "2", "ok", "y"),
        ("", "", "error", "z"),
    ]


@pytest.mark.parametrize(("overwrite", "expected"), [(True, "new"), (False, "old")])
def test_an_open_field_that_exists_is_overwritten_only_if_asked(
    overwrite: bool, expected: str
) -> None:
    body = b"a,p,__mv_p\np=new,old,\nq=2,kept,$k$;$ept$\np=new,,\n"
    events = records(transform(body, open_enrichment(overwrite=overwrite)))
    assert [e["p"] for e in events] == [expected, "kept", "new"]
    assert events[1]["__mv_p"] == "$k$;$ept$"
