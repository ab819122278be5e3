"""Pipelines over five events, each with the answer that the Search Reference gives, by hand.

The name before a group of pipelines is its page:
https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/<name>
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

TRANSFORMS = """
[sites]
filename = sites.csv
match_type = WILDCARD(host)

[networks]
filename = networks.csv
match_type = CIDR(network)
max_matches = 1
"""
SITES = "host,site,owner\nweb*,dmz,al\nweb1,special,bo\n"
NETWORKS = "network,name\n10.1.0.0/16,small\n10.0.0.0/8,big\n"
MACROS = """
[sum(2)]
args = a, b
definition = eval s=$a$+$b$
validation = isnum($a$)
errormsg = a must be a number
"""

# Newest first, a minute apart; one has no user, another no n.
EVENTS = [
    ("bob", "10", "web1"),
    ("ann", "9", "web2"),
    ("Bob", "100", "db1"),
    ("cid", "", "web1"),
    ("", "7", "db1"),
]

Cells = list[Any]

PIPELINES: dict[str, list[tuple[str, str, Cells]]] = {
    "Search": [
        # Values are compared in any case, fields are not.
        ("user=bob", "user", ["bob", "Bob"]),
        ("User=bob", "user", []),
        # != needs the field, NOT does not.
        ("user!=bob", "user", ["ann", "cid"]),
        ("NOT user=bob", "user", ["ann", "cid", None]),
        ("user=*", "user", ["bob", "ann", "Bob", "cid"]),
        ("NOT user=*", "host", ["db1"]),
        ("user IN (b*, ann)", "user", ["bob", "ann", "Bob"]),
        ("n>9", "n", ["10", "100"]),
        ("n>=10 n<=10", "n", ["10"]),
        # OR goes before AND.
        ("user=bob OR user=ann host=web2", "user", ["ann"]),
        # Only capital letters make an operator.
        ("bob or ann", "user", []),
        ("BOB", "user", ["bob", "Bob"]),
        ('"failed login"', "n", ["10", "9", "100", None, "7"]),
        ('"failed log"', "n", []),
        ("fail* NOT ann", "user", ["bob", "Bob", "cid", None]),
        ("10.1.2", "user", ["bob", "ann", "Bob", "cid", None]),
        ("TERM(10.1.2)", "user", []),
        # "=" is a minor breaker, at which a TERM does not end.
        ("TERM(10.1.2.3)", "user", []),
        ("TERM(from=10.1.2.3) ann", "user", ["ann"]),
        # CIDR matching.
        ("from=10.1.0.0/16 user=a*", "user", ["ann"]),
        ('from="10.2.0.0/16"', "user", []),
        ("earliest=-2m@m latest=-1m@m", "user", ["ann"]),
        ('user=bob [| makeresults | eval host="web1" | fields host]', "user", ["bob"]),
        # A field named search gives its text as it is.
        ('[| makeresults | eval search="user=ann" | fields search]', "user", ["ann"]),
        ('NOT [| makeresults | eval user="bob" | fields user]', "user", ["ann", "cid", None]),
    ],
    "Where": [
        # Other than search: case counts, * is a character, AND goes before OR.
        ('* | where user="bob"', "user", ["bob"]),
        ('* | where user="b*"', "user", []),
        ('* | where user LIKE "b%"', "user", ["bob"]),
        ('* | where user="bob" OR user="ann" AND host="web2"', "user", ["bob", "ann"]),
        ("* | where n>9", "n", ["10", "100"]),
        ('* | where NOT user="bob"', "user", ["ann", "Bob", "cid"]),
        ("* | where isnull(user)", "host", ["db1"]),
        ("* | where n=max(n)", "n", ["10", "9", "100", "7"]),
    ],
    "Stats": [
        # A row without the field of BY is in no group.
        ("* | stats count by user | fields count", "count", ["1", "1", "1", "1"]),
        ("* | stats count by user", "user", ["Bob", "ann", "bob", "cid"]),
        ('* | stats count(n) as c count as d | eval c=c."/".d', "c", ["4/5"]),
        ("* | stats values(n) as v", "v", [["10", "100", "7", "9"]]),
        ("* | stats list(n) as v", "v", [["10", "9", "100", "7"]]),
        ("* | stats dc(host) as v", "v", ["3"]),
        ("* | stats median(n) as v", "v", ["9.5"]),
        ("* | stats avg(n) as v", "v", ["31.5"]),
        ("* | stats var(n) as v", "v", ["2087"]),
        ("* | stats varp(n) as v", "v", ["1565.25"]),
        ("* | stats range(n) as v", "v", ["93"]),
        ("* | stats mode(host) as v by user | search user=bob", "v", ["db1", "web1"]),
        ("* | stats first(n) as f last(n) as l | eval v=f.l", "v", ["107"]),
        ("* | stats earliest(n) as f latest(n) as l | eval v=f.l", "v", ["710"]),
        ("* | stats count(eval(n>9)) as v by host", "v", ["1", "1", "0"]),
        ("* | stats sum(eval(n*2)) as v", "v", ["252"]),
        ("nothing | stats count as v", "v", ["0"]),
        ("nothing | stats count as v by host", "v", []),
        ("* | stats max(n) as hi by host | sort - hi", "hi", ["100", "10", "9"]),
    ],
    "Eventstats": [
        ("* | eventstats count as v by user", "v", ["1", "1", "1", "1", None]),
        ("* | eventstats max(n) as m | where n=m", "n", ["100"]),
    ],
    "Streamstats": [
        ("* | sort _time | streamstats count as v by host", "v", ["1", "1", "2", "1", "2"]),
        ("* | sort _time | streamstats sum(n) as v", "v", ["7", "7", "107", "116", "126"]),
        ("* | streamstats current=f last(n) as v", "v", [None, "10", "9", "100", "100"]),
        ("* | streamstats window=2 sum(n) as v", "v", ["10", "19", "109", "100", "7"]),
        (
            "* | eval g=if(n>9 OR isnull(n), 1, 2) "
            "| streamstats reset_on_change=true count as v by g",
            "v",
            ["1", "1", "1", "2", "1"],
        ),
    ],
    "Timechart": [
        ("* | timechart span=2m count as v", "v", ["1", "2", "2"]),
        ("* | timechart span=2m sum(n) as v", "v", ["7", "100", "19"]),
        ("user=bob | timechart span=1m count as v", "v", ["1", "0", "1"]),
        ("user=bob | timechart span=1m avg(n) as v", "v", ["100", None, "10"]),
        ("user=bob | timechart span=1m cont=f count as v", "v", ["1", "1"]),
        ("* | timechart span=5m count by host", "db1", ["2"]),
        ("* | timechart span=5m count by user", "NULL", ["1"]),
        ("* | timechart span=5m count by user usenull=f", "NULL", [None]),
        ("* | timechart span=5m sum(n) by host limit=1", "OTHER", ["19"]),
        ("* | timechart span=5m sum(n) by host limit=1 useother=f", "OTHER", [None]),
    ],
    "Chart": [
        ("* | chart count over host by user", "Bob", ["1", "0", "0"]),
        ("* | chart sum(n) over host by user", "Bob", ["100", None, None]),
        ("* | chart count by host, user", "NULL", ["1", "0", "0"]),
        ("* | chart sum(n) over host by user limit=1", "OTHER", [None, "10", "9"]),
    ],
    "Top": [
        ("* | top limit=1 showperc=f user by host | search host=db1", "user", ["Bob"]),
        ("user=bob | top n", "percent", ["50.000000", "50.000000"]),
        ("host=w* | top host", "count", ["2", "1"]),
        ("host=w* | rare host", "count", ["1", "2"]),
    ],
    "Dedup": [
        ("* | dedup host", "user", ["bob", "ann", "Bob"]),
        ("* | dedup 2 host", "host", ["web1", "web2", "db1", "web1", "db1"]),
        ("* | dedup host sortby -host", "host", ["web2", "web1", "db1"]),
        ("* | dedup user keepempty=true", "user", ["bob", "ann", "Bob", "cid", None]),
        ("* | sort host | dedup host consecutive=true", "host", ["db1", "web1", "web2"]),
    ],
    "Bin": [
        ("* | bin n span=10", "n", ["10-20", "0-10", "100-110", None, "0-10"]),
        ("* | bin _time span=2m | stats count as v by _time", "v", ["1", "2", "2"]),
    ],
    "Join": [
        ("* | join host [search user=cid | eval v=1 | fields host v]", "v", ["1", "1"]),
        (
            "* | join type=left host [search user=cid | eval v=1 | fields host v]",
            "v",
            ["1", None, None, "1", None],
        ),
        (
            "user=ann | eval v=1 | join overwrite=f host [search * | eval v=2 | fields host v]",
            "v",
            ["1"],
        ),
        (
            "user=ann | eval k=1 | join max=0 k [search * | eval k=1 | fields k n]",
            "n",
            ["10", "9", "100", "9", "7"],
        ),
    ],
    "Lookup": [
        ("user=bob | lookup sites host OUTPUT site", "site", [["dmz", "special"], None]),
        ("user=ann | eval site=1 | lookup sites host OUTPUTNEW site", "site", ["1"]),
        ("user=ann | eval site=1 | lookup sites host OUTPUT site", "site", ["dmz"]),
        ("user=ann | lookup networks network AS from OUTPUT name AS v", "v", ["small"]),
    ],
    "Append": [
        ("user=ann | append [search user=cid]", "user", ["ann", "cid"]),
        ("host=db1 | table n | appendpipe [stats sum(n) as n]", "n", ["100", "7", "107"]),
    ],
    "Fillnull": [
        ("* | table user n | fillnull", "user", ["bob", "ann", "Bob", "cid", "0"]),
        ("* | fillnull value=- n zz", "n", ["10", "9", "100", "-", "7"]),
    ],
    "Rex": [
        (r'* | rex "user=(?<u>[a-z]+)"', "u", ["bob", "ann", None, "cid", None]),
        (r'user=ann | rex max_match=2 "(?<d>\d)"', "d", [["9", "1"]]),
        (r'user=ann | rex mode=sed field=from "s/(\d+)\.(\d+)/\2.\1/"', "from", ["1.10.2.3"]),
        (r'user=ann | rex mode=sed field=from "s/\./-/g"', "from", ["10-1-2-3"]),
        ('* | regex user!="^b"', "user", ["ann", "Bob", "cid", None]),
    ],
    "Head": [("* | head 2", "user", ["bob", "ann"]), ("* | head limit=1", "user", ["bob"])],
    "Foreach": [
        ("user=ann | foreach n [eval <<FIELD>>='<<FIELD>>'*2]", "n", ["18"]),
        ("user=ann | foreach u* [eval new_<<MATCHSTR>>=<<FIELD>>]", "new_ser", ["ann"]),
    ],
    "Xyseries": [
        ("* | stats count by host user | xyseries host user count", "Bob", ["1", None, None])
    ],
    "Tstats": [
        ("| tstats count where index=main by host", "count", ["2", "2", "1"]),
        ("| tstats count where index=main host=web* by _time span=1h", "count", ["3"]),
    ],
    "Return": [
        ("* | return 2 user", "search", ['(user="bob") OR (user="ann")']),
        ("* | return 2 $user", "search", ["(bob) OR (ann)"]),
        ("* | return 1 host=user", "search", ['host="bob"']),
    ],
    "Format": [
        (
            "user=bob | fields user n | format",
            "search",
            ['( ( user="bob" AND n="10" ) OR ( user="Bob" AND n="100" ) )'],
        ),
        ("nothing | fields user | format", "search", ["NOT ()"]),
    ],
    "Convert": [
        ('user=ann | convert ctime(_time) AS v timeformat="%H:%M:%S"', "v", ["23:58:00"]),
        ('user=ann | eval v="1,234" | convert rmcomma(v)', "v", ["1234"]),
        ('user=ann | eval v="1:02:03" | convert dur2sec(v)', "v", ["3723"]),
    ],
    "Evalcommand": [
        ("user=ann | eval 'a b'=n+1, v='a b'*2", "v", ["20"]),
        ('user=ann | eval v=n+1 ```one more``` | eval v=v."x"', "v", ["10x"]),
        ("user=ann | `sum(2, 3)`", "s", ["5"]),
    ],
}


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        pytest.param(*pipeline, id=f"{page}-{pipeline[0]}")
        for page, pipelines in PIPELINES.items()
        for pipeline in pipelines
    ],
)
def test_pipeline_answers_as_the_reference_says(
    app: Path, spl: str, field: str, expected: Cells
) -> None:
    for name, text in (
        ("default/transforms.conf", TRANSFORMS),
        ("default/macros.conf", MACROS),
        ("lookups/sites.csv", SITES),
        ("lookups/networks.csv", NETWORKS),
    ):
        (app / name).write_text(text, encoding="utf-8")
    records = []
    for age, (user, n, host) in enumerate(EVENTS, start=1):
        pairs = " ".join(f"{k}={v}" for k, v in (("user", user), ("n", n)) if v)
        raw = f'{pairs} msg="failed login" from=10.1.2.3'
        records.append({"_time": NOW - 60 * age, "_raw": raw, "host": host})
    found = engine_over(app, records).search(
        spl if spl.startswith("|") else f"index=main {spl}", now=NOW
    )
    assert [row.get(field) for row in found.rows] == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # TextFunctions
        ('substr("splunk", 1, 3)', "spl"),
        ('substr("splunk", -3)', "unk"),
        ('substr("abc", -5, 3)', "a"),
        (r'replace("1/14/2017", "^(\d{1,2})/(\d{1,2})/", "\2/\1/")', "14/1/2017"),
        ('trim("  ZZZZabcZZ ", " Z")', "abc"),
        # MultivalueEvalFunctions
        ('mvindex(split("a,b,c", ","), -2, -1)', ["b", "c"]),
        ('mvindex(split("a,b,c", ","), 3)', None),
        ('split("abc", "")', ["a", "b", "c"]),
        ('mvzip(split("a,b", ","), split("1,2", ","), "|")', ["a|1", "b|2"]),
        ('mvsort(split("b,10,9,B", ","))', ["10", "9", "B", "b"]),
        ("mvrange(1, 11, 2)", ["1", "3", "5", "7", "9"]),
        ('mvfind(split("err1,warn,err2", ","), "err\\d+")', "0"),
        # ConversionFunctions
        ('tonumber("0A4", 16)', "164"),
        ('tostring(15, "hex")', "0xF"),
        ('tostring(12345.6789, "commas")', "12,345.68"),
        ('tostring(615, "duration")', "00:10:15"),
        ("tostring(1==1)", "True"),
        # MathematicalFunctions
        ("round(2.555, 2)", "2.56"),
        ("round(3.5)", "4"),
        ("sigfig(1.00*1111)", "1110"),
        ("7 % 3", "1"),
        ("1 / 0", None),
        # ConditionalFunctions
        ('case(1==2, "x", true(), "y")', "y"),
        ('validate(1==1, "x", 1==2, "y")', "y"),
        ('coalesce(null(), "", 3)', ""),
        ('if(null()="x", 1, 2)', "2"),
        ('if(NOT null()="x", 1, 2)', "2"),
        ('if(match("foobar", "o+b"), 1, 0)', "1"),
        ('if(like("foobar", "FOO%"), 1, 0)', "0"),
        ('if(cidrmatch("10.0.0.0/8", "10.2.3.4"), 1, 0)', "1"),
        ('if("10" > "9", 1, 0)', "0"),
        ("if(10 > 9, 1, 0)", "1"),
        # DateandTimeFunctions, SearchTimeModifiers
        ('strftime(1534809599.789, "%Y-%m-%dT%H:%M:%S.%Q")', "2018-08-20T23:59:59.789"),
        ('strptime("2018-08-20 10:11:12.345", "%F %T.%3N")', "1534759872.345000"),
        ('relative_time(1534809599, "@w1")', "1534723200.000000"),
        ('relative_time(1534809599, "@q")', "1530403200.000000"),
        ('relative_time(1534809599, "-1mon@mon")', "1530403200.000000"),
        ('relative_time(1534809599, "-1d@d+8h")', "1534665600.000000"),
        # JSONFunctions
        (r'json_extract("{\"a\":[1,\"x\"]}", "a{}")', '[1,"x"]'),
        (r'json_extract("{\"a\":1,\"b\":\"x\"}", "a", "b")', '[1,"x"]'),
        # Eval: "." joins, + adds or joins, * before -
        ('"a" . 1 . "b"', "a1b"),
        ('"a" + "b"', "ab"),
        ("2 + 3 * 4 - 6 / 2", "11"),
    ],
)
def test_expression_has_the_value_of_the_reference(
    app: Path, expression: str, expected: object
) -> None:
    (row,) = engine_over(app, []).search(f"| makeresults | eval v={expression}", now=NOW).rows
    assert row.get("v") == expected


@pytest.mark.parametrize(
    "spl",
    [
        "bob AND OR ann",
        "NOT AND bob",
        "* | dedup user sortby",
        "* | transaction user",
        '* | fieldformat n="x"',
        "* | streamstats count by user reset_on_change=true",
        "* | search user>b",
        "* | chart count",
        "* | chart count by n span=10",
        "* | top useother=t user",
        "* | dedup user keepevents=t",
        "* | head (n>5)",
        "* | timechart partial=f count",
        "* | bin n bins=3",
        "* | stats mode(user)",
        "* | eval v=substr(user, 0, 2)",
        "* | eval v=round(n, -1)",
        '* | eval v="1"."2"+0',
        '* | eval v=n+"x"',
        "* | convert ctime(user)",
        '* | eval v=split("a,b", ",") | stats first(v)',
        '* | eval v=split("a,b", ",") | return v',
        '* | eval v=split("a,b", ",") | xyseries user v n',
        "* | eval v=pow(2, 60)",
        "* | eval v=9007199254740993 | stats sum(v)",
        '* | eval t=strptime("10:11", "%H:%M")',
        '* | eval v=len("h\u00e9")',
        "* | eval v=true()",
        "* | eval v=n>5",
        "| tstats count where index=main by PREFIX(n=)",
    ],
)
def test_what_could_be_answered_wrongly_is_refused(app: Path, spl: str) -> None:
    record = {"_raw": "user=bob n=1", "_time": NOW - 60}
    engine = engine_over(app, [record, {**record, "_raw": "user=ann n=2"}])
    with pytest.raises(SearchError) as refusal:
        engine.search(spl if spl.startswith("|") else f"index=main {spl}", now=NOW)
    assert refusal.value.command


@pytest.mark.parametrize(
    "command",
    [
        "stats count by date_hour",
        "stats values(date_wday)",
        "timechart count by punct",
        "table linecount",
        "dedup tag",
        "rename eventtype as e",
        "lookup sites host AS splunk_server",
        "eventstats count by _indextime",
        "where date_hour=5",
    ],
)
def test_fields_that_splunk_makes_of_every_event_are_refused(app: Path, command: str) -> None:
    # Knowledge Manager Manual, "Use default fields".
    (app / "default/transforms.conf").write_text(TRANSFORMS, encoding="utf-8")
    (app / "lookups/sites.csv").write_text(SITES, encoding="utf-8")
    engine = engine_over(app, [])
    with pytest.raises(UnsupportedError, match="the field"):
        engine.search(f"index=main | {command}", now=NOW)
    made = "eval date_hour=1 | rename user as tag | stats count by date_hour, tag"
    assert engine.search(f"index=main | {made}", now=NOW).rows == []
