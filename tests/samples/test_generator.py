"""The generator: the same seed gives the same bytes, and an unfaulted world keeps every rule."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from samples.generator import faults, fresh, identity, presets, regulations, table, world
from samples.generator.fonts import FACES, FontMissingError, locate
from samples.generator.layout import Flow, Look
from samples.generator.package import contents
from samples.generator.page import Words
from samples.generator.truth import truth

try:
    for face in FACES:
        locate(face)
    FONTS = ""
except FontMissingError as e:
    FONTS = str(e)
needs_fonts = pytest.mark.skipif(bool(FONTS), reason=FONTS or "fonts are there")


@needs_fonts
def test_same_seed_same_bytes() -> None:
    first, second = presets.mixed(3), presets.mixed(3)
    assert json.dumps(truth(first), ensure_ascii=False) == json.dumps(truth(second), ensure_ascii=False)
    for a, b in zip(first.files, second.files, strict=False):
        if a.shape in ("pdf", "xlsx", "docx") or sum(len(d.pages) for d in a.documents) <= 2:
            assert contents(a, "3") == contents(b, "3"), a.name


@needs_fonts
def test_committed_truth_is_what_the_generator_writes() -> None:
    folder = Path(__file__).parents[2] / "samples" / "truth"
    for preset in ("clean", "xj-south", "bd"):
        [package] = fresh.ALL[preset](1)
        stored = json.loads((folder / f"{package.id}.json").read_text(encoding="utf-8"))
        assert json.loads(json.dumps(truth(package))) == stored


@needs_fonts
def test_random_packages_differ_and_hold_together() -> None:
    seen = set()
    for seed, rule in zip((900, 903, 905, 907, 910), regulations.IDS, strict=True):
        package = fresh.varied(seed, rule)
        t = truth(package)
        seen.add(t["applicant"])
        assert t["ruleset"] == rule
        assert t["claims"]
        assert len(t["tables"]["served-enterprises"]) >= 40
        assert t["triage"] in t["triage_accept"]
        where = {(d["file"], p): d["kind"] for d in t["documents"] for p in d["pages"]}
        assert all(where[(c["file"], c["page"])] == c["kind"] for c in t["claims"])
        for item in [k for k, v in t["attachments"].items() if v == "missing"]:
            assert any("missing" in f.attachments.get(item, []) for f in package.faults), item
    assert len(seen) == 5


@needs_fonts
def test_a_thick_volume_holds_kinds_that_come_again_with_others_between() -> None:
    package = fresh.thick(1)
    [file] = package.files
    kinds = [d.kind for d in file.documents if d.kind != "other"]
    runs = [k for k, before in zip(kinds, [None, *kinds], strict=False) if k != before]
    assert sum(len(d.pages) for d in file.documents) >= 200
    assert runs.count("service-evidence") > 3
    bare = sum(d.kind != "other" and before.kind != "other" for before, d in pairwise(file.documents))
    assert bare > 5, "not every attachment has a divider"
    assert truth(package)["pages"] == sum(len(d.pages) for d in file.documents)


@needs_fonts
def test_worn_is_the_same_package_from_a_worse_machine() -> None:
    plain, worn = fresh.varied(906, "baoding"), fresh.varied(906, "baoding", worn=True)
    a, b = truth(plain), truth(worn)
    assert {**a, "degradations": None} == {**b, "degradations": None}
    dpi = [[f.scanner.dpi for f in p.files if f.scanner] for p in (plain, worn)]
    assert max(dpi[1]) <= 120 < min(dpi[0])


@pytest.mark.parametrize("rule", regulations.ALL, ids=lambda r: f"{r.id}-{r.variant}")
def test_worlds_keep_every_rule(rule: regulations.Regulation) -> None:
    for seed in range(16):
        w = world.make(str(seed), npo=seed % 3 == 0, regulation=rule)
        r, f = w.regulation, w.form
        assert w.accounts[1].assets >= r.assets
        assert len(w.items) >= 3
        assert sum(i.cost for i in w.items) < w.accounts[1].assets
        if r.strict:
            assert w.accounts[1].assets < r.strict.assets
            assert len(w.staff) < r.strict.staff
        assert w.code[2:8] == w.region
        assert f.years[-1].served >= r.served
        assert f.years[-1].served > f.years[-2].served
        assert len({x.name for x in w.firms}) == len(w.firms) >= r.listed
        assert len(w.firms) <= f.years[-1].served
        assert len(w.staff) >= r.staff
        assert sum(p.degree and p.titled for p in w.staff) == f.qualified
        assert f.ratio >= r.ratio
        assert len(set(f.partners)) >= r.partners
        assert w.welfare >= r.welfare
        assert f.training >= r.training
        assert f.activities >= r.activities
        assert sum(x.rating == "satisfied" for x in w.firms) * 100 >= r.satisfaction * len(w.firms)
        assert f.owned + f.leased == f.area
        assert w.code[17] == identity.credit_check(w.code[:17])
        assert w.code[16] == identity.organisation_check(w.code[8:16])
        assert int(w.filed[:4]) - int(w.established[:4]) > 3


def test_accounts_foot() -> None:
    for seed in range(40):
        w = world.make(f"books/{seed}", npo=seed % 2 == 0)
        first, second = w.accounts
        for y in w.accounts:
            book = y.lines
            assert book["负债合计"] + y.net_assets == book["资产总计"] == y.assets
            assert all(v >= 0 for v in book.values()), book
            if w.npo:
                assert book["非限定性净资产"] + book["限定性净资产"] == book["净资产合计"]
                assert book["收入合计"] - book["费用合计"] == book["净资产变动额"]
                assert book["流动资产合计"] + book["固定资产合计"] + book["无形资产"] == book["资产总计"]
            else:
                assert book["实收资本"] + book["盈余公积"] + book["未分配利润"] == book["所有者权益合计"]
                assert book["营业利润"] + book["营业外收入"] - book["营业外支出"] == book["利润总额"]
                assert book["利润总额"] - book["所得税费用"] == book["净利润"]
                assert book["流动资产合计"] + book["非流动资产合计"] == book["资产总计"]
        assert first.net_assets + second.net_profit == second.net_assets


def test_credit_code_checks_hold_on_the_standards_example() -> None:
    assert identity.credit_check("91350100M000100Y4") == "3"


def test_every_fault_says_what_must_be_noticed() -> None:
    for name in faults.CATALOGUE:
        for rule in regulations.ALL:
            w = world.make("fault/" + name, regulation=rule)
            w.committed = "commitment" in faults.NEEDS[name]
            if faults.applicable(name, w):
                break
        else:
            pytest.fail(f"{name} fits no regulation")
        planted = faults.plant([name], w)[0]
        assert planted.must_fail or planted.must_be_undecided, name
        assert planted.triage in ("return", "review")
        for m in (*planted.must_fail, *planted.must_be_undecided):
            assert re.fullmatch(r"[a-z0-9-]+", m["check"])
            assert m["why"]


def test_faults_of_one_package_do_not_touch() -> None:
    for seed in range(60):
        touched: set[str] = set()
        for name in faults.compatible(random.Random(seed), 4):
            assert not faults.CATALOGUE[name][1] & touched
            touched |= faults.CATALOGUE[name][1]


def test_faults_keep_to_what_the_text_asks() -> None:
    for rule in regulations.ALL:
        w = world.make("asks", regulation=rule)
        names = {n for n in faults.CATALOGUE if faults.applicable(n, w)}
        assert ("no-recognition" in names) == (rule.id in ("national-2017", "shandong-2020"))
        assert ("no-credit-report" in names) == (rule.id == "shandong-2020")
        assert ("total-line-differs" in names) == (rule.id == "xinjiang-2021")
        assert ("one-accountant" in names) == (rule.id != "baoding")
        assert ("satisfaction-low" in names) == (rule.variant != "south")
        assert "commitment-blank" not in names


def test_regulations_say_what_the_rulesets_say() -> None:
    """Two hands wrote the thresholds: the generator's and the rulesets' agree."""
    folder = Path(__file__).parents[2] / "rulesets"
    for rule in regulations.ALL:
        text = (folder / f"{rule.id}.yaml").read_text(encoding="utf-8")
        found = {
            c["check"]: {**c.get("parameters", {}), **c.get("variants", {}).get(rule.variant, {})}
            for c in yaml.safe_load(text)["conditions"]
            if c.get("check")
        }
        assert found["served-threshold"]["minimum"] == rule.served
        assert found["partners-min"]["minimum"] == rule.partners
        assert found["welfare-share"]["minimum"] == rule.welfare
        # a figure that is left to discretion stands beside the minimum
        assert rule.assets in found["assets-threshold"].values()
        assert found["qualified-ratio-rule"]["minimum"] == rule.ratio
        assert found["operating-years-min"]["minimum"] == rule.years


def test_a_row_may_go_on_over_the_page_break() -> None:
    flow = Flow(Look(), margin=60)
    flow.y = flow.bottom - 30
    table.table(
        flow,
        [0.2, 0.8],
        [table.row("1", "很长的一段话" * 30, record=("x", {"number": 1}))],
        rules=table.Rules(cut=True),
    )
    assert len(flow.pages) == 2
    assert [len(p.rows) for p in flow.pages] == [1, 0]
    words = ["".join(op.text for op in p.ops if isinstance(op, Words)) for p in flow.pages]
    assert "".join(words) == "1" + "很长的一段话" * 30
    assert all(words)


def test_capitals() -> None:
    assert [identity.capitals(n) for n in (50, 100, 205, 300)] == [
        "伍拾万元整",
        "壹佰万元整",
        "贰佰零伍万元整",
        "叁佰万元整",
    ]


@needs_fonts
def test_twins_share_what_the_batch_must_find() -> None:
    pair = fresh.twins(5)
    names = [{f.name for f in p.world.firms} for p in pair]
    people = [{(x.name, x.age, x.education) for x in p.world.staff} for p in pair]
    assert len(names[0] & names[1]) >= 10
    assert len(people[0] & people[1]) == 3
    assert {e["check"] for e in fresh.batch(pair)["expected"]} == {
        "served-across-applicants",
        "staff-across-applicants",
    }
    assert all(truth(p)["triage_accept"] == ["ready", "review", "return"] for p in pair)
