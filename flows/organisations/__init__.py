"""Recipients as printed -> organisations; pairs that may be one organisation are told, never joined."""
