"""foreach, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/foreach
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("made", "foreach", "expected"),
    [
        # Usage, nonalphanumeric characters.
        (
            "myfield_1 = 5, myfield_2 = 10",
            "myfield_* [eval <<FIELD>> = '<<FIELD>>' + <<MATCHSTR>>]",
            {"myfield_1": "6", "myfield_2": "12"},
        ),
        # Example 1, a row with every field.
        ("total=0, www1=1000, www2=500", "www* [eval total=total + <<FIELD>>]", {"total": "1500"}),
        # Example 2.
        (
            "total=0, test1=1, test2=2, test3=3",
            "test* [eval total=total + <<FIELD>>]",
            {"total": "6"},
        ),
        # Example 3: fields that are not there yet.
        (
            "a=1",
            'name price category [eval <<FIELD>> = "<<FIELD>>"]',
            {"name": "name", "price": "price", "category": "category"},
        ),
        # Example 4.
        ("a_b=2048", "a_* [eval <<FIELD>>='<<FIELD>>'/1024]", {"a_b": "2"}),
        # Example 5.
        (
            "test1 = 5, test2 = 10",
            "test* [eval <<FIELD>> = <<FIELD>> + <<MATCHSTR>>]",
            {"test1": "6", "test2": "12"},
        ),
        # Example 6.
        (
            "test1ab2=5, test2ab3=10",
            "test*ab* fieldstr=MYFIELD matchseg1=SEG1 matchseg2=SEG2 "
            "[eval MYFIELD = MYFIELD + SEG1 + SEG2]",
            {"test1ab2": "8", "test2ab3": "15"},
        ),
        ("test8=1", "test* fieldstr=MYFIELD [eval total=MYFIELD + 1]", {"total": "2"}),
        ('"a b"=1', "a* [eval \"new_<<FIELD>>\"='<<FIELD>>'+1]", {"new_a b": "2"}),
        ("a_x=1, b_x=2", "a_* b_* mode=multifield [eval n=<<FIELD>> + 1]", {"n": "3"}),
        ("a_x=1", "a_* [eval b=<<FIELD>> | eval c=b+1]", {"b": "1", "c": "2"}),
    ],
)
def test_examples(rows: Run, made: str, foreach: str, expected: dict[str, str]) -> None:
    (row,) = rows(f"| makeresults | eval {made} | foreach {foreach}")
    assert {name: row.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("foreach", "kind", "message"),
    [
        ("mode=multivalue a [eval b=<<ITEM>>]", UnsupportedError, "mode=multivalue"),
        ("mode=json_array a [eval b=<<ITEM>>]", UnsupportedError, "mode=json_array"),
        ("a* itemstr=X [eval b=X]", UnsupportedError, "itemstr="),
        ("a* [stats count]", SearchError, "eval only"),
        ("a*", SearchError, "square brackets"),
        ("[eval b=1]", SearchError, "at least one field"),
        ("a* [eval b=<<ITEM>>]", SearchError, "no documented value"),
        ("a [eval b=<<MATCHSTR>>]", SearchError, "no documented value"),
        ("a*b* [eval b=<<MATCHSTR>>]", SearchError, "no documented value"),
        ("a* [eval b=<<MATCHSEG2>>]", SearchError, "no documented value"),
        # "To avoid unpredictable results", twice
        ("a.b [eval c=<<FIELD>>]", SearchError, "write '<<FIELD>>'"),
        ("a* [eval b=<<MATCHSTR>>.<<MATCHSEG1>>]", SearchError, "does not go with"),
    ],
)
def test_what_is_refused_before_any_event_is_read(
    engine: Engine, foreach: str, kind: type[SearchError], message: str
) -> None:
    with pytest.raises(kind, match=message):
        engine.parse(f"index=x | foreach {foreach}")


@pytest.mark.parametrize(
    "spl",
    [
        # Example 1 has a total where a field is missing, null + n is null elsewhere.
        "makeresults | eval a1=1, t=0 | append [| makeresults | eval a2=1, t=0] "
        "| foreach a* [eval t=t+<<FIELD>>]",
        "makeresults | eval a1=1, t=0 | foreach a* a1 [eval t=t+<<FIELD>>]",
        "makeresults | eval axbxb=1 | foreach a*b* [eval t=<<FIELD>>]",
    ],
)
def test_what_only_the_data_shows_is_refused(rows: Run, spl: str) -> None:
    with pytest.raises(DataError):
        rows("| " + spl)


def test_all_fields_of_events_are_refused(engine: Engine) -> None:
    with pytest.raises(DataError, match="put table before it"):
        engine.search("index=x | foreach * [eval <<FIELD>>=1]")
