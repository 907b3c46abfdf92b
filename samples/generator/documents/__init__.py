"""One module a document kind; each has `build(world, style) -> Document`."""
