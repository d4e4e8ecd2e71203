"""Pages that are pictures: recognised by Tesseract, then read like any other page."""
