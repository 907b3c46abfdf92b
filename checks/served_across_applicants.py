"""The lists of firms served of two applicants share few firms (domain C7).

Asks: whether at least five different firms stand on the lists of two applicants.
Passes: no two lists share as many.
Undecided: two do; a person looks at both lists.
Must not accuse: firms of one park or chamber that both serve; names that were read with doubt; it never fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks._across import called, pairs, refs, served
from checks._words import asked, inapplicable, passed, some
from pipeline.model import Batch, Message, Need, Verdict

ID = "served-across-applicants"
CATEGORY = "batch"
ASKS = Message(
    "不同申报单位的服务企业名单是否有多家相同", "Do several firms stand on the lists of two applicants?"
)
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("served-enterprises",)
PARAMETERS: Mapping[str, str] = {}
LEAST = 5


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """One verdict a pair of packages that share firms."""
    lists = {p: firms for p, facts in batch.packages.items() if (firms := served(facts))}
    if len(lists) < 2:
        yield inapplicable(
            "识别到服务企业名单的申报包不足两份", "fewer than two packages have a list of firms served"
        )
        return
    found = False
    for a, b in pairs(lists):
        both = [key for key in lists[a] if key in lists[b]]
        if len(both) < LEAST:
            continue
        found = True
        names = some(lists[a][key].cells["name"] or key for key in both)
        yield asked(
            f"“{called(batch, a)}”与“{called(batch, b)}”的服务企业名单有{len(both)}家相同：{names}，可能共同服务同一园区，请核实",
            f"{len(both)} firms stand on the lists of both {called(batch, a)} and {called(batch, b)}: {names};"
            " both may serve one park: a person should look",
            packages=(a, b),
            rows=(*refs(a, (lists[a][k] for k in both)), *refs(b, (lists[b][k] for k in both))),
            expected=f"< {LEAST}",
            found=str(len(both)),
        )
    if not found:
        yield passed(
            f"已比对{len(lists)}份服务企业名单，未见两家单位有{LEAST}家以上相同的企业",
            f"no two of {len(lists)} lists share {LEAST} firms or more",
        )
