"""The short cut for Windows' own rendering never answers otherwise than the scanner."""

from __future__ import annotations

from typing import List, Tuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huntpipe.sysmon.event_xml import read_rendering
from huntpipe.sysmon.xml_scanner import scan_xml
from tests.unit.sysmon.writing import TAR, event_xml

EVENT = event_xml(TAR)
# What a rendering is made of, and what tells it apart from other XML.
PIECES = (
    *("<Data Name='", "'>", "</Data>", "'/>", '"', "'", "<", ">", "&", "&amp;", "&#13;", "&lol;"),
    *("\r\n", "\r", "\n", " ", "\x01", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "<Data>"),
    *("<Event>", "</EventData>", "</Event>", "<EventData>", "</System>", "<Computer>", "Name="),
    *(
        "Image",
        "_raw",
        "host",
        "é",
        "\ufeff",
        "<e:Data Name='Image'>x</e:Data>",
        "<Data Name='Image'/>",
    ),
)
edits = st.lists(
    st.tuples(
        st.integers(0, len(EVENT)),
        st.integers(0, 40),
        st.one_of(st.sampled_from(PIECES), st.text(max_size=8)),
    ),
    max_size=4,
)


@given(edits)
@example([])
@example([(EVENT.index("<EventData>") + 11, 0, "<Data Name='New'/>")])
def test_the_short_cut_agrees_with_the_scanner(edits: List[Tuple[int, int, str]]) -> None:
    text = EVENT
    for start, length, replacement in edits:
        text = text[:start] + replacement + text[start + length :]
    read = read_rendering(text)
    assert read is None or read == scan_xml(text)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_they_agree_on_any_value(pieces: List[str]) -> None:
    text = EVENT.replace("archive.tar", "".join(pieces))
    read = read_rendering(text)
    assert read is None or read == scan_xml(text)


@pytest.mark.parametrize("place", ["pc1.example.org", "S-1-5-18", "2026-01-02T03:04:05.6789012Z"])
@pytest.mark.parametrize("value", ["", " a", "a ", "a b", "a\tb", '"', "'", "é", "\xa0a", "a&lt;b"])
def test_they_agree_on_any_system_value(place: str, value: str) -> None:
    text = EVENT.replace(place, value)
    read = read_rendering(text)
    assert read is None or read == scan_xml(text)


@pytest.mark.parametrize("name", ["host", "_raw", "a", "é", "A-b", "", "Image"])
def test_they_agree_on_any_name(name: str) -> None:
    text = EVENT.replace("CommandLine", name)
    read = read_rendering(text)
    assert read is None or read == scan_xml(text)


def test_both_kinds_of_quotes_and_empty_elements_take_the_short_cut() -> None:
    for text in (
        EVENT,
        EVENT.replace("'", '"'),
        EVENT.replace("<EventData>", "<EventData><Data Name='Empty'/>"),
    ):
        assert read_rendering(text) == scan_xml(text) is not None
