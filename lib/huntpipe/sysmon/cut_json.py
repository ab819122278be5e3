"""JSON text that was cut somewhere: close what is open behind the last whole value."""

from __future__ import annotations

import re
from typing import List

_PART = re.compile(r'\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s"{}\[\],:]+)', re.DOTALL)
_CLOSING = {"{": "}", "[": "]"}


def close_cut_json(text: str) -> str:
    """Return the longest beginning of a JSON text that ends with a whole value, all closed.

    A number or a word at the very end may be cut itself and does not count as whole.
    """
    closing: List[str] = []
    whole = depth = position = 0
    previous = ""
    while True:
        match = _PART.match(text, position)
        if match is None:
            # Behind the last whole value brackets were opened only, none was closed.
            return text[:whole] + "".join(reversed(closing[:depth]))
        part = match[1]
        position = match.end()
        if part in _CLOSING:
            closing.append(_CLOSING[part])
        elif part in ("}", "]") and closing:
            closing.pop()
        if part == ",":
            whole, depth = match.start(1), len(closing)
        elif part in ("}", "]") or (part[0] == '"' and previous in (":", "[", ",")):
            is_key = part[0] == '"' and previous == "," and closing[-1:] == ["}"]
            if not is_key:
                whole, depth = position, len(closing)
        previous = part
