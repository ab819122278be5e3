"""Our way, and mutants of it that a comparison must not let pass.

Usage: ours.py MUTANT SDK-FOLDER
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[3] / "lib"), sys.argv.pop(), str(HERE.parent)]
MUTANT = sys.argv.pop()

from work import OUTPUTS, work

from huntpipe.splunk import cells, layout, rows
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import Configuration

find_rows = rows.RowPattern.rows
render = layout.Layout.render
encode = cells.encode


def drop_a_row(pattern, body):
    return find_rows(pattern, body)[:-1]


def repeat_a_row(pattern, body):
    found = find_rows(pattern, body)
    return found + found[-1:]


def swap_two_cells(self, cells):
    return render(self, [cells[2], cells[1], cells[0], *cells[3:]])


def forget_multivalue(value):
    return encode(value)[0], ""


if MUTANT == "drop_a_row":
    rows.RowPattern.rows = drop_a_row
elif MUTANT == "repeat_a_row":
    rows.RowPattern.rows = repeat_a_row
elif MUTANT == "swap_two_cells":
    layout.Layout.render = swap_two_cells
elif MUTANT == "forget_multivalue":
    cells.encode = forget_multivalue


@Configuration()
class OursCommand(EnrichingCommand):
    """Adds the outputs of the work to every event."""

    syntax = "ours <field>"

    def enrichments(self):
        return [Enrichment(tuple(self.fieldnames), OUTPUTS, work, OUTPUTS[0])]


OursCommand.main()
