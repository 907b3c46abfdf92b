"""Planted faults: each changes the world before it is printed and says which checks must notice."""

from . import figures, lists, papers, provincial  # the catalogue fills as these are imported
from .base import CATALOGUE, NEEDS, Fault, applicable, compatible, plant

__all__ = [
    "CATALOGUE",
    "NEEDS",
    "Fault",
    "applicable",
    "compatible",
    "figures",
    "lists",
    "papers",
    "plant",
    "provincial",
]
