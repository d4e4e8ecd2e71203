"""What each recipient surely is: its name as compared, its legal form, and its enterprise number where that is sure.

An enterprise number printed for one of a name's grants is that of the others too, unless their municipalities say that
they may be another's; names that differ in spaces alone are the same only where a document prints both and a line
ends at that place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.organisation_names import to_organisation_name
from parsers.vocabulary import fold
from schemas.grants import GrantRecord
from schemas.organisations import OrganisationName

_OF_ONE_DOCUMENT = ("collective", "person")
_OF_ONE_PLACE = ("municipality", "province")  # what is printed beside these is no place that tells two of them apart


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What is surely one organisation: name without form, form, enterprise number (both empty where there is none).

    `document_id` stands where equal names in two documents may be two recipients: `J. Janssens`, `diverse gemeenten`.
    `spelling`: the words of a name that differs from another in its spaces alone (`De Ark`, `Deark`); empty for the
    one with the fewest words, so that its id stays when the other comes.
    """

    key: str
    form: str
    number: str
    document_id: str = ""
    spelling: str = ""

    @property
    def name(self) -> tuple[str, str, str]:
        """What equal names share, whatever their form and number."""
        return self.key, self.document_id, self.spelling


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who got a grant; `shortened`: printed as an abbreviation that its document explains, `name` is the full name."""

    grant: GrantRecord
    name: OrganisationName
    shortened: bool = False

    @property
    def place(self) -> str:
        """The folded municipality printed with the grant, which may tell it from one of the same name; else empty."""
        return fold(self.grant.municipality or "") if self.name.kind not in _OF_ONE_PLACE else ""


@dataclass(slots=True)
class _Printed:
    """What is printed for the grants of one name: the numbers, and the municipalities of those without one."""

    numbers: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def add(self, recipient: Recipient) -> None:
        if recipient.grant.enterprise_number is not None:
            self.numbers.add(recipient.grant.enterprise_number)
        elif recipient.place:
            self.others.add(recipient.place)

    def find_number(self, recipient: Recipient, places: Mapping[str, set[str]]) -> str:
        """The number of this recipient; empty where it is printed without and may be another of the same name.

        `places`: by number, the municipalities printed with it under any name.
        """
        if recipient.grant.enterprise_number is not None:
            return recipient.grant.enterprise_number
        if len(self.numbers) != 1:
            return ""
        (number,) = self.numbers
        own = places.get(number, set())
        return number if recipient.place in own or not _may_be_of_another(own, self.others) else ""


def contradict(numbers: tuple[str | None, str | None], places: tuple[set[str], set[str]]) -> bool:
    """Whether the municipalities of two of one name say that they may be two; a number is that of its own places only.

    Without a number, or with one each, they contradict where both are known and have none in common.
    """
    if bool(numbers[0]) == bool(numbers[1]):
        return bool(places[0] and places[1] and not places[0] & places[1])
    own, others = places if numbers[0] else places[::-1]
    return _may_be_of_another(own, others)


def _may_be_of_another(own: set[str], others: set[str]) -> bool:
    """Whether what is printed in the other municipalities may not be the one whose number is printed in its own."""
    return not others <= own if own else len(others) > 1


def identify(recipients: Sequence[Recipient]) -> list[Identity]:
    """Each one's identity. A name with one enterprise number has it everywhere; with several, only where printed."""
    plain = _to_identities(_with_whole_words(recipients))
    printed: dict[Identity, _Printed] = defaultdict(_Printed)
    places: dict[str, set[str]] = defaultdict(set)
    for recipient, identity in zip(recipients, plain, strict=True):
        printed[identity].add(recipient)
        if recipient.grant.enterprise_number is not None and recipient.place:
            places[recipient.grant.enterprise_number].add(recipient.place)
    numbers = [
        printed[identity].find_number(recipient, places) for recipient, identity in zip(recipients, plain, strict=True)
    ]
    return [
        replace(identity, number=number) if number else identity
        for identity, number in zip(plain, numbers, strict=True)
    ]


def _to_identities(names: Sequence[tuple[str, OrganisationName]]) -> list[Identity]:
    """The identities without their numbers, of names with their documents."""
    scoped = [(name, document_id if name.kind in _OF_ONE_DOCUMENT else "") for document_id, name in names]
    spellings: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for name, scope in scoped:
        if name.kind == "organisation":
            spellings[name.key, scope].add(name.words)
    first = {key: min(words, key=lambda words: (len(words), words)) for key, words in spellings.items()}
    return [
        Identity(name.key, name.form or "", "", scope, _to_spelling(name, first.get((name.key, scope), name.words)))
        for name, scope in scoped
    ]


def _to_spelling(name: OrganisationName, first: tuple[str, ...]) -> str:
    return "" if name.kind != "organisation" or name.words == first else " ".join(name.words)


def _with_whole_words(recipients: Sequence[Recipient]) -> list[tuple[str, OrganisationName]]:
    """Each one's document and name; one that a line end tore is the whole one that the same document prints."""
    spellings: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for recipient in recipients:
        spellings[recipient.grant.document_id, recipient.name.key].add(recipient.name.words)
    names = []
    for recipient in recipients:
        grant, name = recipient.grant, recipient.name
        known = spellings[grant.document_id, name.key]
        names.append((grant.document_id, _take_whole(name, known, grant.organisation_printed, "\n")))
    return names


def with_glued_hyphens(names: Mapping[tuple[str, str], OrganisationName]) -> dict[tuple[str, str], OrganisationName]:
    """The names by document and print; one with a hyphen is the one without it, where both are printed."""
    spellings: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names.values():
        spellings[name.key].add(name.words)
    return {
        (document_id, printed): _take_whole(name, spellings[name.key], printed, "-") if "-" in printed else name
        for (document_id, printed), name in names.items()
    }


def _take_whole(name: OrganisationName, known: set[tuple[str, ...]], printed: str, mark: str) -> OrganisationName:
    """The name with the known words that it has once one of these marks, or all of them, are taken out."""
    if name.kind != "organisation" or len(known) < 2:
        return name
    whole = [words for words in _join_parts(printed, mark) if words in known]
    return replace(name, words=min(whole, key=len)) if whole else name


def _join_parts(printed: str, mark: str) -> Iterator[tuple[str, ...]]:
    parts = printed.split(mark)
    for at in range(1, len(parts)):
        yield to_organisation_name(mark.join(parts[:at]) + mark.join(parts[at:])).words
    yield to_organisation_name("".join(parts)).words
