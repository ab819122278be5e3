"""Our record path, with three fields."""

import sys
from pathlib import Path

LIB = Path(__file__).resolve().parents[3] / "lib"
sys.path[:0] = [str(LIB), str(LIB / "vendor")]

from work import work

from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import Configuration


@Configuration()
class OursCommand(EnrichingCommand):
    """Adds three fields."""

    syntax = "ours <field>"

    def enrichments(self):
        return [Enrichment(tuple(self.fieldnames), ("asn", "as_org", "cidr"), work, "asn")]


OursCommand.main()
