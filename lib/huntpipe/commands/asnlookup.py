"""``asnlookup``: IP address to autonomous system."""

from __future__ import annotations

import re

from huntpipe.asn.fields import ALL_FIELDS, FIELDS
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import Configuration, Option, validators
from huntpipe.splunk.settings import APP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import List, Optional, Sequence, Tuple

    from huntpipe.asn.lookup import Source
    from huntpipe.splunk.enrichment import Value

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
        self._own_data = self._database_path()
        names = ALL_FIELDS if self.allfields else FIELDS
        return [
            Enrichment(
                inputs=(field,),
                outputs=tuple(f"{prefix}{name}" for name in names),
                function=self._columns,
                status=f"{prefix}as_status",
            )
            for field, prefix in self._prefixes(fields)
        ]

    def load(self) -> None:
        """Open the data."""
        from huntpipe.asn.lookup import AsnLookup  # noqa: PLC0415 - not before it is needed

        source = _open_source(self._own_data)
        self._describe = AsnLookup(source, all_fields=self.allfields).describe

    def _columns(self, value: Value) -> Sequence[Value]:
        """Return the outputs for one field's value: of a multivalue position by position."""
        if isinstance(value, list):
            return [list(column) for column in zip(*map(self._describe, value))]
        return self._describe(value or "")

    def _prefixes(self, fields: List[str]) -> List[Tuple[str, str]]:
        prefix = self.prefix or ""
        if len(fields) == 1:
            return [(fields[0], prefix)]
        return [(field, f"{prefix}{field}_") for field in fields]

    def _database_path(self) -> Optional[Path]:
        """Return the user's own data that the search names, ``None`` where it names none."""
        if self.database is None:
            return None
        if not _database_name(self.database):
            raise ValueError(
                f"database={self.database} is no name: give the name of a file in lookups/ "
                "without its ending, of letters, digits, dots, dashes and underscores."
            )
        from pathlib import Path  # noqa: PLC0415 - few searches need it

        for ending in (".mmdb", ".csv"):
            path = Path(APP, "lookups", f"{self.database}{ending}")
            if path.is_file():
                return path
        raise ValueError(
            f"neither lookups/{self.database}.mmdb nor lookups/{self.database}.csv is there: put "
            "a GeoLite2-ASN, IPinfo or DB-IP file, or a CSV with network,asn,org, into the "
            "lookups folder of the app."
        )


def _open_source(database: Optional[Path]) -> Source:
    if database is not None:
        from huntpipe.asn.databases import open_database  # noqa: PLC0415 - few searches need it

        return open_database(database)
    from huntpipe.asn.table import TABLE, TableError, read_table  # noqa: PLC0415 - see load

    try:
        return read_table(TABLE)
    except TableError as error:
        raise ValueError(
            f"{error} Install the app again, or build it with make asn-data."
        ) from error
