"""`jq [-c] [-r] PROGRAM FILE` by the library jq, for machines where the program itself is not installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jq


def main(arguments: list[str]) -> None:
    options = "".join(argument[1:] for argument in arguments if argument.startswith("-"))
    program, file = (argument for argument in arguments if not argument.startswith("-"))
    for value in jq.compile(program).input_text(Path(file).read_text(encoding="utf-8")):
        if "r" in options and isinstance(value, str):
            print(value)
        elif "c" in options:
            print(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        else:
            print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
