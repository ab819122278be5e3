"""The SDK's own way: a dictionary per event."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [sys.argv.pop(), str(HERE.parent)]

from splunklib.searchcommands import Configuration, StreamingCommand, dispatch
from work import OUTPUTS, work


@Configuration()
class StockCommand(StreamingCommand):
    """Adds the outputs of the work to every event."""

    def stream(self, records):
        (field,) = self.fieldnames
        for record in records:
            record.update(zip(OUTPUTS, work(record.get(field))))
            yield record


dispatch(StockCommand, sys.argv, sys.stdin, sys.stdout, __name__)
