"""vt-py as a search command: one look-up awaited per event, as peers have it."""

import asyncio
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "lib" / "vendor"))

import vt
from splunklib.searchcommands import Configuration, StreamingCommand, dispatch


@Configuration(distributed=False)
class VtPyCommand(StreamingCommand):
    """Adds the counts of the engines."""

    def stream(self, records):
        (field,) = self.fieldnames
        with vt.Client("bench", host=os.environ["HUNTPIPE_BENCH_VIRUSTOTAL"]) as client:
            loop = asyncio.get_event_loop()
            for record in records:
                report = loop.run_until_complete(client.get_object_async(f"/files/{record[field]}"))
                stats = report.last_analysis_stats
                record["vt_malicious"], record["vt_suspicious"] = (
                    stats["malicious"],
                    stats["suspicious"],
                )
                yield record


dispatch(VtPyCommand, sys.argv, sys.stdin, sys.stdout, __name__)
