"""``asnlookup``: IP address to autonomous system."""

from __future__ import annotations

import re
from typing import List, Sequence

from huntpipe.asn.lookup import ALL_FIELDS, FIELDS, AsnLookup, Source
from huntpipe.asn.table import TableError, read_table
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment, Value
from huntpipe.splunk.sdk import Configuration, Option, validators
from huntpipe.splunk.settings import APP

TABLE = APP / "lib" / "huntpipe" / "asn" / "asn.table"
LOOKUPS = APP / "lookups"

_database_name = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*").fullmatch


@Configuration()
class AsnLookupCommand(EnrichingCommand):
    """Adds the autonomous system, its organization and the network of IP addresses."""

    syntax = (
        "asnlookup [prefix=<string>] [allfields=<bool>] [database=<name>] <ip-field> "
        "[<ip-field> ...]"
    )

    prefix = Option()
    allfields = Option(default=False, validate=validators.Boolean())
    database = Option()

    def enrichments(self) -> Sequence[Enrichment]:
        """Return one enrichment per field."""
        fields = list(dict.fromkeys(self.fieldnames))
        if not fields:
            raise ValueError("name at least one field that holds IP addresses.")
        lookup = AsnLookup(self._source(), all_fields=self.allfields)
        names = ALL_FIELDS if self.allfields else FIELDS
        return [
            Enrichment(
                inputs=(field,),
                outputs=tuple(f"{prefix}{name}" for name in names),
                function=Describe(lookup),
                status=f"{prefix}as_status",
            )
            for field, prefix in self._prefixes(fields)
        ]

    def _prefixes(self, fields: List[str]) -> List[tuple[str, str]]:
        prefix = self.prefix or ""
        if len(fields) == 1:
            return [(fields[0], prefix)]
        return [(field, f"{prefix}{field}_") for field in fields]

    def _source(self) -> Source:
        if self.database is None:
            try:
                return read_table(TABLE)
            except TableError as error:
                raise ValueError(
                    f"{error} Install the app again, or build it with make asn-data."
                ) from error
        if not _database_name(self.database):
            raise ValueError(
                f"database={self.database} is no name: give the name of a file in lookups/ "
                "without its ending, of letters, digits, dots, dashes and underscores."
            )
        from huntpipe.asn.databases import open_database  # noqa: PLC0415 - few searches need it

        for ending in (".mmdb", ".csv"):
            path = LOOKUPS / f"{self.database}{ending}"
            if path.is_file():
                return open_database(path)
        raise ValueError(
            f"neither lookups/{self.database}.mmdb nor lookups/{self.database}.csv is there: put "
            "a GeoLite2-ASN, IPinfo or DB-IP file, or a CSV with network,asn,org, into the "
            "lookups folder of the app."
        )


class Describe:
    """The function of the enrichment: multivalue in, multivalue out, position by position."""

    def __init__(self, lookup: AsnLookup) -> None:
        self._describe = lookup.describe

    def __call__(self, value: Value) -> Sequence[Value]:
        """Return the output values for one field's value."""
        if isinstance(value, list):
            return [list(column) for column in zip(*map(self._describe, value))]
        return self._describe(value or "")
