"""Event XML in every writing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Dict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.sysmon.xml_scanner import scan_xml
from tests.unit.sysmon.writing import TAR, event_xml

if TYPE_CHECKING:
    from huntpipe.sysmon.event import Event

EVENT = event_xml(TAR)
COMMAND = "tar.exe -cf archive.tar C:\\Users\\anna\\Documents"
XML_CHARACTERS = st.characters(
    exclude_categories=("Cs",), exclude_characters="\ufffe\uffff\x7f", min_codepoint=0x20
) | st.sampled_from("\t\n\r")


def scan(text: str) -> Event:
    event = scan_xml(text)
    assert event is not None
    return event


def command_line(written: str) -> str:
    return scan(EVENT.replace(COMMAND, written)).data["CommandLine"]


@given(st.dictionaries(st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True), st.text(XML_CHARACTERS)))
def test_well_formed_events_are_read_as_an_xml_parser_reads_them(data: Dict[str, str]) -> None:
    text = event_xml(data)
    namespace = "{http://schemas.microsoft.com/win/2004/08/events/event}"
    expected = {
        element.get("Name"): element.text or ""
        for element in ET.fromstring(text).iter(f"{namespace}Data")  # noqa: S314 - our own text
    }
    assert scan(text).data == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a &lt;b&gt; &amp;&amp; &quot;c&quot; &apos;d&apos;", "a <b> && \"c\" 'd'"),
        ("&#34;&#x22;&#0034;&#x1F600;", '"""\U0001f600'),
        ("&amp;lt;", "&lt;"),
        ("<![CDATA[a<b & c &amp; ]]]]><![CDATA[>]]>", "a<b & c &amp; ]]>"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one&#13;&#10;two", "one\r\ntwo"),
        ("a<!-- no --->b<?pi no?>c", "abc"),
        ("", ""),
    ],
)
def test_values_are_decoded_as_xml_says(written: str, read: str) -> None:
    assert command_line(written) == read


@pytest.mark.parametrize(
    "written",
    ["&lol;", "&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "a & b", "x &amp y", "&", "\x01"],
)
def test_what_xml_does_not_allow_stays_as_written(written: str) -> None:
    assert command_line(written) == written


def test_unescaped_markup_in_a_value_is_text() -> None:
    assert command_line("type <in.txt >out.txt </b> 1<2") == "type <in.txt >out.txt </b> 1<2"


@pytest.mark.parametrize(
    "text",
    [
        EVENT.replace("'", '"'),
        "\ufeff<?xml version='1.0' encoding='utf-8'?>\n" + EVENT,
        EVENT.replace("><", ">\n  <"),
        EVENT.replace("<Data Name=", "<Data  Type='x'\n Name = "),
        EVENT.replace("</", "</e:").replace("<", "<e:").replace("<e:/e:", "</e:"),
        f"<Events>{EVENT}</Events>",
        EVENT.replace("<EventData>", "<!-- <EventData> --><EventData>"),
        EVENT.replace("</EventData>", "</EventData><RenderingInfo><EventID>9</EventID><Message>"
                      "Image: x</Message><Data Name='Image'>x</Data></RenderingInfo>"),
        '<!DOCTYPE Event [<!ENTITY x "<Event><Data Name=\'Image\'>no</Data></Event>">]>' + EVENT,
    ],
)  # fmt: skip
def test_the_writing_of_the_markup_does_not_matter(text: str) -> None:
    assert scan(text) == scan(EVENT)
    assert scan(text).data == TAR


def test_elements_without_text_are_empty_values() -> None:
    event = scan(EVENT.replace("<Data Name='Image'>", "<Data Name='A'/><Data Name=\"B\" ></Data>"
                                                      "<Data Name='Image'>"))  # fmt: skip
    assert event.data == {**TAR, "A": "", "B": ""}


def test_every_cut_keeps_exactly_the_closed_values() -> None:
    names = list(TAR)
    for end in range(EVENT.index("<EventData>"), len(EVENT)):
        event = scan(EVENT[:end])
        closed = EVENT[:end].count("</Data>")
        assert event.data == {name: TAR[name] for name in names[:closed]}
        assert not event.complete


def test_declared_entities_are_neither_fetched_nor_expanded() -> None:
    declared = (
        '<!DOCTYPE x [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    event = scan(declared + EVENT.replace(COMMAND, "&b;&f;"))
    assert event.data["CommandLine"] == "&b;&f;"


def test_a_value_cut_by_another_event_is_dropped() -> None:
    event = scan(EVENT[: EVENT.index("archive.tar")] + event_xml({"Image": "other"}))
    assert "CommandLine" not in event.data
    assert event.data["Image"] == TAR["Image"]
    assert not event.complete


def test_names_of_splunk_itself_are_not_taken() -> None:
    written = event_xml({"_raw": "x", "host": "y", "hosts": "z"})
    assert scan(written).data == {"data_raw": "x", "data_host": "y", "hosts": "z"}


@pytest.mark.parametrize("provider", ["Linux-Sysmon", "Microsoft-Windows-Sysmon"])
def test_provider_or_channel_tell_a_sysmon_event(provider: str) -> None:
    by_provider = EVENT.replace("Microsoft-Windows-Sysmon", provider)
    assert scan_xml(by_provider.replace(f"{provider}/Operational", "ForwardedEvents"))
    assert scan_xml(by_provider.replace(f"Name='{provider}'", "Name=''"))
    assert scan_xml(EVENT.replace("Microsoft-Windows-Sysmon", "Microsoft-Windows-Other")) is None


def test_sysmon_for_linux_is_read() -> None:
    linux = EVENT.replace("'", '"').replace("Microsoft-Windows-Sysmon", "Linux-Sysmon")
    event = scan("Jan  2 03:04:05 pc1 sysmon: " + linux.replace("UserID=", "UserId="))
    assert event == scan(EVENT.replace("Microsoft-Windows-Sysmon", "Linux-Sysmon"))
    assert event.system["System_UserID"] == "S-1-5-18"


@pytest.mark.parametrize(
    "flood", ["<", "<!--", "<!", "<![CDATA[", "<?", "<Data ", "<Data Name='", "&", "</Data>", "<a "]
)
def test_hostile_text_is_worked_through(flood: str) -> None:
    event = scan(EVENT.replace(COMMAND, flood * 50_000))
    assert event.data["Image"] == TAR["Image"]


ENDED = {
    "RuleName": "-",
    "UtcTime": "2026-01-02 03:04:05.678",
    "ProcessGuid": "{1}",
    "ProcessId": "5",
    "Image": "C:\\a.exe",
    "User": "",
}
UNNAMED = re.sub(r" Name='(?!Micro)\w+'", "", event_xml(ENDED, 5)).replace(
    "<Data></Data>", "<Data/>"
)


def test_values_without_names_get_those_of_the_schema() -> None:
    assert "<Data>C:\\a.exe</Data><Data/>" in UNNAMED
    event = scan(UNNAMED)
    assert (event.data, event.complete) == (ENDED, True)


def test_values_without_names_that_fit_no_schema_are_left_out_and_missed() -> None:
    for text in (
        UNNAMED.replace("<Data/>", "<Data/><Data/>"),
        UNNAMED.replace("<Data>5</Data>", ""),
        UNNAMED.replace("<EventID>5", "<EventID>99"),
    ):
        event = scan(text)
        assert (event.data, event.complete) == ({}, False)
        assert event.system["Computer"] == "pc1.example.org"


def test_values_without_names_beside_others_are_left_out_and_missed() -> None:
    event = scan(event_xml(TAR).replace("<EventData>", "<EventData><Data>more</Data>"))
    assert (event.data, event.complete) == (TAR, False)


def test_values_without_names_that_were_cut_are_left_out() -> None:
    for end in range(UNNAMED.index("<EventData>"), len(UNNAMED)):
        event = scan(UNNAMED[:end])
        assert (event.data, event.complete) == ({}, False)
