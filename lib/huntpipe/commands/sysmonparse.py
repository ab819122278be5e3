"""``sysmonparse``: Sysmon events in any form to exact fields."""

from __future__ import annotations

from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import OpenEnrichment
from huntpipe.splunk.sdk import Configuration, Option, validators
from huntpipe.sysmon.names import NAME_SETS, STATUS, output_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Mapping, Sequence

    from huntpipe.splunk.enrichment import Value, WrittenResult


@Configuration()
class SysmonParseCommand(EnrichingCommand):
    """Reads Sysmon events to Sysmon's own fields, to those of the CIM, and to a sentence."""

    syntax = (
        "sysmonparse [field=<field>] [names=sysmon|cim|both] [prefix=<string>] "
        "[overwrite=<bool>] [explain=<bool>]"
    )

    field = Option(default="_raw", validate=validators.Fieldname())
    names = Option(default="sysmon", validate=validators.Set(*NAME_SETS))
    prefix = Option(default="")
    overwrite = Option(default=True, validate=validators.Boolean())
    explain = Option(default=False, validate=validators.Boolean())

    def enrichments(self) -> Sequence[OpenEnrichment]:
        """Return the one enrichment."""
        if self.fieldnames:
            raise ValueError(f"name the field that holds the event so: field={self.fieldnames[0]}.")
        has_excerpts = self.names == "sysmon" and not self.explain
        return [
            OpenEnrichment(
                inputs=(self.field,),
                outputs=output_names(self.names, explained=self.explain),
                function=self._parse,
                status=STATUS,
                overwrite=self.overwrite,
                prefix=self.prefix,
                excerpt=self._excerpt if has_excerpts else None,
            )
        ]

    def load(self) -> None:
        """Import the readers."""
        from huntpipe.sysmon.fields import parse  # noqa: PLC0415 - not before it is needed
        from huntpipe.sysmon.layout import Layouts  # noqa: PLC0415

        self._read = parse
        self._layouts = Layouts()

    def _parse(self, value: Value) -> Mapping[str, Value]:
        """Read one event. The values of a multivalue field are its lines."""
        text = "\n".join(value) if isinstance(value, list) else value
        return self._read(text, self.names, explained=self.explain)

    def _excerpt(self, cell: bytes) -> WrittenResult | None:
        return self._layouts.read(cell)
