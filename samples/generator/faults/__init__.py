"""Planted faults: each changes the world before it is printed and says which checks must notice."""

from . import figures, lists, papers  # the catalogue fills as these are imported
from .base import CATALOGUE, Fault, compatible, plant

__all__ = ["CATALOGUE", "Fault", "compatible", "figures", "lists", "papers", "plant"]
