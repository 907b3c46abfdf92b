"""The credit report shows no bad record and is recent (Shandong art. 19(4); domain C1).

Asks: whether the report counts penalties, defaults or listings, and whether it was made within six months
before filing.
Passes: every count that was read is nought, or the report says that there is no record.
Undecided: a count above nought (records may have been repaired), no count that could be read, an older report.
Must not accuse: anyone; whose report it is, and that it is there at all, other checks say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from checks._words import asked, inapplicable, passed, unsure
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import squeeze

ID = "credit-report-clean"
CATEGORY = "condition"
ASKS = Message("信用报告是否无不良记录", "Does the credit report show no bad record?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
AGE = timedelta(days=184)
_BAD = r"行政处罚|严重失信|失信被执行人|失信惩戒|经营异常|异常名录|黑名单|重点关注|欠税|不良记录|失信记录"
_COUNT = re.compile(rf"({_BAD})[^\d。;；]{{0,16}}?(\d{{1,4}})\s*(?:条|项|次|个|件|$)", re.M)
_NONE = re.compile(
    rf"(?:无|暂无|没有|未查询到|未发现|未查到|未被列入|未列入)[^。;；]{{0,24}}?(?:{_BAD})"
    rf"|(?:{_BAD})[^。;；\d]{{0,16}}?(?:暂无|无记录|无相关|未查询到|未发现|查询结果为空|:无|：无)"
)


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """What the report counts, and its day."""
    reports = facts.of_kind("credit-report")
    if not reports:
        return inapplicable("未识别到信用报告，见附件检查", "no credit report was found; see the attachments")
    made = [c for c in facts.find("signed-on", "credit-report") if c.confidence >= facts.floor]
    claims = tuple(c.id for c in made[:1])
    lines = [squeeze(line) for d in reports for line in d.text.splitlines()]
    text = "\n".join(lines)
    counts = [(m[1], int(m[2])) for m in _COUNT.finditer(text)]
    if bad := [(word, n) for word, n in counts if n]:
        shown = "、".join(f"{word}{n}条" for word, n in dict.fromkeys(bad))
        return unsure(
            f"信用报告显示{shown}，请核实是否已修复、是否影响申报",
            f"the credit report counts records ({shown}): a person has to look whether they were repaired",
            claims=claims, expected="0", found=shown,
        )  # fmt: skip
    if not counts and not _NONE.search("".join(lines)):
        return asked(
            "信用报告中未识别到记录条数，是否有不良记录请核对原件",
            "no counts were read in the credit report: check the scan for bad records",
            claims=claims,
        )
    if facts.as_of and made and (old := list(_too_old(made[0], facts.as_of))):
        return asked(
            f"信用报告生成于{old[0]}，早于填报日期六个月以上，请核实是否需要重新下载",
            f"the credit report was made on {old[0]}, more than six months before filing",
            claims=claims, found=str(old[0]),
        )  # fmt: skip
    return passed("信用报告未见不良记录", "the credit report shows no bad record", claims=claims)


def _too_old(made: Claim, filed: date) -> Iterator[date]:
    try:
        day = date.fromisoformat(made.value)
    except ValueError:
        return
    if filed - day > AGE:
        yield day
