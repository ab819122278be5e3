"""The search command asnlookup."""

import sys
from pathlib import Path

LIB = Path(__file__).resolve().parent.parent / "lib"
sys.path[:0] = [str(LIB), str(LIB / "vendor")]

from huntpipe.commands.asnlookup import AsnLookupCommand
from huntpipe.splunk.sdk import dispatch

dispatch(AsnLookupCommand, sys.argv, sys.stdin, sys.stdout, __name__)
