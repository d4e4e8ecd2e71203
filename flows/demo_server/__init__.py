"""A stand-in for the Parliament's web services on this machine, over a folder of answers.

`parsers` and `flows.sources` know nothing of it: they meet it over HTTP, as they meet the Parliament.
"""
