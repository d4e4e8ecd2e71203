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
    return re.compile(rf"\b(?:{'|'.join(re.escape(fold(row['words'])) for row in load_words('grant_words'))})")
