"""The three services behind their addresses: which answer a request gets."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from flows.demo_server import files, opendata, search
from flows.demo_server.changes import Parliament
from flows.demo_server.faults import Call, Faults, Service
from flows.demo_server.replies import XML_TYPE, Reply, spoil, to_json_reply, to_page_reply, to_redirect

NOT_FOUND = "Not found"


class Services:
    """Answers requests; `base` is the address of the server that passes them on."""

    def __init__(self, parliament: Parliament, faults: Faults, base: str) -> None:
        self._parliament, self._faults, self._base = parliament, faults, base

    def find_call(self, target: str) -> Call | None:
        """The request that an address makes; None where no service is behind it."""
        if (service := _find_service(urlsplit(target).path)) is None:
            return None
        ids = set(find_ids(target)) if service in ("detail", "bulk", "files") else set()
        if service == "files":
            ids.update(owned[0].schv_id for owned in map(self._parliament.find_owned, tuple(ids)) if owned)
        return Call(service, target, frozenset(ids))

    def answer(self, call: Call, headers: Mapping[str, str]) -> Reply:
        """The answer to a request, faults of its content included."""
        reply = self._answer(call, headers)
        return spoil(reply, call, self._faults) if reply.status == 200 else reply

    def _answer(self, call: Call, headers: Mapping[str, str]) -> Reply:
        if call.service == "search":
            return self._search(call)
        if call.service == "robots":
            rule = self._faults.find("robots", call)
            text = f"User-agent: *\n{rule.value}\n".encode() if rule else b""
            return Reply(200, {"Content-Type": "text/plain"}, text) if rule else to_page_reply(404, NOT_FOUND)
        if call.service == "files":
            return self._send_file(call, headers)
        return self._tell_questions(call, headers)

    def _search(self, call: Call) -> Reply:
        try:
            query = search.parse_query(call.address)
        except ValueError as error:
            return Reply(400, {"Content-Type": "application/json"}, f'{{"errors": ["{error}"]}}'.encode())
        page = search.to_page(self._parliament.find_hits(query, call.address), query, self._base)
        if self._faults.strikes("no-result", call):
            page.pop("result", None)
        return to_json_reply(page)

    def _tell_questions(self, call: Call, headers: Mapping[str, str]) -> Reply:
        """One question, or those of a list that are known: none of them gives an empty body."""
        if call.service == "bulk" and self._faults.find("no-bulk", call):
            return to_page_reply(404, NOT_FOUND)
        if self._faults.strikes("no-data", call):
            return to_json_reply({"error": "no data found"})
        found = [self._parliament.find_question(schv_id, call.service) for schv_id in find_ids(call.address)]
        questions = [question for question in found if question is not None]
        if call.service == "bulk":
            answer = opendata.to_list(questions, self._base) if questions else None
        elif questions:
            answer = opendata.to_detail(questions[0], self._base)
        else:
            return to_page_reply(404, NOT_FOUND)
        if "application/json" in headers.get("accept", "") and not self._faults.find("xml-only", call):
            return to_json_reply(answer) if answer else Reply(200, {"Content-Type": "application/json;charset=UTF-8"})
        return Reply(200, {"Content-Type": XML_TYPE}, opendata.to_xml(answer) if answer else b"")

    def _send_file(self, call: Call, headers: Mapping[str, str]) -> Reply:
        """The file; from its old address a redirect to the other one."""
        if elsewhere := self._faults.find("foreign-redirect", call):
            return to_redirect(elsewhere.value)
        pfile_id = next(iter(find_ids(call.address)), 0)
        if urlsplit(call.address).path == files.OLD_PATH:
            return to_redirect(f"{self._base}{files.PATH}?id={pfile_id}")
        if self._faults.find("redirect-loop", call):
            return to_redirect(f"{self._base}{files.OLD_PATH}?id={pfile_id}")
        content = self._parliament.find_content(pfile_id)
        if content is None or self._faults.strikes("gone", call):
            return to_page_reply(404, NOT_FOUND)
        told = files.to_headers(content)
        if files.is_unchanged(told, headers):
            return Reply(304, {name: told[name] for name in ("ETag", "Last-Modified") if name in told})
        return Reply(200, told, content.read())


def _find_service(path: str) -> Service | None:
    """The service behind a path."""
    if path in (files.PATH, files.OLD_PATH):
        return "files"
    if path == "/robots.txt":
        return "robots"
    if path.startswith(search.PREFIX):
        return "search"
    if path.startswith(opendata.PREFIX):
        return "bulk" if path == f"{opendata.PREFIX}lijst" else "detail"
    return None


def find_ids(address: str) -> tuple[int, ...]:
    """The ids that an address asks for: in its query, separated by commas, or at the end of its path."""
    parts = urlsplit(address)
    asked = parse_qs(parts.query).get("id") or [parts.path.rpartition("/")[2]]
    return tuple(int(each) for text in asked for each in text.split(",") if each.isdecimal())
