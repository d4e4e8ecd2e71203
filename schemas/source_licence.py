"""What every format says of the dataset as a whole: its name, whose documents it is made from, and their licence.

The licence of the Flemish Parliament's open data is the model licence for free reuse, which asks to name the source.
"""

from __future__ import annotations

DATASET_NAME = "parlgrants"
DATASET_TITLE = "Grants in answers to written questions of the Flemish Parliament"
DATASET_DESCRIPTION = (
    "Grants that ministers list in their answers to written questions: who got how much, for what and when, each with "
    "the page and place where the amount is printed, checked against the totals printed in the same document. "
    "Amounts with verified = mismatch do not add up to the printed total; the findings tell what could not be read."
)
PUBLISHER = "parlgrants"

SOURCE_NAME = "Vlaams Parlement"
SOURCE_ADDRESS = "https://www.vlaamsparlement.be"
SOURCE_PAGE = "https://www.vlaamsparlement.be/nl/parlementair-werk/dossiers/dossiers/open-data"
ATTRIBUTION = f"Bron: {SOURCE_NAME}"

LICENCE_NAME = "modellicentie-gratis-hergebruik-1.0"
LICENCE_TITLE = "Modellicentie Gratis Hergebruik v1.0"
LICENCE_ADDRESS = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"

FUNDER = "Vlaamse overheid"
COUNTRY = "BE"
LANGUAGE = "nl"
