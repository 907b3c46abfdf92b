"""One applicant is recommended once (工企业函〔2019〕310号 annex 2, note 3; domain C7).

Asks: whether two packages, or two rows of the summary table, are of one applicant.
Passes: every applicant and every platform is there once.
Undecided: one stands twice; a person finds out why.
Must not accuse: a package that was put into the folder twice, a corrected copy, names that were read with doubt.
It never fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from checks._across import Entry, entries, full_name, ref
from checks._words import asked, inapplicable, passed
from pipeline.model import Batch, Claim, Facts, Message, Need, Verdict
from pipeline.quantity import fold_name

ID = "duplicate-channel"
CATEGORY = "batch"
ASKS = Message("同一单位是否重复申报", "Is one applicant there twice?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("recommendation-summary",)
PARAMETERS: Mapping[str, str] = {}


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """Packages by credit code and name, rows by unit and by platform."""
    if len(batch.packages) + len(batch.summary or ()) < 2:
        yield inapplicable("本批只有一份申报材料", "there is one package only")
        return
    found = [*_packages(batch), *_rows(batch)]
    yield from found or [passed("未见同一单位重复申报", "no applicant was found twice")]


def _packages(batch: Batch) -> Iterator[Verdict]:
    codes: dict[str, list[str]] = defaultdict(list)
    claims: dict[str, str] = {}
    for package in sorted(batch.packages):
        facts = batch.packages[package]
        if code := credit_code(facts):
            codes[code.value].append(package)
            claims[package] = ref(package, code.id)
    told: set[tuple[str, ...]] = set()
    for code_, same in codes.items():
        if len(same) > 1:
            told.add(tuple(same))
            yield _twice(same, f"统一社会信用代码同为{code_}", f"credit code {code_}", claims)
    names: dict[str, list[str]] = defaultdict(list)
    for package in sorted(batch.packages):
        if name := full_name(batch.packages[package], batch.names.get(package)):
            names[name].append(package)
    for name, same in names.items():
        if len(same) > 1 and tuple(same) not in told:
            yield _twice(same, f"单位名称同为“{name}”", f"name {name}", claims)


def _twice(same: list[str], zh: str, en: str, claims: Mapping[str, str]) -> Verdict:
    return asked(
        f"{len(same)}份申报材料（{'、'.join(same)}）{zh}，可能重复放入或经不同渠道重复申报，请核实",
        f"{len(same)} packages ({', '.join(same)}) bear one {en}: put there twice, or recommended through two channels",
        packages=tuple(same), claims=tuple(claims[p] for p in same if p in claims), expected="1", found=str(len(same)),
    )  # fmt: skip


def _rows(batch: Batch) -> Iterator[Verdict]:
    told: set[tuple[str, ...]] = set()
    for column, zh, en in (("name", "服务机构", "unit"), ("platform", "平台", "platform")):
        groups: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries(batch):
            if entry.text(column) and entry.sure(column):
                groups[fold_name(entry.text(column))].append(entry)
        for group in groups.values():
            key = tuple(e.row.id for e in group)
            if len(group) < 2 or key in told:
                continue
            told.add(key)
            numbers = "、".join(str(e.row.number or "?") for e in group)
            yield asked(
                f"推荐汇总表中{zh}“{group[0].text(column)}”出现{len(group)}次（第{numbers}行），请核实",
                f"the {en} {group[0].text(column)} stands {len(group)} times in the summary table (rows {numbers})",
                packages=tuple(dict.fromkeys(p for e in group for p in e.packages)),
                expected="1",
                found=str(len(group)),
            )


def credit_code(facts: Facts) -> Claim | None:
    """The applicant's own credit code: the licence's, else the form's, surely read."""
    for kind in ("licence", "application-form", "commitment-letter"):
        sure = [c for c in facts.find("credit-code", kind) if c.confidence >= facts.floor]
        if sure:
            return max(sure, key=lambda c: c.confidence)
    return None
