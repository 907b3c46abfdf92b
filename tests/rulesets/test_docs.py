"""docs/rulesets.md is true: its table is that of the rulesets, its excerpts stand in the file, it leaves none out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rulesets
from pipeline.catalogue import rulesets_app
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
    named = set(re.findall(r"^ +check: ([a-z-]+)", TEXT, re.M))
    assert named <= {*checks(), *batch_checks()}


def test_the_settings_are_those_of_every_ruleset() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| `([\w-]+)` \| ?([^|]*)\|$", TEXT, re.M)
    told = {name: (default, re.findall(r"`([\w-]+)`", others)) for name, default, others in rows}
    for ruleset in rulesets.load_all():
        assert told == {
            name: (str(s.value), [c for c in s.choices if c != str(s.value)])
            for name, s in ruleset.settings.items()
        }


def test_the_examples_are_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (PAGE.parents[1] / "rulesets" / "xinjiang-2021.yaml").read_text(encoding="utf-8")
    broken = broken.replace("valid_from: 2021-07-10", "valid_from: 2021-7-10")
    broken = broken.replace("check: assets-threshold", "check: asset-threshold")
    broken = broken.replace("    decided_by: machine", "    decide_by: machine", 1)
    (tmp_path / "jilin-2026.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```console\n\$ shenyan rulesets ([^\n]*)\n(.*?)```", TEXT, re.S)
    assert len(examples) == 3
    for command, lines in examples:
        done = CliRunner().invoke(rulesets_app, command.split(), env={"COLUMNS": "120"})
        printed = [line.rstrip() for line in done.output.splitlines()]
        assert [line for line in lines.splitlines() if line not in printed] == []
