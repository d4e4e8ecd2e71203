"""The Flemish Parliament: written questions found by its search service, told by its open data service.

`search` finds hits, `listing` tells whether all were seen, `hits` makes documents of them, `detail` understands what is
told of one question, `files` gives each file its address and name, `source` does the fetching.
"""
