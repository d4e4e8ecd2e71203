"""The nouns of parlgrants: plain frozen data, no behaviour, no I/O."""
