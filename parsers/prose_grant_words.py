"""Words by which a text speaks of granted money."""

from __future__ import annotations

import re
from functools import cache

from parsers.vocabulary import fold, load_words


def tells_of_grants(text: str) -> bool:
    """Whether words of granting money stand in a text (`toegekend`, `subsidie`)."""
    return bool(_grant_words().search(fold(text)))


@cache
def _grant_words() -> re.Pattern[str]:
    words = [fold(row["words"]) for row in load_words("grant_words")]
    ends = "|".join(re.escape(word.removeprefix("*")) for word in words if word.startswith("*"))
    beginnings = "|".join(re.escape(word) for word in words if not word.startswith("*"))
    return re.compile(rf"\b(?:{beginnings})|(?:{ends})")
