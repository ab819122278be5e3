"""Events of a known layout are read as the careful way reads them, or not at all."""

from __future__ import annotations

import json
from typing import Dict, List, Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.sysmon.fields import parse
from huntpipe.sysmon.layout import Layouts
from tests.shared import shared_data
from tests.unit.sysmon.writing import TAR, event_xml

EVENT = event_xml(TAR)
MARKED = {**TAR, "RuleName": "technique_id=T1,technique_name=A, B,phase_name=Some Phase"}
KNOWN = (
    EVENT,
    EVENT.replace("'", '"'),
    event_xml(MARKED),
    event_xml({**TAR, "RuleName": "-", "Hashes": "Unknown"}),
    event_xml({"UtcTime": "x", "Hash": "sha1=1,FOO=2,md5=3", "New": ""}, 15),
    event_xml({"UtcTime": "x", "RuleName": "rule"}, 77).replace("'>rule</Data>", "'/>"),
)
PIECES = (
    *("<Data Name='", "'>", "</Data>", "'/>", '"', '""', "'", "<", ">", "&", "&amp;", "&#34;"),
    *("&#13;", "&#61;", "&lol;", "\r\n", "\r", "\n", " ", "\xa0", "\x01", "\0", "<!--", "-->"),
    *("<![CDATA[", "]]>", "<?x ?>", "<Data>", "<Event>", "</EventData>", "</Event>", "<EventData>"),
    *("SystemTime=", "Name=", "Image", "RuleName", "Hashes", "_raw", "host", "MD5", "EventID"),
    *("é", "\ufeff", "=", ",", "-", "technique_id=", "phase_name=", "MD5=", "md5=", "A=", "\udcff"),
    *("<Data Name='Image'/>", "<Data Name='Version'>1</Data>", "<Data Name='New'>1</Data>"),
    *("<Data Name='SHA1'>1</Data>", "<Data Name='Hash'>SHA1=1</Data>", EVENT),
    "<Data Name='HashType'>SHA1</Data>",
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=6).map("".join)
edits = st.lists(
    st.tuples(st.integers(0, len(EVENT)), st.integers(0, 40), st.sampled_from(PIECES)), max_size=3
)


def known_layouts() -> Layouts:
    layouts = Layouts()
    for event in KNOWN:
        assert layouts.read(doubled(event)), event
    return layouts


def doubled(text: str) -> bytes:
    """Return text as it stands in a cell; lone surrogates stand for bytes that are no UTF-8."""
    return text.replace('"', '""').encode("utf-8", "surrogateescape")


def read(layouts: Layouts, cell: bytes) -> Dict[str, str] | None:
    excerpt = layouts.read(cell)
    if excerpt is None:
        return None
    names, values = excerpt
    assert len(set(names)) == len(names) == len(values)
    assert not any(value.replace(b'""', b"").count(b'"') for value in values)
    return {name: value.decode().replace('""', '"') for name, value in zip(names, values)}


def agrees(text: str) -> None:
    cell = doubled(text)
    careful = parse(cell.decode("utf-8", "replace").replace('""', '"'))
    for layouts in (Layouts(), known_layouts()):
        # The second time the event is read by the layout that it gave itself.
        for _ in range(2):
            assert read(layouts, cell) in (None, careful)


@given(st.sampled_from(KNOWN), edits)
def test_an_edited_event_is_read_alike(text: str, edits: List[Tuple[int, int, str]]) -> None:
    for start, length, replacement in edits:
        text = text[:start] + replacement + text[start + length :]
    agrees(text)


@given(st.sampled_from(KNOWN), st.sampled_from(["RuleName", "Image", "Hashes"]), texts)
def test_any_value_is_read_alike(text: str, name: str, value: str) -> None:
    start = text.find(f"Name='{name}'>") + len(f"Name='{name}'>")
    agrees(text[:start] + value + text[start:])


def with_value(name: str, *values: str) -> List[str]:
    return [event_xml({**TAR, name: "@"}).replace("@", value) for value in values]


@pytest.mark.parametrize(
    "events",
    [
        with_value(
            "RuleName",
            *("", "-", "rule", "a=b", "a=b=c", "=", "technique_id=T1", "technique_id=", " "),
            *("technique_id=T1,technique_name=A, B", "technique_id= T1", "technique_id=T1 "),
            *("technique_id=T1,technique_id=T2", "a=b,a=c", "technique_id&#61;T1", "é=b"),
            *("technique_id=T&#61;1", "technique_id=\xa0T1", "technique_id=T1,,phase_name=P"),
            *("technique_id=T1,x=technique_name=y", "a b=c", "technique_id=T1\r\n", "a&amp;b"),
            *("technique_id=T&amp;1", "technique_id=T&#44;technique_name&#61;1", "x&#13;y"),
        ),
        with_value(
            "Hashes",
            *("", "-", "Unknown", "MD5=1", "md5=1", "MD5=1,MD5=2", "MD5=1,md5=2", "MD5= 1"),
            *("MD5=1 ", "SHA1=1,MD5=2", "SHA1=1, MD5=2", "X=1", "X=1,MD5=2", "MD5=1=2", "MD5=é"),
            *("MD5=&#49;", "MD5&#61;1", "MD5=1&#44;SHA1=2", "MD5=1\r", ",MD5=1", "MD5=1,", "=1"),
        ),
        with_value(
            "CommandLine",
            *("", "a", '"', 'a "b" &amp; c', "&quot;", "a&#34;b&lt;", "\r", "x\r\ny", "\n", "\0"),
            *(
                "é",
                "\udcff",
                "\udced\udca0\udc80 &amp;",
                "&lol;",
                "]]>",
                "<![CDATA[<]]>",
                "<!--x-->",
            ),
            *("</Data><Data Name='New'>", "</Data><Data Name='host'>", "</Data><Data Name='_raw'>"),
            *("</Data><Data Name='Hash'>MD5=1", "</Data><Data Name='HashType'>MD5", "'/>"),
            *("</Data><Data Name='EventID'>1", "</Data><Data Name='Computer'>1", "<x>", "< "),
            *("</Data><Data Name='MD5'>1", "</Data><Data Name='Image'>1", "</Data><Data>1"),
            *("</Data><Data Name='technique_id'>1", "</Data><Data Name='New'/><Data Name='Other'>"),
        ),
        [
            EVENT.replace(place, value)
            for place in ("pc1.example.org", "Microsoft-Windows-Sysmon/Operational", "S-1-5-18")
            for value in ("", "a", " a", "a ", "a b", "a\tb", '"', "é", "\xa0a", "a&amp;b", "a<b")
        ],
        [
            event_xml({"UtcTime": "x", "Hash": "ABC", "HashType": "MD5"}),
            event_xml({"UtcTime": "x", "Hash": "ABC", "HashType": "SHA1"}),
            event_xml({"UtcTime": "x", "Hash": "MD5=1", "Hashes": ""}),
            event_xml({"UtcTime": "x", "Hash": "MD5=1", "Hashes": "MD5=2"}),
            event_xml({"UtcTime": "x", "Hash": "MD5=1", "Hashes": "SHA1=2"}),
            event_xml({"Version": "5", "State": "Started"}),
            EVENT.replace("Name='Microsoft-Windows-Sysmon'", "Name='Other'"),
            EVENT.replace("Microsoft-Windows-Sysmon", "Other"),
            EVENT.replace("Microsoft-Windows-Sysmon", "Linux-Sysmon"),
            EVENT.replace("<EventID>1<", "<EventID>999<"),
            EVENT + EVENT,
            EVENT + " ",
            EVENT[:-1],
        ],
    ],
    ids=["rule names", "hashes", "values", "system", "events"],
)
def test_what_one_event_teaches_holds_for_others(events: List[str]) -> None:
    cells = [doubled(event) for event in events]
    careful = [parse(cell.decode("utf-8", "replace").replace('""', '"')) for cell in cells]
    for first in cells:
        layouts = Layouts()
        layouts.read(first)
        for cell, fields in zip(cells, careful):
            assert read(layouts, cell) in (None, fields)


@given(texts)
def test_any_text_around_an_event_is_read_alike(text: str) -> None:
    agrees(text + EVENT)
    agrees(EVENT + text)


def test_cut_events_are_read_alike() -> None:
    for end in range(len(EVENT)):
        agrees(EVENT[:end])


@pytest.mark.parametrize(
    "value",
    [
        "",
        "tar",
        'say "x"',
        "a > b",
        "a &amp;&amp; b &lt; &quot;c&quot;",
        "x\r\ny",
        "é 漢",
        "\x01",
        "]]>",
    ],
)
def test_values_take_the_short_cut(value: str) -> None:
    layouts = known_layouts()
    for event in (EVENT, EVENT.replace("'", '"')):
        text = event.replace("archive.tar", value)
        assert read(layouts, doubled(text)) == parse(text)


def test_the_order_and_case_of_hashes_are_a_layout_of_their_own() -> None:
    layouts = known_layouts()
    for hashes in ("MD5=1", "sha1=1,Md5=2", "IMPHASH=3,SHA256=4", "SHA512=5", "", "-"):
        text = EVENT.replace(TAR["Hashes"], hashes)
        assert read(layouts, doubled(text)) == parse(text)


def test_real_events_take_the_short_cut() -> None:
    layouts = Layouts()
    for path in sorted(shared_data("sysmon/xml").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            fields = read(layouts, doubled(case["raw"]))
            # Of event 4 two fields are called Version.
            assert fields == (None if case["eid"] == 4 else parse(case["raw"]))
            assert case["eid"] == 4 or case["expect"].items() <= fields.items()  # type: ignore[union-attr]


def test_edge_cases_are_read_alike() -> None:
    for line in shared_data("sysmon/edge_cases.jsonl").read_text(encoding="utf-8").splitlines():
        agrees(json.loads(line)["raw"].replace("\ud800", ""))


def test_any_number_of_layouts_is_read_right() -> None:
    layouts = Layouts()
    for number in range(1100):
        text = event_xml({f"Name{number}": "x", "Image": "y"}, number % 7)
        assert read(layouts, doubled(text)) in (None, parse(text))
    assert read(layouts, doubled(text)) is None
    assert read(layouts, doubled(event_xml({"Name999": "x", "Image": "z"}, 999 % 7)))
    assert max(map(len, layouts._by_head.values())) <= 16  # each of them may be tried


def test_only_what_is_new_and_can_be_read_again_is_learnt() -> None:
    layouts = known_layouts()
    left = layouts._left
    for event in (
        *KNOWN,
        *KNOWN,
        event_xml({f"Name{number}": "x" for number in range(65)}),
        event_xml({**TAR, "RuleName": "a=b=c"}),
        EVENT + EVENT,
    ):
        layouts.read(doubled(event))
    assert layouts._left == left
