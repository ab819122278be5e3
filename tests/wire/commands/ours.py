"""Our way, and mutants of it that a comparison must not let pass.

Usage: ours.py MUTANT SDK-FOLDER
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[3] / "lib"), sys.argv.pop(), str(HERE.parent)]
MUTANT = sys.argv.pop()

from work import OUTPUTS, work

from huntpipe.splunk import cells, inputs, layout, rows
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import Configuration

slabs = rows.RowPattern.slabs
render = layout.Layout.render
encode = cells.encode
keys = inputs.Inputs.keys


def drop_a_row(pattern, body, size):
    for found in slabs(pattern, body, size):
        if found[1:]:
            yield found[:-1]


def repeat_a_row(pattern, body, size):
    for found in slabs(pattern, body, size):
        yield found + found[-1:]


def swap_two_cells(self, values):
    return render(self, [values[1], values[0], *values[2:]])


def forget_multivalue(value):
    return encode(value)[0], ""


def mistake_a_multivalue(self, pattern, groups, number):
    self._lists = []
    return keys(self, pattern, groups, number)


if MUTANT == "drop_a_row":
    rows.RowPattern.slabs = drop_a_row
elif MUTANT == "repeat_a_row":
    rows.RowPattern.slabs = repeat_a_row
elif MUTANT == "swap_two_cells":
    layout.Layout.render = swap_two_cells
elif MUTANT == "forget_multivalue":
    cells.encode = forget_multivalue
elif MUTANT == "mistake_a_multivalue":
    inputs.Inputs.keys = mistake_a_multivalue


@Configuration()
class OursCommand(EnrichingCommand):
    """Adds the outputs of the work to every event."""

    syntax = "ours <field>"

    def enrichments(self):
        return [Enrichment(tuple(self.fieldnames), OUTPUTS, work, OUTPUTS[0])]


OursCommand.main()
