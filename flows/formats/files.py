"""What the writers of a release's formats share: JSON files that are the same bytes for the same content."""

from __future__ import annotations

import json
from pathlib import Path


def write_json(content: object, path: Path) -> None:
    """Write JSON, UTF-8, two spaces deep."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
