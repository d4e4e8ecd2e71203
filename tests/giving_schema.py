"""What 360Giving 1.4 asks of a package, written here in our own words from its documentation: no copy of its schema.

It holds the fields that we write to the types, forms and requirements that the standard gives them, and lets no other
field in. `PARLGRANTS_360GIVING_SCHEMAS` may name a folder with the standard's own files, see CONTRIBUTING.md.
"""

from __future__ import annotations

from typing import Any

DAY = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}
YEAR = {"type": "string", "pattern": r"^\d{4}$"}
TEXT = {"type": "string", "pattern": r"\S"}
ADDRESS = {"type": "string", "pattern": r"^https?://\S+$"}


def thing(required: dict[str, object], optional: dict[str, object] | None = None) -> dict[str, Any]:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
        "additionalProperties": False,
    }


def several(item: dict[str, Any]) -> dict[str, Any]:
    """A list with at least one of these."""
    return {"type": "array", "minItems": 1, "items": item}


ORGANISATION = thing(
    {"id": {"type": "string", "pattern": r"^(BE-BCE_KBO-[01]\d{9}|360G-localparlgrants-[a-z0-9-]+)$"}, "name": TEXT}
)
PERSON = thing({"id": {"type": "string", "pattern": r"^360G-localparlgrants-[a-z0-9-]+$"}, "name": TEXT})
GRANT = {
    **thing(
        {
            "id": {"type": "string", "pattern": r"^360G-localparlgrants-[^/\s]+$"},
            "title": TEXT,
            "description": TEXT,
            "currency": {"const": "EUR"},
            "amountAwarded": {"type": "number", "exclusiveMinimum": 0},
            "awardDate": DAY,
            "fundingOrganization": several(ORGANISATION),
        },
        {
            "recipientOrganization": several(ORGANISATION),
            "recipientIndividual": PERSON,
            "amountAppliedFor": {"type": "number"},
            "amountDisbursed": {"type": "number"},
            "plannedDates": several(thing({"startDate": YEAR, "endDate": YEAR})),
            "beneficiaryLocation": several(thing({"name": TEXT, "countryCode": {"const": "BE"}})),
            "classifications": several(thing({"vocabulary": TEXT, "code": TEXT, "title": TEXT})),
            "relatedDocument": several(
                thing({"id": TEXT, "documentType": TEXT, "description": TEXT}, {"title": TEXT, "url": ADDRESS})
            ),
            "dataSource": ADDRESS,
        },
    ),
    "oneOf": [{"required": ["recipientOrganization"]}, {"required": ["recipientIndividual"]}],
}
HEAD = thing(
    {
        "version": {"const": "1.4"},
        "extensions": {"type": "array", "maxItems": 0},
        "title": TEXT,
        "description": TEXT,
        "identifier": TEXT,
        "publisher": thing({"name": TEXT}),
        "license": ADDRESS,
        "grants": {"type": "array", "minItems": 1},
    }
)
