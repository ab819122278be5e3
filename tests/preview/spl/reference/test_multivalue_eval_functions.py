"""Multivalue eval functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/multivalue-eval-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

NAMES = "alex,celestino,claudia,david,ikraam,nyah,rutherford,wei"
PONIES = "buttercup,dash,flutter,honey,ivory,minty,pinky,rarity"

# What the fields of the examples hold.
FIELDS = (
    f'names=split("{NAMES}", ","), ponies=split("{PONIES}", ","), '
    'srcip="203.0.113.0", destip="203.0.113.255", '
    'email=split("a@x.net,b@y.com,c@z.org", ","), results=split("1,2,3,4", ","), threshold=3, '
    'hosts=split("h1,h2,h3", ","), ports=split("80,443", ","), empty="", '
    'To="a@x, b@y", To2="a@x", mymvfield=split("ok,err1,err22", ",")'
)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # mvappend, Basic examples.
        ('mvappend("localhost", srcip)', ["localhost", "203.0.113.0"]),
        (
            'mvappend(mvappend("localhost", srcip), destip, "192.168.1.1")',
            ["localhost", "203.0.113.0", "203.0.113.255", "192.168.1.1"],
        ),
        ("mvappend(ports, srcip)", ["80", "443", "203.0.113.0"]),
        # foreach, example 15, begins with a field that is not there.
        ('mvappend(missing, "A0")', "A0"),
        ("mvappend(missing, missing)", None),
        ('mvappend(empty, "a")', ["", "a"]),
        # mvcount, Description and Extended example.
        ("mvcount(names)", "8"),
        ("mvcount(srcip)", "1"),
        ("mvcount(missing)", None),
        ("mvcount(empty)", "1"),
        ('mvcount(split(To, "@"))-1', "2"),
        ('mvcount(split(To2, "@"))-1', "1"),
        # mvdedup, Description.
        ('mvdedup(split("b,a,b,B", ","))', ["b", "a", "B"]),
        ("mvdedup(srcip)", "203.0.113.0"),
        ("mvdedup(missing)", None),
        # mvfilter, Basic example and Usage.
        (
            r'mvfilter(match(email, "\.net$") OR match(email, "\.org$"))',
            ["a@x.net", "c@z.org"],
        ),
        (r'mvfilter(match(email, "\.edu$"))', None),
        ("mvfilter(!isnull(email))", ["a@x.net", "b@y.com", "c@z.org"]),
        ("mvfilter(isnotnull(srcip))", "203.0.113.0"),
        ("mvfilter(results>2)", ["3", "4"]),
        # mvfind, Description and Basic example.
        (r'mvfind(mymvfield, "err\d+")', "1"),
        (r'mvfind(mymvfield, "warn")', None),
        (r'mvfind(srcip, "^203")', "0"),
        (r'mvfind(missing, "x")', None),
        # mvindex, Examples and Extended examples.
        ("mvindex(names,2)", "claudia"),
        ("mvindex(names,0,3)", ["alex", "celestino", "claudia", "david"]),
        ("mvindex(ponies,-1)", "rarity"),
        ("mvindex(ponies,-3)", "minty"),
        ("mvindex(ponies, -3, -1)", ["minty", "pinky", "rarity"]),
        ("mvindex(ponies, 6, -1)", ["pinky", "rarity"]),
        ("mvindex(srcip, 0)", "203.0.113.0"),
        # "If the indexes are out of range or invalid, the result is NULL."
        ("mvindex(names, 8)", None),
        ("mvindex(names, -9)", None),
        ("mvindex(names, 8, 9)", None),
        ("mvindex(names, 3, 2)", None),
        ("mvindex(missing, 0)", None),
        # mvjoin, Basic examples.
        ('mvjoin(mvrange(1,6)," OR ")', "1 OR 2 OR 3 OR 4 OR 5"),
        ('mvjoin(ports, ";")', "80;443"),
        ('mvjoin(srcip, ";")', "203.0.113.0"),
        ('mvjoin(missing, ";")', None),
        # mvmap, Basic examples.
        ("mvmap(results, results*10)", ["10", "20", "30", "40"]),
        ("mvmap(results, results*threshold)", ["3", "6", "9", "12"]),
        ("mvmap(mvindex(results, 1,2), results*threshold)", ["6", "9"]),
        ("mvmap(threshold, threshold*2)", "6"),
        ("mvmap(missing, missing*2)", None),
        # mvrange, Basic examples.
        ("mvrange(1,11,2)", ["1", "3", "5", "7", "9"]),
        ("mvrange(1,3)", ["1", "2"]),
        (
            'mvjoin(mvindex(mvrange(1514834731,1524134919,"7d"), 0, 2), " ")',
            "1514834731 1515439531 1516044331",
        ),
        ('mvcount(mvrange(1514834731,1524134919,"7d"))', "16"),
        ("mvrange(3,3)", None),  # "an ending number (which is excluded from the field)"
        # mvreverse, Usage and Examples.
        ('mvreverse(split("1,2,3", ","))', ["3", "2", "1"]),
        ('mvreverse(mvappend("1", "2", "3"))', ["3", "2", "1"]),
        ("mvreverse(missing)", None),
        # mvsort, Usage.
        ('mvsort(split("10,9,70,100", ","))', ["10", "100", "70", "9"]),
        ('mvsort(split("b,10,B,9", ","))', ["10", "9", "B", "b"]),
        ("mvsort(srcip)", "203.0.113.0"),
        # mvzip, Usage ("similar to the Python zip command") and Extended example.
        ("mvzip(hosts,ports)", ["h1,80", "h2,443"]),
        ('mvzip(mvzip(hosts,ports,"|"),results,"|")', ["h1|80|1", "h2|443|2"]),
        ("mvzip(srcip,ports)", "203.0.113.0,80"),
        ("mvzip(missing,ports)", None),
        # split, Usage, Basic example and Extended example.
        ('split("abcd","")', ["a", "b", "c", "d"]),
        ('split("buttercup;rarity;dash",";")', ["buttercup", "rarity", "dash"]),
        ('split("1a2b3c4def567890","def")', ["1a2b3c4", "567890"]),
        ('split("name::value","::")', ["name", "value"]),
        ('split("alone",";")', "alone"),
        ('split(missing,";")', None),
        ('split("a;;b",";")', ["a", "", "b"]),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval {FIELDS} | eval v={expression}")
    assert row.get("v") == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("mvfilter(match(a, b))", "exactly one field"),  # "can reference ONLY ONE field"
        ("mvfilter(1=1)", "exactly one field"),
        ("mvfilter(a)", "Boolean expression is needed"),
        ('mvfind(a, "(")', "malformed"),
        ("mvjoin(a)", "takes 2 arguments"),
        ("mvindex(a)", "takes 2 to 3 arguments"),
    ],
)
def test_what_the_page_forbids(engine: Engine, expression: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"| makeresults | eval v={expression}")


@pytest.mark.parametrize(
    "expression", ["mvmap(mvappend(a, b), a)", 'commands("search x")', "mv_to_json_array(a)"]
)
def test_what_the_preview_lacks_is_refused_by_name(engine: Engine, expression: str) -> None:
    with pytest.raises(UnsupportedError, match="not supported"):
        engine.parse(f"| makeresults | eval v={expression}")


@pytest.mark.parametrize(
    "expression",
    [
        "mvindex(ports, 0, 5)",  # the end alone is out of range
        "mvindex(ports, -5, 0)",  # the start alone is
        "mvindex(ports, 0.5)",
        'split(empty, ",")',
        'split("\u00fcx", "")',
        'split(ports, ",")',
        "mvjoin(names, ports)",
        "mvrange(0, 1, 0.1)",
        'mvmap(To, split(To, "@"))',
    ],
)
def test_what_only_the_data_shows_is_refused(rows: Run, expression: str) -> None:
    with pytest.raises(DataError):
        rows(f"| makeresults | eval {FIELDS} | eval v={expression}")


@pytest.mark.parametrize("step", ["-1", '"1mon"', '"1w"', '"x"', "0"])
def test_steps_of_mvrange_that_are_not_explained_are_refused(rows: Run, step: str) -> None:
    with pytest.raises(UnsupportedError, match="mvrange with the step"):
        rows(f"| makeresults | eval v=mvrange(1, 5, {step})")
