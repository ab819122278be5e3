"""top: the most common values of fields.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/top
"""

from __future__ import annotations

from preview.spl.ranking import Ranking


class Top(Ranking):
    """Counts combinations of values, the most common first."""

    rarest = False
