"""The released contract `docs/contract.json`, from the declared fields: `python -m flows.contract_page [--check]`.

Where the declaration breaks what was released without the version that allows it, nothing is written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import cast

from flows.generated_pages import REPOSITORY, write_or_check
from schemas.contract import Contract, check_contract, to_contract
from schemas.fields import DATASET_VERSION
from schemas.lines import LINE_FIELDS

PAGE = REPOSITORY / "docs" / "contract.json"


def to_page() -> str:
    """Give the contract of the declared fields as JSON."""
    return json.dumps(to_contract(DATASET_VERSION, LINE_FIELDS), ensure_ascii=False, indent=1) + "\n"


def read_released() -> Contract | None:
    """Read the released contract; None before the first."""
    return cast(Contract, json.loads(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else None


def main(arguments: Sequence[str]) -> int:
    """Write the contract, or check it; gives the exit code: 1 where it differs or what was released is broken."""
    released = read_released()
    broken = check_contract(released, to_contract(DATASET_VERSION, LINE_FIELDS)) if released else []
    for what in broken:
        print(f"{PAGE.name}: {what} (DATASET_VERSION in schemas/fields.py)", file=sys.stderr)
    return 1 if broken else write_or_check(PAGE, to_page(), "flows.contract_page", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
