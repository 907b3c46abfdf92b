"""Two applicants do not hand in the same evidence (domain C7).

Asks: whether two lists of firms served are largely one list, or the same page of service evidence lies in two
packages.
Passes: neither.
Undecided: half of the firms on two lists together stand on both, or a page image is the same to the last dot.
Must not accuse: affiliated platforms and parks; two scans of one paper (only one and the same picture counts);
short lists. It never fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks._across import called, pairs, served
from checks._words import asked, inapplicable, passed
from pipeline.model import Batch, Facts, Message, Need, Verdict

ID = "same-evidence-across-applicants"
CATEGORY = "batch"
ASKS = Message(
    "不同申报单位的名单、服务证明是否雷同", "Do two applicants hand in the same list or the same evidence?"
)
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("served-enterprises", "service-evidence")
PARAMETERS: Mapping[str, str] = {}
SHARE = 0.5
SHORTEST = 10
PAPERS = ("service-evidence", "cooperation-agreement")


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """One verdict a pair and a kind of evidence."""
    if len(batch.packages) < 2:
        yield inapplicable("本批只有一份申报材料", "there is one package only")
        return
    lists = {p: set(served(f)) for p, f in batch.packages.items()}
    papers = {p: pictures(f) for p, f in batch.packages.items()}
    found = False
    for a, b in pairs(batch.packages):
        zh, en = f"“{called(batch, a)}”与“{called(batch, b)}”", f"{called(batch, a)} and {called(batch, b)}"
        both, either = lists[a] & lists[b], lists[a] | lists[b]
        if min(len(lists[a]), len(lists[b])) >= SHORTEST and len(both) > SHARE * len(either):
            found = True
            yield asked(
                f"{zh}的服务企业名单大部分相同（两单共{len(either)}家，其中{len(both)}家相同），请核实",
                f"the lists of firms served of {en} are largely one: {len(both)} of {len(either)} firms stand on both",
                packages=(a, b), expected=f"≤ {SHARE:.0%}", found=f"{len(both) / len(either):.0%}",
            )  # fmt: skip
        same = sorted(set(papers[a]) & set(papers[b]))
        if same:
            found = True
            here, there = (", ".join(papers[p][h] for h in same[:3]) for p in (a, b))
            yield asked(
                f"{zh}有{len(same)}页服务证明材料图像完全相同（{here} ＝ {there}），请核实",
                f"{len(same)} pages of evidence are the same picture in the packages of {en} ({here} = {there})",
                packages=(a, b), expected="0", found=str(len(same)),
            )  # fmt: skip
    if not found:
        yield passed(
            f"已比对{len(batch.packages)}份申报材料，未见相同的名单或证明材料",
            f"no list and no page of evidence recurs in {len(batch.packages)} packages",
        )


def pictures(facts: Facts) -> dict[str, str]:
    """Picture → its place, for the pages of evidence that are not blank."""
    return {
        p.image_hash: f"{p.file} {p.number}"
        for d in facts.documents
        if d.kind in PAPERS
        for p in d.pages
        if p.image_hash and not p.blank
    }
