"""docs/rulesets.md is true: its table is that of the rulesets, its excerpts stand in the file, it leaves none out."""

from __future__ import annotations

import re

import rulesets
from pipeline.discover import batch_checks, checks
from rulesets._table import PAGE, markdown, written

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_table_is_what_the_rulesets_say() -> None:
    table = markdown(rulesets.load_all())
    assert table in TEXT, "run: python -m rulesets._table"
    assert written(TEXT, table) == TEXT
    for figure in ("250 万元 (south 150 万元), 7(1)", "200 万元 (nonprofit down to 100 万元)", "60 %, 7(6)"):
        assert figure in table


def test_every_ruleset_and_variant_is_on_the_page() -> None:
    for ruleset in rulesets.load_all():
        assert ruleset.id in TEXT
        for variant in ruleset.variants():
            assert re.search(rf"\b{variant}\b", TEXT)


def test_the_excerpts_stand_in_the_example() -> None:
    example = (PAGE.parents[1] / "rulesets" / "xinjiang-2021.yaml").read_text(encoding="utf-8")
    excerpts = re.findall(r"```yaml\n(.*?)```", TEXT, re.S)
    assert len(excerpts) >= 6
    for excerpt in excerpts:
        assert excerpt in example


def test_what_it_names_exists() -> None:
    named = set(re.findall(r"check: ([a-z-]+)", TEXT))
    assert named <= {*checks(), *batch_checks()}
    for setting in re.findall(r"`((?:qualif|satisf|unrated)\w+)`", TEXT):
        assert all(setting in r.settings for r in rulesets.load_all())
