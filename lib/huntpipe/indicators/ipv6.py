"""IPv6 addresses as text (RFC 4291 section 2.2), also bracketed, mapped or with a zone (RFC 4007).

Lower case, otherwise as written; the zone is dropped, it names an interface of the host that
logged it. Values in no block that IANA has assigned (``12::30``, MAC addresses, ``cafe::add`` of
a source text) are none.
"""

from __future__ import annotations

import re
from typing import Iterator

from huntpipe.asn.address import parse_address, scope

_HEX = "0123456789abcdefABCDEF"
_RUN = _HEX + ":."
_NAT64 = "64:ff9b:"  # RFC 6052
_LONGEST = 45  # eight groups of four, or six and an IPv4 address
_FULL = re.compile(
    r":(?<=[0-9A-Fa-f]:)[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:"
    r"[0-9A-Fa-f]{1,4}:(?:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}|\d{1,3}\.\d)"
)
# The first group behind it must end like one: std::vector and [Text.Encoding]::UTF8 stop here.
_COMPRESSED = re.compile(r"::(?=[0-9A-Fa-f]{0,4}(?![0-9A-Za-z_]))")
_DIGIT = re.compile("[0-9]")
_RIGHT = re.compile(r"[0-9A-Fa-f:.]{0,46}")


def find_ipv6(text: str) -> Iterator[str]:
    """Yield every address, in order of appearance."""
    marks = []
    if "::" in text:
        marks = [match.start() for match in _COMPRESSED.finditer(text)]
    if text.count(":") >= 6:
        marks = sorted([*marks, *(match.start() for match in _FULL.finditer(text))])
    done = 0
    for mark in marks:
        if mark < done:
            continue
        left = text[max(done, mark - _LONGEST) : mark]
        start = mark - len(left) + len(left.rstrip(_RUN))
        right = _RIGHT.match(text, mark)
        end = right.end() if right else mark
        done = end
        value = _address(text, start, end)
        if value:
            yield value


def _address(text: str, start: int, end: int) -> str | None:
    """Return the address in a run of hexadecimal digits, colons and dots, or None."""
    after = text[end : end + 1]
    if after.isalnum() or after == "_":
        return None
    run = text[start:end]
    before = text[start - 1 : start]
    if before.isalnum() or before == "_":
        run = run.partition(":")[2]  # what precedes is the end of a word: "addr:", "IPv6:"
    run = run.rstrip(".")
    if run.endswith(":") and not run.endswith("::"):
        run = run[:-1]
    if run.startswith(":") and not run.startswith("::"):
        run = run[1:]
    if not _DIGIT.search(run):
        return None
    without_port, _, port = run.rpartition(":")
    candidates = [run, without_port] if port.isdigit() else [run]  # netstat writes ::1:22
    without_port, _, port = run.rpartition(".")
    if port.isdigit():
        candidates.append(without_port)  # tcpdump writes ::1.22
    return next((value.lower() for value in candidates if _is_assigned(value)), None)


def _is_assigned(value: str) -> bool:
    """Tell whether a text is an address out of a block that has a use."""
    address = parse_address(value)
    if address is None:
        return False
    return scope(address) != "reserved" or value.lower().startswith(_NAT64)
