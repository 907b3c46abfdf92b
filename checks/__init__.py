"""The checks: one module each, found by `pipeline.discover`; helpers start with an underscore."""
