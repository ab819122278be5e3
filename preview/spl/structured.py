"""spath, the command and the function: fields from JSON.

Follows the Search Reference, "spath", Usage:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/spath
"""

from __future__ import annotations

from typing import Any

from preview.spl.errors import DataError
from preview.spl.jsonpath import documents, dump, find, flatten, scalar

CUTOFF = 5000  # limits.conf [spath] extraction_cutoff, in characters, where no path is given


def extract(text: str, path: str) -> list[str]:
    """Return the values at a path of a JSON text; objects as JSON.

    :raises DataError: the text is XML or malformed JSON, or a value has no documented form.
    """
    values: list[str] = []
    for document in _documents(text):
        nodes = find(document, path)
        if not nodes and "." in path and _dotted(document):
            raise DataError(f"the path {path} in JSON with dots in its keys is not supported")
        values += [_value(node, document, text) for node in nodes]
    return values


def extract_all(text: str) -> dict[str, list[str]]:
    """Return every value of a JSON text by its path.

    :raises DataError: the text is XML or malformed JSON, or is longer than Splunk reads.
    """
    found = [
        flatten(document) for document in _documents(text) if isinstance(document, (dict, list))
    ]
    if found and len(text.encode("utf-8", "surrogatepass")) > CUTOFF:
        raise DataError(
            f"the JSON has more than {CUTOFF} characters, of which Splunk reads only the first "
            "without path=: name the path"
        )
    return found[0] if found else {}


def _documents(text: str) -> list[Any]:
    start = text.lstrip()[:1]
    if start == "<":
        raise DataError("the text is XML, which spath of the preview does not read")
    found = documents(text)
    if start and start in "{[" and not found:
        raise DataError("the text is malformed JSON: what spath extracts of it is not documented")
    return found


def _value(node: Any, document: Any, text: str) -> str:
    if isinstance(node, list):
        raise DataError("a path that ends at an array is not supported: end it with {}")
    if not isinstance(node, dict):
        return scalar(node)
    if dump(document) != text.strip():
        raise DataError(
            "a path that ends at an object is not supported in JSON that is written with spaces: "
            "Splunk may keep them"
        )
    return dump(node)


def _dotted(node: Any) -> bool:
    """Return whether an object in a document has a key with a dot."""
    if isinstance(node, dict):
        return any("." in key or _dotted(child) for key, child in node.items())
    return isinstance(node, list) and any(map(_dotted, node))
