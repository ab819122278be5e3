"""The search command iocextract."""

import sys
from pathlib import Path

LIB = Path(__file__).resolve().parent.parent / "lib"
sys.path[:0] = [str(LIB), str(LIB / "vendor")]

from huntpipe.commands.iocextract import IocExtractCommand

if __name__ == "__main__":
    IocExtractCommand.main()
