"""The SDK as it comes: records unchanged, or with three fields where a field is named."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "lib" / "vendor"))

from splunklib.searchcommands import Configuration, StreamingCommand, dispatch
from work import Memo


@Configuration()
class StockCommand(StreamingCommand):
    """Yields every record."""

    def stream(self, records):
        if not self.fieldnames:
            yield from records
            return
        (field,) = self.fieldnames
        memo = Memo()
        for record in records:
            value = record.get(field)
            if isinstance(value, list):
                value = value[0]
            record["asn"], record["as_org"], record["cidr"] = memo[value]
            yield record


dispatch(StockCommand, sys.argv, sys.stdin, sys.stdout, __name__)
