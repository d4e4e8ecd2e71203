"""The formats of a release beside Parquet, CSV and JSON Lines; each module writes one, from the same checked tables."""
