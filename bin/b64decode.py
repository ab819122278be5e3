"""The search command b64decode."""

import os
import sys

LIB = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "lib")
sys.path[:0] = [LIB, os.path.join(LIB, "vendor")]

from huntpipe.commands.b64decode import B64DecodeCommand

if __name__ == "__main__":
    B64DecodeCommand.main()
