"""JSON functions, by their page in the Search Reference, and spath() of "Text functions".

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/json-functions
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

# The shape of the page's "cities": an array of cities with an array of bridges each.
CITIES = json.dumps(
    [
        {"name": "Rome", "Bridges": [{"name": "Milvio", "length": 136}, {"name": "Fabricio"}]},
        {"name": "Bonn", "Bridges": [{"name": "Kennedy", "length": 394}]},
    ]
)
OTHER = json.dumps(
    {"s": "x", "n": 12, "t": True, "z": None, "o": {"p.q": 1}, "e": [], "digits": "7"}
)


def literal(text: str) -> str:
    """Return a text as a string of the search language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # json_extract, examples 2 to 8.
        ("{1}", '{"name":"Bonn","Bridges":[{"name":"Kennedy","length":394}]}'),
        ("{}.name", '["Rome","Bonn"]'),
        (
            "{}.Bridges{}",
            '[{"name":"Milvio","length":136},{"name":"Fabricio"},{"name":"Kennedy","length":394}]',
        ),
        ("{}.Bridges{}.name", '["Milvio","Fabricio","Kennedy"]'),
        ("{1}.Bridges{0}", '{"name":"Kennedy","length":394}'),
        ("{1}.Bridges{0}.length", "394"),
        # "This can be a JSON array if the path leads to an array."
        ("{1}.Bridges", '[{"name":"Kennedy","length":394}]'),
        ("{7}", None),
        ("{0}.nosuch", None),
    ],
)
def test_json_extract_of_an_array(rows: Run, path: str, expected: object) -> None:
    (row,) = rows(f'| makeresults | eval c={literal(CITIES)} | eval v=json_extract(c, "{path}")')
    assert row.get("v") == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # json_extract, Usage: a string to a string, a null to a null.
        ('json_extract(o, "s")', "x"),
        ('json_extract(o, "n")+1', "13"),
        ('json_extract(o, "z")', None),
        ('json_extract(o, "s", "n", "t", "z")', '["x",12,true,null]'),
        (r'json_extract("\"text\"")', "text"),
        ('json_extract("null")', None),
        ('json_extract("12")', "12"),
        (r'json_extract("{ \"a\" : [ 1, \"b\" ] }")', '{"a":[1,"b"]}'),
        ('typeof(json_extract(o, "n"))', "Number"),
        ('typeof(json_extract(o, "digits"))', "String"),
        # "If a JSON object contains a value with a special character, such as a period,
        # json_extract can't access it."
        ('json_extract(o, "o.p.q")', None),
        ('json_extract("no JSON", "a")', None),
        ('json_extract(missing, "a")', None),
        # json_valid, Example.
        (r'if(json_valid("{ \"names\": [\"maria\", \"arun\"] }"), "true", "false")', "true"),
        ('if(json_valid("null"), "true", "false")', "true"),
        ('if(json_valid("NaN"), "true", "false")', "false"),
        (r'if(json_valid("{\"a\": 1"), "true", "false")', "false"),
        ('if(json_valid("{a: 1}"), "true", "false")', "false"),
        # spath(), Usage.
        ('spath(o, "s")', "x"),
        ('spath(o, "n")', "12"),
        ("spath(o, path)", "x"),
        (r'spath("{\"a\":[{\"b\":1},{\"b\":\"x\"}]}", "a{}.b")', ["1", "x"]),
        (r'spath("{\"a\":{\"b\":1}}", "a")', '{"b":1}'),
        ('spath(o, "nosuch")', None),
        ('spath(missing, "a")', None),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f'| makeresults | eval o={literal(OTHER)}, path="s" | eval v={expression}')
    assert row.get("v") == expected


@pytest.mark.parametrize(
    "expression",
    [
        'json_extract(o, "t")',  # a Boolean, which a field does not hold
        'json_extract(o, "{}")',  # example 1 contradicts the others
        'json_extract(o, "e{}")',  # no value: null or an empty array?
        r'json_extract("[{\"a\":1}]", "{}.a")',  # one value: an array of one or the value?
        'json_extract(o, "s", "nosuch")',
        r'json_extract("{\"a\":1.50}", "a")',  # a number that Splunk can print as 1.5
        r'json_extract("{\"a\":{\"b\":1e3}}", "a")',
        r'json_extract("{\"a\":{\"b\":\"\u00fc\"}}", "a")',
        r'json_extract("{\"a\":1,\"a\":2}", "a")',  # a key twice
        'spath("<a>1</a>", "a")',
        r'spath("{\"a\":1", "a")',
        'spath(o, "e")',  # an array without {}
        'spath(o, "o")',  # an object in JSON with spaces
        'spath(o, "s{}")',
        'spath(o, "o.p.q")',
        'spath(split("a,b", ","), "a")',  # "not supported on multivalue fields"
    ],
)
def test_what_only_the_data_shows_is_refused(rows: Run, expression: str) -> None:
    with pytest.raises(DataError):
        rows(f"| makeresults | eval o={literal(OTHER)} | eval v={expression}")


@pytest.mark.parametrize("path", ["a{@b}", "'a.b'.c", "a..b", "a.", "{}{a}", ""])
def test_paths_of_another_form_are_refused(engine: Engine, path: str) -> None:
    for function in ("spath", "json_extract"):
        with pytest.raises(UnsupportedError, match="the path"):
            engine.parse(f'| makeresults | eval v={function}(o, "{path}")')


@pytest.mark.parametrize(
    "name", ["json_object", "json_keys", "json_array_to_mv", "json_set", "json"]
)
def test_other_functions_are_refused_by_name(engine: Engine, name: str) -> None:
    with pytest.raises(SearchError, match="not supported by the preview"):
        engine.parse(f'| makeresults | eval v={name}("a", "b")')
