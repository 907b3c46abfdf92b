"""Invented application packages with their truth, and the generator that makes them."""
