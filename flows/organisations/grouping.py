"""Which recipients are the same organisation: only what is sure, and the same whatever the order of the grants.

The same are: equal names (`to_organisation_name` says what may differ), a name with its only legal form and the name
without it, an abbreviation and its name in one document, and names with the same enterprise number. A name with two
enterprise numbers is two organisations, and what is printed without number is neither; nor is what is printed with
another municipality than the number.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.organisations.identities import Identity, Recipient, contradict, identify, with_glued_hyphens
from parsers.organisation_names import to_organisation_name
from schemas.grants import GrantRecord
from schemas.organisations import OrganisationKind, OrganisationName

_KINDS: tuple[OrganisationKind, ...] = ("person", "municipality", "province", "organisation", "collective")


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

    @property
    def places(self) -> set[str]:
        """The folded municipalities printed with its grants, where they may tell organisations apart."""
        return {recipient.place for recipient in self.recipients} - {""}


@dataclass(frozen=True, slots=True)
class _Clues:
    """By legal form, whether the name without it is the same one; by number or else identity, its municipalities."""

    joins_bare: dict[str, bool]
    places: dict[str | Identity, set[str]]


def group_recipients(grants: Sequence[GrantRecord]) -> list[Group]:
    """The organisations of these grants, in the order of their ids; each grant belongs to exactly one."""
    names = with_glued_hyphens(parse_names((grant.document_id, grant.organisation) for grant in grants))
    recipients = _with_full_names(grants, names)
    of_identity: dict[Identity, list[int]] = defaultdict(list)
    places: dict[str | Identity, set[str]] = defaultdict(set)
    for at, identity in enumerate(identify(recipients)):
        of_identity[identity].append(at)
        places[identity.number or identity] |= {recipients[at].place} - {""}
    joins_bare = {recipient.name.form or "": recipient.name.joins_bare for recipient in recipients}
    groups = []
    for identities in _join(sorted(of_identity), _Clues(joins_bare, places)):
        rows = sorted(at for identity in identities for at in of_identity[identity])
        groups.append(Group("", identities, [recipients[at] for at in rows]))
    return sorted(_with_ids(groups, joins_bare), key=lambda group: group.organisation_id)


def parse_names(printed: Iterable[tuple[str, str]]) -> dict[tuple[str, str], OrganisationName]:
    """Each name taken apart, by its document and the name as printed.

    One printed with a title in the same document (`de heer Jan Janssens`) is a person's without it, in any order of
    its words; in another document it may be a museum's.
    """
    names = {(document_id, text): to_organisation_name(text) for document_id, text in sorted(set(printed))}
    persons = {
        (document_id, tuple(sorted(name.words))): name
        for (document_id, _), name in names.items()
        if name.kind == "person" and len(name.words) > 1
    }

    def find(document_id: str, name: OrganisationName) -> OrganisationName:
        bare = name.kind == "organisation" and name.form is None
        return persons.get((document_id, tuple(sorted(name.words))), name) if bare else name

    return {(document_id, text): find(document_id, name) for (document_id, text), name in names.items()}


def _with_full_names(grants: Sequence[GrantRecord], names: dict[tuple[str, str], OrganisationName]) -> list[Recipient]:
    """Each grant's recipient; an abbreviation that its document prints behind one full name is that name."""
    full: dict[tuple[str, str], set[OrganisationName]] = defaultdict(set)
    for grant in grants:
        name = names[grant.document_id, grant.organisation]
        if name.short is not None:
            full[grant.document_id, name.short].add(replace(name, form=None, joins_bare=True))
    forms = _forms_by_key(names.values())
    recipients = []
    for grant in grants:
        name = names[grant.document_id, grant.organisation]
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


def _join(identities: Sequence[Identity], clues: _Clues) -> list[tuple[Identity, ...]]:
    """Identities of one organisation, together: those with one number, and the bare name with its only form."""
    root = {identity: identity for identity in identities}
    by_number: dict[str, Identity] = {}
    by_name: dict[tuple[str, str, str], list[Identity]] = defaultdict(list)
    for identity in identities:
        if identity.number:
            root[identity] = by_number.setdefault(identity.number, identity)
        by_name[identity.name].append(identity)
    for same_name in by_name.values():
        # One of the two has no number and stands alone until now, or both have the same: no chain joins two numbers.
        pair = _find_bare_pair(same_name, clues)
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


def _find_bare_pair(same_name: Sequence[Identity], clues: _Clues) -> tuple[Identity, Identity] | None:
    """The bare name and its form, where each stands for one organisation only and nothing printed contradicts."""
    bare = [identity for identity in same_name if not identity.form]
    formed = [identity for identity in same_name if identity.form]
    if len(bare) != 1 or len(formed) != 1 or not clues.joins_bare[formed[0].form]:
        return None
    return (formed[0], bare[0]) if _may_be_one(formed[0], bare[0], clues.places) else None


def _may_be_one(one: Identity, other: Identity, places: dict[str | Identity, set[str]]) -> bool:
    """Whether neither the enterprise numbers nor the municipalities of two identities of one name contradict."""
    if one.number and other.number:
        return one.number == other.number
    return not contradict((one.number, other.number), (places[one.number or one], places[other.number or other]))


def _with_ids(groups: Sequence[Group], joins_bare: dict[str, bool]) -> list[Group]:
    """The groups with their ids: from the enterprise number, or else from the name.

    The form counts in an id only where it tells organisations of one name apart, so that an id does not change when
    a name is first printed with its form.
    """
    bare = {i.name: at for at, group in enumerate(groups) for i in group.identities if not i.form}
    forms: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for identity in (identity for group in groups for identity in group.identities):
        forms[identity.name].add(identity.form)
    for at, group in enumerate(groups):
        first = group.identities[0]
        name = first.name
        alone = len(forms[name] - {""}) == 1 and joins_bare[group.identities[-1].form] and name not in bare
        plain = alone or bare.get(name) == at
        group.organisation_id = _to_id(group.number, first, "" if plain else first.form)
    return list(groups)


def _to_id(number: str | None, first: Identity, form: str) -> str:
    if number is not None:
        return f"org-{number}"
    parts = [first.key, first.document_id, form, *filter(None, [first.spelling])]
    return f"org-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:12]}"
