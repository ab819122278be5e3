"""The results of a subsearch as text of the search around it.

Follows the Search Manual, "About subsearches", and the Search Reference, "format" and "return":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/format
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from preview.spl.command import Context, Table, run_pipeline
from preview.spl.values import Row, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.pipeline import Pipeline

SUBSEARCH_ROWS = 10_000  # limits.conf [subsearch] maxout
FORMAT = ("(", "(", "AND", ")", "OR", ")")
NOTHING = "NOT ( )"


def run_subsearch(pipeline: Pipeline, context: Context, limit: int = SUBSEARCH_ROWS) -> Table:
    """Return the first rows of a subsearch, and say so where there were more.

    Times that the search around it names do not apply to it, nor do its own outside of it.
    """
    own = replace(context, time_range=(context.clock.earliest, context.clock.latest))
    table = run_pipeline(pipeline, own)
    if len(table.rows) <= limit:
        return table
    context.report(
        "WARN", f"Subsearch produced {len(table.rows)} results, truncating to maxout {limit}."
    )
    return Table(table.rows[:limit], table.fields, table.is_events)


def search_text(table: Table) -> str:
    """Return the conditions that the rows of a subsearch mean."""
    if table.fields == ["search"] and len(table.rows) == 1:
        return "".join(texts(table.rows[0].get("search"))[:1])
    return format_rows(table.rows, table.columns(), FORMAT)


def format_rows(
    rows: Sequence[Row],
    columns: Sequence[str],
    marks: Sequence[str],
    *,
    separator: str = "OR",
    empty: str = NOTHING,
) -> str:
    """Return rows as conditions.

    :param marks: row prefix, column prefix, column separator, column end, row separator, row end.
    :param separator: joins the values of a multivalue field.
    """
    start, before, between, after, rows_between, end = marks
    names = sorted(name for name in columns if not name.startswith("_"))
    parts = [part for part in (_row(row, names, between, separator) for row in rows) if part]
    if not parts:
        return empty
    joined_rows = f" {rows_between} ".join(f"{before} {part} {after}" for part in parts)
    return f"{start} {joined_rows} {end}"


def _row(row: Row, names: Sequence[str], between: str, separator: str) -> str | None:
    parts: list[str] = []
    for name in names:
        found = texts(row.get(name))
        # Search Manual, "Change the format of subsearch results".
        values = [_condition(name, text) for text in (found[:1] if name == "search" else found)]
        if len(values) > 1:
            parts.append("( " + f" {separator} ".join(values) + " )")
        else:
            parts.extend(values)
    return f" {between} ".join(parts) or None


def _condition(name: str, text: str) -> str:
    """Return one condition; fields named search or query give their text as it is."""
    if name in ("search", "query"):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    field = name if name.replace("_", "").replace(".", "").isalnum() else f'"{name}"'
    return f'{field}="{quoted}"'
