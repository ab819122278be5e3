"""The ATT&CK marks that sysmon-modular writes into RuleName.

Form: https://github.com/olafhartong/sysmon-modular, for example
``technique_id=T1059.001,technique_name=PowerShell,phase_name=Execution``. A technique's name may
hold commas itself.
"""

from __future__ import annotations

import re
from typing import Dict

from huntpipe.sysmon.names import MARKS

_MARK = re.compile(r"(?:^|,)\s*(\w+)\s*=\s*(.*?)\s*(?=,\s*\w+\s*=|$)", re.DOTALL)


def split_rule_name(rule_name: str) -> Dict[str, str]:
    """Return the marks a rule name holds; an empty mapping for a plain name."""
    if "=" not in rule_name:
        return {}
    return {name: value for name, value in _MARK.findall(rule_name) if name in MARKS}
