"""The output modes of search results, byte for byte readable by what reads splunkd's."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from tests.preview.rest_server import Server

SEARCH = '| makeresults | eval a="x,\\"y", b=split("1 2", " "), c="" | table a b c d'


@pytest.fixture(scope="module")
def service(server: Server) -> Any:
    return server.connect()


def results(service: Any, mode: str, path: str = "") -> str:
    request = service.jobs.export if path == "export" else service.jobs.oneshot
    return str(request(SEARCH, output_mode=mode).read().decode())


def test_json_leaves_null_out_and_keeps_empty_text_and_lists(service: Any) -> None:
    found = json.loads(results(service, "json"))
    assert found["results"] == [{"a": 'x,"y', "b": ["1", "2"], "c": ""}]
    assert [field["name"] for field in found["fields"]] == ["a", "b", "c", "d"]


def test_json_rows_have_null_in_place(service: Any) -> None:
    found = json.loads(results(service, "json_rows"))
    assert found["fields"] == ["a", "b", "c", "d"]
    assert found["rows"] == [['x,"y', ["1", "2"], "", None]]


def test_json_cols_have_one_list_a_field(service: Any) -> None:
    found = json.loads(results(service, "json_cols"))
    assert found["columns"] == [['x,"y'], [["1", "2"]], [""], [None]]


@pytest.mark.parametrize("path", ["", "export"])
def test_csv_joins_many_values_with_line_feeds(service: Any, path: str) -> None:
    found = list(csv.reader(io.StringIO(results(service, "csv", path))))
    assert found == [["a", "b", "c", "d"], ['x,"y', "1\n2", "", ""]]


@pytest.mark.parametrize("path", ["", "export"])
def test_xml_has_one_value_element_a_value(service: Any, path: str) -> None:
    root = ET.fromstring(results(service, "xml", path))  # noqa: S314 - our own server
    assert [name.text for name in root.iter("field") if name.text] == ["a", "b", "c", "d"]
    texts = {field.get("k"): [t.text for t in field.iter("text")] for field in root.iter("field")}
    assert texts["b"] == ["1", "2"]


def test_xml_has_the_raw_event_in_an_element_of_its_own(service: Any) -> None:
    # As recorded in the manual of Splunk's SDKs, "Sample output in different formats".
    search = '| makeresults | eval _raw="a  <b>" | table _raw'
    found = service.jobs.oneshot(search, output_mode="xml").read().decode()
    assert "<field k='_raw'><v xml:space='preserve' trunc='0'>a  &lt;b&gt;</v></field>" in (
        found.replace('"', "'")
    )


@pytest.mark.parametrize("mode", ["json_rows", "json_cols"])
def test_export_in_rows_and_columns_is_json_a_line(service: Any, mode: str) -> None:
    (line,) = results(service, mode, "export").splitlines()
    assert json.loads(line)["lastrow"] is True


def test_export_of_no_results_is_one_line(service: Any) -> None:
    stream = service.jobs.export("search index=none", output_mode="json")
    assert json.loads(stream.read()) == {"preview": False, "lastrow": True}


def test_control_characters_do_not_break_xml(service: Any) -> None:
    search = '| makeresults | eval a=urldecode("%01%3C") | table a'
    root = ET.fromstring(service.jobs.oneshot(search, output_mode="xml").read())  # noqa: S314
    assert [text.text for text in root.iter("text")] == ["\ufffd<"]


def test_unknown_mode_is_refused(service: Any) -> None:
    with pytest.raises(Exception, match="output mode"):
        results(service, "parquet")
