"""Readers of tables: each turns a page into grids of cells; evidence chooses between them."""
