"""Five events to search, with two lookups and a macro."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def values(app: Path, spl: str, field: str) -> Cells:
    """Return what each result of a search over the events has in a field, None for nothing."""
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
    whole = spl if spl.startswith("|") else f"index=main {spl}"
    return [row.get(field) for row in engine_over(app, records).search(whole, now=NOW).rows]
