"""rare: the least common values of fields.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/rare
"""

from __future__ import annotations

from preview.spl.ranking import Ranking


class Rare(Ranking):
    """Counts combinations of values, the least common first."""

    rarest = True
