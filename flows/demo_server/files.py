"""The service of files: their bytes, the headers it gives some of them, and questions whether they changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from flows.demo_server.questions import DemoFile

PATH, OLD_PATH = "/files/pfile", "/pfile"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".doc": "application/msword",
    ".rtf": "application/rtf",
}
_UNKNOWN_TYPES = ("application/octet-stream", "binary/octet-stream")
_PDF_END = b"\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is served now; `version` is 0 until it is replaced."""

    file: DemoFile
    path: Path
    version: int = 0

    def read(self) -> bytes:
        """Its bytes, from disk each time. Raises OSError."""
        content = self.path.read_bytes()
        if not content.startswith(b"%PDF-"):
            return content
        return content + self.file.mark + (b"\n%% version %d" % self.version + _PDF_END if self.version else b"")


def media_type(path: Path) -> str:
    """What a file is by its name."""
    return MEDIA_TYPES.get(path.suffix.lower(), _UNKNOWN_TYPES[0])


def to_file_url(file: DemoFile, base: str) -> str:
    """The file's address, in one of the two forms the services use."""
    return f"{base}{PATH if file.pfile_id % 3 else OLD_PATH}?id={file.pfile_id}"


def to_headers(content: Content) -> dict[str, str]:
    """The headers of a file. Some have a type that says nothing, some a name, most say when they were changed."""
    pfile_id, changed = content.file.pfile_id, content.path.stat()
    unknown = pfile_id // 20 % 10
    headers = {"Content-Type": _UNKNOWN_TYPES[unknown] if unknown < 2 else media_type(content.path)}
    if pfile_id // 20 % 4:
        headers["ETag"] = f'"{changed.st_mtime_ns:x}-{changed.st_size:x}-{content.version}"'
        headers["Last-Modified"] = formatdate(changed.st_mtime + 3600 * content.version, usegmt=True)
    if pfile_id // 20 % 3 == 0:
        headers["Content-Disposition"] = f'attachment; filename="{content.file.path.name}"'
    return headers


def is_unchanged(headers: Mapping[str, str], asked: Mapping[str, str]) -> bool:
    """Whether who asks has the file as it is: by its tag, or without one by its day, which must be the very same."""
    if tags := asked.get("if-none-match"):
        return headers.get("ETag") in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    day = asked.get("if-modified-since")
    return day is not None and day == headers.get("Last-Modified")
