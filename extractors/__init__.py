"""One module a document kind: `score` recognises it on a page, `extract` takes claims and rows out of it."""
