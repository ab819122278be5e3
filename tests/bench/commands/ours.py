"""Our record path, with three fields."""

import os
import sys

LIB = os.path.realpath(__file__).rsplit(os.sep, 4)[0] + "/lib"
sys.path[:0] = [LIB, f"{LIB}/vendor"]

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
