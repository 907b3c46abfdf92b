"""The summary table and the packages are of the same applicants (工企业函〔2019〕310号 annex 2).

Asks: whether every row of the recommendation summary table has its package under exactly that name, and every
package its row.
Passes: they answer each other.
Undecided: a row without a package, a package without a row, or a name that differs a little; or the table could
not be read.
Must not accuse: packages that come in another folder; names that a seal or a scan has damaged. It never fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks._across import called, entries
from checks._lists import counted
from checks._words import asked, inapplicable, passed, some, unsure
from pipeline.model import Batch, Message, Need, Verdict
from pipeline.quantity import same_text

ID = "summary-vs-packages"
CATEGORY = "batch"
ASKS = Message(
    "推荐汇总表与申报材料是否一一对应", "Do the rows of the summary table and the packages answer each other?"
)
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("recommendation-summary",)
PARAMETERS: Mapping[str, str] = {}


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """Rows without packages, names that differ, packages without rows."""
    if batch.unread:
        yield unsure(
            "推荐汇总表未能识别出表格内容，与其有关的核对均未进行，请检查该文件",
            "no table could be read in the summary; nothing that rests on it was checked: look at the file",
        )
        return
    if batch.summary is None:
        yield inapplicable(
            "未提供推荐汇总表（--summary）", "no recommendation summary table was given (--summary)"
        )
        return
    found = [*_rows(batch), *_packages(batch)]
    yield from found or [
        passed(
            f"推荐汇总表{len(batch.summary)}行与{len(batch.packages)}份申报材料一一对应",
            f"the {len(batch.summary)} rows of the summary table answer the {len(batch.packages)} packages",
        )
    ]


def _rows(batch: Batch) -> Iterator[Verdict]:
    for entry in entries(batch):
        name = entry.text("name")
        if entry.package is None:
            yield asked(
                f"推荐汇总表{entry.zh}（服务机构：{name or '未识别'}）在本批材料中未找到对应的申报包，请核实",
                f"no package of this batch belongs to {entry.en} of the summary table (unit: {name or 'not read'})",
                found=name or None,
            )
        elif not same_text(name, batch.names[entry.package] or ""):
            own = called(batch, entry.package)
            yield asked(
                f"推荐汇总表{entry.zh}的服务机构名称“{name}”与申报材料中的“{own}”略有不同，须与盖章名称一致，请核对",
                f"{entry.en} of the summary table names the unit {name}, the package {own}; it has to be the name on the seal",
                packages=entry.packages, expected=own, found=name,
            )  # fmt: skip
    if missed := counted(batch.summary or ()).unread:
        yield asked(
            f"推荐汇总表按序号应另有{missed}行未能识别，请核对原件",
            f"by its numbers the summary table has {missed} more rows that were not read: check the scan",
        )


def _packages(batch: Batch) -> Iterator[Verdict]:
    listed = {e.package for e in entries(batch)}
    absent = [p for p in sorted(batch.packages) if p not in listed]
    if absent:
        names = some(called(batch, p) for p in absent)
        yield asked(
            f"以下申报材料未见于推荐汇总表：{names}，请核实",
            f"not found in the recommendation summary table: {names}",
            packages=tuple(absent),
            expected="0",
            found=str(len(absent)),
        )
