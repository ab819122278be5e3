"""Results of a search in the output modes of ``search/jobs``.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple
from xml.sax.saxutils import quoteattr

from preview.spl.timeformat import format_time, milliseconds
from preview.spl.values import joined, texts
from preview.splunkd.messages import xml_text

if TYPE_CHECKING:
    from preview.spl import Message
    from preview.spl.values import Row, Value

# Rows of one piece of an export.
_PIECE = 1000


@dataclass(frozen=True)
class Page:
    """Some of the results of a search.

    :param rows: the results from ``offset`` on.
    :param metadata: whether ``fields`` are to be objects, as ``show_metadata`` asks.
    :param post_process_count: the number of results after one more search, None without one. Tables
        of dashboards count their pages by it.
    """

    fields: List[str]
    rows: List[Row]
    offset: int = 0
    messages: List[Message] = field(default_factory=list)
    metadata: bool = False
    post_process_count: Optional[int] = None


def content_type(mode: str) -> str:
    """Return the media type of an output mode."""
    kinds = {"csv": "text/csv; charset=utf-8", "xml": "text/xml; charset=utf-8"}
    return kinds.get(mode, "application/json; charset=utf-8")


def shown(name: str, value: Optional[Value]) -> Optional[Value]:
    """Return a value as splunkd writes it: ``_time`` in ISO 8601, in UTC."""
    if name != "_time" or not isinstance(value, str):
        return value
    moment = milliseconds(value)
    return value if moment is None else format_time(moment, "%Y-%m-%dT%H:%M:%S.%3N%:z")


def _cells(page: Page, row: Row) -> List[Optional[Value]]:
    return [shown(name, row.get(name)) for name in page.fields]


def _record(page: Page, row: Row) -> Dict[str, Value]:
    pairs = zip(page.fields, _cells(page, row))
    return {name: value for name, value in pairs if value is not None}


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _head(page: Page) -> Dict[str, Any]:
    count = page.post_process_count
    return {
        **({} if count is None else {"post_process_count": count}),
        "preview": False,
        "init_offset": page.offset,
        "messages": [{"type": message.kind, "text": message.text} for message in page.messages],
    }


def _names(page: Page) -> List[Any]:
    return [{"name": name} for name in page.fields] if page.metadata else page.fields


def _json(page: Page) -> bytes:
    names = [{"name": name} for name in page.fields]
    rows = [_record(page, row) for row in page.rows]
    return _text({**_head(page), "fields": names, "results": rows, "highlighted": {}})


def _json_rows(page: Page) -> bytes:
    rows = [_cells(page, row) for row in page.rows]
    return _text({**_head(page), "fields": _names(page), "rows": rows})


def _json_cols(page: Page) -> bytes:
    columns = [[shown(name, row.get(name)) for row in page.rows] for name in page.fields]
    return _text({**_head(page), "fields": _names(page), "columns": columns})


def _csv_lines(page: Page, *, header: bool) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if header and page.fields:
        writer.writerow(page.fields)
    writer.writerows([joined(cell) for cell in _cells(page, row)] for row in page.rows)
    return text.getvalue().encode("utf-8", "replace")


def _csv(page: Page) -> bytes:
    return _csv_lines(page, header=True)


def _xml_field(name: str, value: Value) -> str:
    if name == "_raw":
        body = f"<v xml:space='preserve' trunc='0'>{xml_text(joined(value))}</v>"
    else:
        body = "".join(f"<value><text>{xml_text(text)}</text></value>" for text in texts(value))
    return f"<field k={quoteattr(name)}>{body}</field>\n"


def _xml_results(page: Page) -> str:
    parts = []
    for offset, row in enumerate(page.rows, start=page.offset):
        fields = "".join(_xml_field(name, value) for name, value in _record(page, row).items())
        parts.append(f"<result offset='{offset}'>\n{fields}</result>\n")
    return "".join(parts)


def _xml_head(page: Page) -> str:
    names = "".join(f"<field>{xml_text(name)}</field>\n" for name in page.fields)
    messages = "".join(
        f"<msg type={quoteattr(message.kind)}>{xml_text(message.text)}</msg>\n"
        for message in page.messages
    )
    wrapped = f"<messages>\n{messages}</messages>\n" if messages else ""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<results preview='0'>\n"
        f"<meta>\n<fieldOrder>\n{names}</fieldOrder>\n</meta>\n{wrapped}"
    )


def _xml(page: Page) -> bytes:
    return f"{_xml_head(page)}{_xml_results(page)}</results>\n".encode("utf-8", "replace")


MODES: Mapping[str, Callable[[Page], bytes]] = {
    "csv": _csv,
    "json": _json,
    "json_cols": _json_cols,
    "json_rows": _json_rows,
    "xml": _xml,
}


def export(page: Page, mode: str) -> Iterator[bytes]:
    """Yield all results piece by piece, as ``search/jobs/export`` streams them.

    In ``json`` each result is an object on a line of its own, in ``json_rows`` and ``json_cols``
    each line holds some of the results.
    """
    if mode == "json":
        yield from _export_json(page)
    elif mode == "xml":
        yield _xml_head(page).encode("utf-8", "replace")
        for part, _ in _pieces(page):
            yield _xml_results(part).encode("utf-8", "replace")
        yield b"</results>\n"
    elif mode == "csv":
        for part, _ in _pieces(page):
            yield _csv_lines(part, header=part.offset == 0)
    else:
        for part, last in _pieces(page):
            values = json.loads(MODES[mode](part))
            yield _text({**values, "lastrow": last}) + b"\n"


def _export_json(page: Page) -> Iterator[bytes]:
    head = _head(page)
    if head["messages"]:
        yield _text({"preview": False, "messages": head["messages"]}) + b"\n"
    if not page.rows:
        yield _text({"preview": False, "lastrow": True}) + b"\n"
    last = len(page.rows) - 1
    for part, _ in _pieces(page):
        lines = []
        for offset, row in enumerate(part.rows, start=part.offset):
            line: Dict[str, Any] = {"preview": False, "offset": offset}
            if offset == last:
                line["lastrow"] = True
            lines.append(_text({**line, "result": _record(page, row)}) + b"\n")
        yield b"".join(lines)


def _pieces(page: Page) -> Iterator[Tuple[Page, bool]]:
    """Yield the page in parts, each with whether it is the last."""
    for start in range(0, max(len(page.rows), 1), _PIECE):
        rows = page.rows[start : start + _PIECE]
        messages = [] if start else page.messages
        part = Page(page.fields, rows, start, messages, page.metadata)
        yield part, start + _PIECE >= len(page.rows)
