"""Makes invented application packages that look like scans, and writes down what stands in them.

A seeded world (`world`) is printed by one module a document kind (`documents`) on pages of
drawing operations (`page`, `layout`, `table`). The pages become images (`raster`, `scan`), digital
PDFs, sheets or Word files (`digital`), and every printed figure is remembered (`truth`).
Planted faults (`faults`) change the world and say which checks must notice.
"""
