"""Which recipients are the same organisation: only what is sure, and the same whatever the order of the grants.

The same are: equal names (`to_organisation_name` says what may differ), a name with its only legal form and the name
without it, an abbreviation and its name in one document, and names with the same enterprise number. A name with two
enterprise numbers is two organisations, and what is printed without number is neither.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parsers.organisation_names import to_organisation_name, to_person_key
from schemas.grants import GrantRecord
from schemas.organisations import OrganisationKind, OrganisationName

_OF_ONE_DOCUMENT = ("collective", "person")
_KINDS: tuple[OrganisationKind, ...] = ("person", "municipality", "province", "organisation", "collective")


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What is surely one organisation: name without form, form, enterprise number (both empty where there is none).

    `document_id` stands where equal names in two documents may be two recipients: `J. Janssens`, `diverse gemeenten`.
    """

    key: str
    form: str
    number: str
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who got a grant; `shortened`: printed as an abbreviation that its document explains, `name` is the full name."""

    grant: GrantRecord
    name: OrganisationName
    shortened: bool = False


@dataclass(slots=True)
class Group:
    """One organisation: its id, the identities joined in it, and its recipients in the order they came."""

    organisation_id: str
    identities: tuple[Identity, ...]
    recipients: list[Recipient]

    @property
    def names(self) -> list[OrganisationName]:
        """Its names taken apart, each once."""
        return list(dict.fromkeys(recipient.name for recipient in self.recipients))

    @property
    def kind(self) -> OrganisationKind:
        """What it is; where the names of one enterprise number disagree, a person before all others."""
        kinds = {name.kind for name in self.names}
        return next(kind for kind in _KINDS if kind in kinds)

    @property
    def number(self) -> str | None:
        """The enterprise number that all its identities with one share."""
        return next((identity.number for identity in self.identities if identity.number), None)


def group_recipients(grants: Sequence[GrantRecord]) -> list[Group]:
    """The organisations of these grants, in the order of their ids; each grant belongs to exactly one."""
    names = parse_names(grant.organisation for grant in grants)
    recipients = _with_full_names(grants, names)
    of_identity: dict[Identity, list[int]] = defaultdict(list)
    for at, identity in enumerate(_identify(recipients)):
        of_identity[identity].append(at)
    joins_bare = {recipient.name.form or "": recipient.name.joins_bare for recipient in recipients}
    groups = []
    for identities in _join(sorted(of_identity), joins_bare):
        rows = sorted(at for identity in identities for at in of_identity[identity])
        groups.append(Group("", identities, [recipients[at] for at in rows]))
    return sorted(_with_ids(groups, joins_bare), key=lambda group: group.organisation_id)


def parse_names(printed: Iterable[str]) -> dict[str, OrganisationName]:
    """Each name taken apart. One printed with a title anywhere (`de heer Jan Janssens`) is a person's without it."""
    names = {text: to_organisation_name(text) for text in sorted(set(printed))}
    persons = {name.key: name for name in names.values() if name.kind == "person" and len(name.words) > 1}

    def find(name: OrganisationName) -> OrganisationName:
        bare = name.kind == "organisation" and name.form is None
        return persons.get(to_person_key(name.words), name) if bare else name

    return {printed: find(name) for printed, name in names.items()}


def _with_full_names(grants: Sequence[GrantRecord], names: dict[str, OrganisationName]) -> list[Recipient]:
    """Each grant's recipient; an abbreviation that its document prints behind one full name is that name."""
    full: dict[tuple[str, str], set[OrganisationName]] = defaultdict(set)
    for grant in grants:
        name = names[grant.organisation]
        if name.short is not None:
            full[grant.document_id, name.short].add(replace(name, form=None, joins_bare=True))
    forms = _forms_by_key(names.values())
    recipients = []
    for grant in grants:
        name = names[grant.organisation]
        meant = full.get((grant.document_id, name.key), set())
        told = _take_full(name, next(iter(meant)), forms) if len(meant) == 1 else name
        recipients.append(Recipient(grant, told, told is not name))
    return recipients


def _take_full(name: OrganisationName, full: OrganisationName, forms: dict[str, set[str]]) -> OrganisationName:
    """The full name with the form of the abbreviation, unless the full name is known with others only."""
    known = forms.get(full.key, set())
    clash = name.form is not None and known and name.form not in known
    return name if clash or name.kind != "organisation" else replace(full, form=name.form, joins_bare=name.joins_bare)


def _forms_by_key(names: Iterable[OrganisationName]) -> dict[str, set[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.form is not None:
            forms[name.key].add(name.form)
    return forms


def _identify(recipients: Sequence[Recipient]) -> list[Identity]:
    """Each one's identity. A name with one enterprise number has it everywhere; with several, only where printed."""
    plain = [_to_identity(recipient.grant, recipient.name) for recipient in recipients]
    numbers: dict[Identity, set[str]] = defaultdict(set)
    for recipient, identity in zip(recipients, plain, strict=True):
        if recipient.grant.enterprise_number is not None:
            numbers[identity].add(recipient.grant.enterprise_number)
    return [
        replace(identity, number=_find_number(recipient.grant, numbers.get(identity, set())))
        for recipient, identity in zip(recipients, plain, strict=True)
    ]


def _to_identity(grant: GrantRecord, name: OrganisationName) -> Identity:
    document_id = grant.document_id if name.kind in _OF_ONE_DOCUMENT else ""
    return Identity(name.key, name.form or "", "", document_id)


def _find_number(grant: GrantRecord, numbers: set[str]) -> str:
    return next(iter(numbers)) if len(numbers) == 1 else grant.enterprise_number or ""


def _join(identities: Sequence[Identity], joins_bare: dict[str, bool]) -> list[tuple[Identity, ...]]:
    """Identities of one organisation, together: those with one number, and the bare name with its only form."""
    root = {identity: identity for identity in identities}
    by_number: dict[str, Identity] = {}
    by_key: dict[tuple[str, str], list[Identity]] = defaultdict(list)
    for identity in identities:
        if identity.number:
            root[identity] = by_number.setdefault(identity.number, identity)
        by_key[identity.key, identity.document_id].append(identity)
    for same_name in by_key.values():
        # One of the two has no number and stands alone until now, or both have the same: no chain joins two numbers.
        pair = _find_bare_pair(same_name, joins_bare)
        if pair is not None:
            root[_find_root(root, pair[1])] = _find_root(root, pair[0])
    groups: dict[Identity, list[Identity]] = defaultdict(list)
    for identity in root:
        groups[_find_root(root, identity)].append(identity)
    return [tuple(sorted(group)) for group in groups.values()]


def _find_root(root: dict[Identity, Identity], identity: Identity) -> Identity:
    while root[identity] != identity:
        identity = root[identity]
    return identity


def _find_bare_pair(same_name: Sequence[Identity], joins_bare: dict[str, bool]) -> tuple[Identity, Identity] | None:
    """The bare name and its form, where each stands for one organisation only and their numbers do not contradict."""
    bare = [identity for identity in same_name if not identity.form]
    formed = [identity for identity in same_name if identity.form]
    if len(bare) != 1 or len(formed) != 1 or not joins_bare[formed[0].form]:
        return None
    numbers = {identity.number for identity in (*bare, *formed)} - {""}
    return (formed[0], bare[0]) if len(numbers) < 2 else None


def _with_ids(groups: Sequence[Group], joins_bare: dict[str, bool]) -> list[Group]:
    """The groups with their ids: from the enterprise number, or else from the name.

    The form counts in an id only where it tells organisations of one name apart, so that an id does not change when
    a name is first printed with its form.
    """
    bare = {(i.key, i.document_id): at for at, group in enumerate(groups) for i in group.identities if not i.form}
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for identity in (identity for group in groups for identity in group.identities):
        forms[identity.key, identity.document_id].add(identity.form)
    for at, group in enumerate(groups):
        first = group.identities[0]
        name = (first.key, first.document_id)
        alone = len(forms[name] - {""}) == 1 and joins_bare[group.identities[-1].form] and name not in bare
        plain = alone or bare.get(name) == at
        group.organisation_id = _to_id(group.number, *name, "" if plain else first.form)
    return list(groups)


def _to_id(number: str | None, key: str, document_id: str, form: str) -> str:
    if number is not None:
        return f"org-{number}"
    return f"org-{hashlib.sha256(chr(0).join((key, document_id, form)).encode()).hexdigest()[:12]}"
