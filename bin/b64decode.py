"""The search command b64decode."""

import sys
from pathlib import Path

LIB = Path(__file__).resolve().parent.parent / "lib"
sys.path[:0] = [str(LIB), str(LIB / "vendor")]

from huntpipe.commands.b64decode import B64DecodeCommand

if __name__ == "__main__":
    B64DecodeCommand.main()
