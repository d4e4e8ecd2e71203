"""The columns of the tables `organisations` and `organisation_candidates`, declared once."""

from __future__ import annotations

from schemas.field import Field, choice, euro_sum, integer, text
from schemas.organisations import KboMatch, LikenessKind, OrganisationKind, YesNo

ORGANISATION_ID = r"org-([01]\d{9}|[0-9a-f]{12})"
IS_PERSON_FIELD = choice(
    "recipient_is_person",
    "`yes` where the printed name shows a natural person (a title, or initials and a surname, and no legal form), `no` "
    "where it does not: a given name and a surname alone are not recognised",
    YesNo,
)


def _to_organisation(name: str, meaning: str) -> Field:
    return Field(name=name, type="text", pattern=ORGANISATION_ID, key=True, references="organisations", meaning=meaning)


ORGANISATION_FIELDS: tuple[Field, ...] = (
    Field(
        name="organisation_id",
        type="text",
        pattern=ORGANISATION_ID,
        key=True,
        meaning="identifies the organisation: `org-` and its enterprise number, or where none is printed 12 hex digits "
        "of its name as compared, so that its spelling changes nothing",
    ),
    text("name", "the name printed most often, with its legal form where that is printed"),
    choice(
        "kind",
        "`municipality` and `province` are these themselves (`Stad Gent`, not `OCMW Gent`); `person` looks like a "
        "natural person, `collective` is nobody by name (`14 gemeenten`): both are of one document, and equal names in "
        "another are others",
        OrganisationKind,
    ),
    text(
        "legal_form",
        "legal form as printed most often; forms of two languages, and one that another replaced, have one name "
        "(`asbl` is `vzw`, `bvba` is `bv`)",
        nullable=True,
    ),
    text(
        "enterprise_number",
        "enterprise number printed for any of its grants; a grant to the same name that is printed without number and "
        "in another municipality is another organisation's",
        nullable=True,
        pattern=r"[01]\d{9}",
    ),
    Field(name="printed_names", type="texts", meaning="its names as its grants give them, each once"),
    Field(
        name="municipalities",
        type="texts",
        meaning="municipalities printed with its grants; several may mean several organisations of one name",
    ),
    integer("grants", "number of its grants published here", 1),
    euro_sum("total_eur", "sum of their `amount_eur`"),
    integer("documents", "number of documents that print them", 1),
    integer("first_year", "first year of its grants", 1990, maximum=2099, nullable=True),
    integer("last_year", "last year of its grants", 1990, maximum=2099, nullable=True),
    IS_PERSON_FIELD,
    text(
        "kbo_number",
        "number of the enterprise that the KBO open data files name so; null where they were not given or name none. "
        "It is found by name, not printed: `kbo_match` tells how",
        nullable=True,
        pattern=r"[01]\d{9}",
    ),
    text("kbo_name", "its name there", nullable=True),
    integer("kbo_score", "how much alike the names are, of 100", 0, maximum=100, nullable=True),
    choice(
        "kbo_match",
        "`enterprise_number` the printed number is in the KBO, `exact` one legal person has the name, "
        "`exact_in_municipality` several have it and one is in a municipality printed with the grants, "
        "`exact_elsewhere` one has it and is in none of those, `ambiguous` several have it (then no number is told), "
        "`candidate` the name is only like it, or differs in its spaces",
        KboMatch,
        nullable=True,
    ),
)

ORGANISATION_CANDIDATE_FIELDS: tuple[Field, ...] = (
    _to_organisation("organisation_id", "the organisation whose id comes first"),
    _to_organisation("other_id", "the organisation that may be the same"),
    text("name", "name of the first"),
    text("other_name", "name of the other"),
    choice(
        "likeness",
        "`enterprise_number` equal names, of which two enterprise numbers are printed; `legal_form` equal names with "
        "other forms, or where only one prints its form; `municipality` equal names printed in other municipalities, "
        "of which one has an enterprise number or a legal form; `place` the name of a place alone, and its "
        "municipality or province; `abbreviation` one is printed as the other's abbreviation in another document; "
        "`words` the same words in another order, shortened, or but for little words; `spelling` spelt alike, or but "
        "for spaces",
        LikenessKind,
    ),
    integer("score", "how much alike the names are, of 100", 0, maximum=100),
    text("reason", "why they may be one, in a sentence"),
)
