"""The search command sysmonparse."""

import os
import sys

LIB = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "lib")
sys.path[:0] = [LIB, os.path.join(LIB, "vendor")]

from huntpipe.commands.sysmonparse import SysmonParseCommand

if __name__ == "__main__":
    SysmonParseCommand.main()
