"""``vtcheck``: file hash, address, domain or URL to what VirusTotal says of it."""

from __future__ import annotations

from functools import partial

from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.duration import parse_duration
from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import Configuration, Option, validators
from huntpipe.virustotal.names import FIELDS, KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Optional, Sequence

    from huntpipe.commands.vtcheck_lookups import Check, Lookups
    from huntpipe.splunk.enrichment import Value, Values


# The key, the cache and the quota are on the search head, so the command stays there.
@Configuration(distributed=False)
class VtCheckCommand(EnrichingCommand):
    """Adds what VirusTotal says of file hashes, addresses, domains and URLs."""

    syntax = (
        "vtcheck [type=auto|file|ip|domain|url] [maxage=<duration>] [nocache=<bool>] "
        "[maxlookups=<int>] [offline=<bool>] [prefix=<string>] <field> [<field> ...]"
    )

    type = Option(default="auto", validate=validators.Set("auto", *KINDS))
    maxage = Option()
    nocache = Option(default=False, validate=validators.Boolean())
    maxlookups = Option(validate=validators.Integer(minimum=0))
    offline = Option(default=False, validate=validators.Boolean())
    prefix = Option(default="vt_")

    def __init__(self) -> None:
        super().__init__()
        self._lookups: Optional[Lookups] = None
        self._checks: Dict[str, Check] = {}

    def enrichments(self) -> Sequence[Enrichment]:
        """Return one enrichment per field."""
        fields = list(dict.fromkeys(self.fieldnames))
        if not fields:
            raise ValueError("name at least one field of hashes, addresses, domains or URLs.")
        self._max_age = None if self.maxage is None else _duration(self.maxage)
        enrichments = []
        for field in fields:
            prefix = self.prefix if len(fields) == 1 else f"{self.prefix}{field}_"
            enrichments.append(
                Enrichment(
                    inputs=(field,),
                    outputs=tuple(f"{prefix}{name}" for name in FIELDS),
                    function=partial(self._check, field),
                    status=f"{prefix}status",
                    resolve=partial(self._resolve, field),
                )
            )
        return enrichments

    def load(self) -> None:
        """Read the settings and import the look-ups."""
        from huntpipe.commands.vtcheck_lookups import (  # noqa: PLC0415 - not before it is needed
            Check,
            Lookups,
        )

        self._lookups = lookups = Lookups(
            self.metadata.searchinfo,
            max_age=self._max_age,
            no_cache=self.nocache,
            max_lookups=self.maxlookups,
            offline=self.offline,
        )
        self._checks = {field: Check(self.type, lookups) for field in self.fieldnames}

    def _check(self, field: str, value: Value) -> Sequence[Value]:
        return self._checks[field](value)

    def _resolve(self, field: str, inputs: List[Values]) -> None:
        self._checks[field].resolve(inputs)

    def finish_search(self) -> None:
        """Write what was reported, and why values have no answer."""
        super().finish_search()
        if self._lookups is not None:
            for warning in self._lookups.warnings():
                self.write_warning(f"{self.name}: {warning}")


def _duration(maxage: str) -> float:
    try:
        return parse_duration(maxage)
    except ValueError as error:
        raise ValueError(f"maxage: {error}") from error
