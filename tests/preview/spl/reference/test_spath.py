"""spath, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/spath
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine

Found = dict[str, object]


def found(app: Path, raw: str, spath: str) -> Found:
    """Return the fields that the command adds to those of an event."""
    # Of another sourcetype's text nothing is extracted before.
    (app / "default/props.conf").write_text("[t]\nKV_MODE = none\n", encoding="utf-8")
    engine = engine_over(app, [{"_raw": raw}])
    (before,) = engine.search("index=main", now=NOW).rows
    (after,) = engine.search(f"index=main | {spath}", now=NOW).rows
    return {name: value for name, value in after.items() if before.get(name) != value}


@pytest.mark.parametrize(
    ("raw", "spath", "expected"),
    [
        # Basic examples 1 to 4.
        (
            '{"vendorProductSet": {"product": {"desc": "x"}}}',
            "spath output=myfield path=vendorProductSet.product.desc",
            {"myfield": "x"},
        ),
        (
            '{"server": {"name": "web1"}}',
            "spath output=myfield server.name",
            {"myfield": "web1"},
        ),
        (
            '{"vendorProductSet" : [1,2]}',
            "spath output=myfield path=vendorProductSet{1}",
            {"myfield": "2"},
        ),
        (
            '{"vendorProductSet": {"product": [{"desc" : 1}, {"locDesc" : 2}]}}',
            "spath output=myfield path=vendorProductSet.product{}.locDesc",
            {"myfield": "2"},
        ),
        # Extended example 1, with two commits.
        (
            '{"repository":{"url":"u"},"commits":[{"id":"1"},{"id":"2"}]}',
            "spath output=url path=repository.url | spath output=id path=commits{}.id",
            {"url": "u", "id": ["1", "2"]},
        ),
        # Extended example 3: no path extracts all fields.
        (
            '{"widget": {"text": [{"data": "Click", "size": 36}, {"data": "Help", "size": 38}]}}',
            "spath",
            {"widget.text{}.data": ["Click", "Help"], "widget.text{}.size": ["36", "38"]},
        ),
        # output: "the value for the path argument becomes the field name".
        ('{"server":{"name":"web1"}}', "spath server.name", {"server.name": "web1"}),
        # "JSON uses zero-based indexing": {3} is the fourth.
        ('{"a":[1,2,3,4]}', "spath output=v path=a{3}", {"v": "4"}),
        ('{"a":[1]}', "spath output=v path=a{3}", {}),
        ('{"a":1}', "spath output=v path=b", {}),
        ('{"a":{"b":"c"}}', "spath output=v path=a", {"v": '{"b":"c"}'}),
        ("Aug 20 no JSON here", "spath", {}),
        (
            '{"a":1,"b":{"c":"x"}}',
            "eval j=_raw | spath input=j",
            {"j": '{"a":1,"b":{"c":"x"}}', "a": "1", "b.c": "x"},
        ),
    ],
)
def test_examples(app: Path, raw: str, spath: str, expected: Found) -> None:
    assert found(app, raw, spath) == expected


@pytest.mark.parametrize(
    ("raw", "spath"),
    [
        ('{"a":"' + "x" * 5000 + '"}', "spath"),  # "the first 5,000 characters"
        ("<a>1</a>", "spath"),
        ("<a>1</a>", "spath output=v path=a"),
        ('{"a":[1,]}', "spath"),  # "ensure that the JSON data is well-formed"
        ("{'a':1}", "spath output=v path=a"),
        ('{"a":1}', "spath output=v path=a{}"),  # "has to refer to an array"
        ('{"a":1}', "spath output=v path=a{0}"),
        ('{"a":[1,2]}', "spath output=v path=a"),
        ('{"a": {"b": 1}}', "spath output=v path=a"),
        ('{"host":"other"}', "spath"),  # the event has a host
        ('{"a":1}', "eval v=2 | spath output=v path=b"),
        ('{"a":1}', 'eval j=split("1,2", ",") | spath input=j'),
        ('{"a":1,"a":2}', "spath"),
    ],
)
def test_what_only_the_data_shows_is_refused(app: Path, raw: str, spath: str) -> None:
    with pytest.raises(DataError):
        found(app, raw, spath)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("path=purchases.book.title{@yearPublished}", "the path"),  # basic example 5, XML
        ("path=a{b}", "the path"),
        ("output=v", "output needs a path"),
        ("a b", "not expected"),
        ("a xpath=b", "xpath= is not supported"),
    ],
)
def test_what_is_refused_before_any_event_is_read(
    engine: Engine, arguments: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | spath {arguments}")
