"""makemv, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/makemv
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ("a@x,b@y", 'delim="," f', ["a@x", "b@y"]),  # example 1
        ("1::2", 'delim=":" allowempty=true f', ["1", "", "2"]),  # example 2
        ("one,two,three", 'tokenizer="([^,]+),?" f', ["one", "two", "three"]),  # example 3
        ("a b  c", "f", ["a", "b", "c"]),  # delim: the default is a single space
        ("a--b-c", 'delim="--" f', ["a", "b-c"]),  # "The delimiter can be a multicharacter"
        ("a,,b", 'delim="," f', ["a", "b"]),  # allowempty: the default is false
        ("a,,b", 'delim="," allowempty=t f', ["a", "", "b"]),
        ("a,,b,", 'tokenizer="([^,]*)," f', ["a", "b"]),
        ("a,,b,", 'tokenizer="([^,]*)," allowempty=t f', ["a", "", "b"]),
        ("k1=v1;k2=v2", r'tokenizer="(\w+)=(\w+)" f', ["k1", "k2"]),  # "the first capturing group"
        ("alone", 'delim="," f', "alone"),
    ],
)
def test_examples_and_options(rows: Run, value: str, arguments: str, expected: object) -> None:
    (row,) = rows(f'| makeresults | eval f="{value}" | makemv {arguments}')
    assert row["f"] == expected


def test_rows_without_the_field_stay(rows: Run) -> None:
    assert rows('| makeresults | eval a="x" | fields a | fields - _time | makemv b') == [{"a": "x"}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("_raw", "internal fields"),  # "does not apply to internal fields"
        ('delim="," tokenizer="(.)" f', "not both"),
        ('tokenizer="." f', "needs a group"),
        ('tokenizer="(" f', "malformed"),
        ('delim="" f', "must not be empty"),
        ('delim="," setsv=true f', "setsv= is not supported"),
        (r'delim="\n" f', "a backslash in delim is not supported"),
    ],
)
def test_what_is_refused_before_any_event_is_read(
    engine: Engine, arguments: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | makemv {arguments}")


@pytest.mark.parametrize(
    "spl",
    [
        'eval f=split("a b,c", ",") | makemv f',  # the page converts a single value
        'eval f="" | makemv f',  # no value is left
        'eval f="a" | makemv tokenizer="(b)" f',
        'eval f="a,b" | makemv allowempty=t tokenizer="([^,]*),?" f',  # a match of nothing
        'eval f="a,b" | makemv tokenizer="(a)|b" f',
    ],
)
def test_what_only_the_data_shows_is_refused(rows: Run, spl: str) -> None:
    with pytest.raises(DataError):
        rows(f"| makeresults | {spl}")
