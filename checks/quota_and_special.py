"""No authority recommends more than its quota (工企业函〔2019〕310号 一 and 二; 广东 二(一); domain A4, C7).

Asks: how many rows of the summary table count against the recommender's quota; and whether a city has more than
one platform as a special carrier, which is outside the quota.
Passes: no more than the call allows.
Fails: more rows say that they are of the quota than it allows: the call accepts none of them then.
Undecided: rows whose remark was not read decide, the recommender is unknown, the cities are not certain, or there
is no summary table and the packages alone are more than a quota.
Must not accuse: special carriers, recognised laboratories, provincial units in a city; packages of several
recommenders in one folder.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from checks._across import Entry, called, entries
from checks._lists import counted
from checks._places import Channel, channel, city_in, city_of
from checks._words import asked, failed, inapplicable, passed, some, unsure
from pipeline.model import Batch, Message, Need, Verdict
from pipeline.quantity import squeeze

ID = "quota-and-special"
CATEGORY = "batch"
ASKS = Message("推荐数量是否超过名额", "Are more platforms recommended than the quota allows?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("recommendation-summary",)
PARAMETERS: Mapping[str, str] = {
    "province": "how many a province recommends at most",
    "association": "how many a listed association recommends at most",
    "separate": "how many a city with separate planning, or the Xinjiang corps, recommends at most",
    "separate_names": "the names of those cities and of the corps",
    "associations": "the associations that may recommend",
    "city": "how many a prefecture-level city recommends at most",
    "special_per_city": "how many special carriers a city may have outside the quota",
}
_OF_QUOTA = re.compile(r"(?<!不)属于\S{0,6}(?:推荐名额|推荐数量|名额)|^\S{0,4}推荐名额$")
_SPECIAL = re.compile(
    r"大中小企业融通|专业资本集聚|科技资源支撑|高端人才(?:引领|引进)|特色载体|中小企业合作区|信息消费示范城市"
)
_LABORATORY = re.compile(r"质量控制和?技术评价实验室|评价实验室")


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """A verdict for the quota, one for each city with several special carriers."""
    if batch.summary is None or batch.unread:
        yield _without_table(batch, parameters)
        return
    rows = entries(batch)
    if not rows:
        yield inapplicable("推荐汇总表中没有推荐的平台", "the summary table recommends nothing")
        return
    authority = next((a for e in rows if (a := e.text("authority"))), "")
    kind = channel(authority, parameters)
    plain = [e for e in rows if _carries(e) not in ("special", "laboratory")]
    if "city" in parameters:
        yield from _by_city(batch, plain, kind, parameters)
    else:
        yield _quota(batch, plain, authority, kind, parameters)
    yield from _special(batch, [e for e in rows if _carries(e) == "special"], parameters)


def _carries(entry: Entry) -> str:
    """What the remark makes of a row: quota, special, laboratory, or open."""
    remark = squeeze(entry.text("remark"))
    kinds = [
        name
        for name, pattern in (("quota", _OF_QUOTA), ("special", _SPECIAL), ("laboratory", _LABORATORY))
        if pattern.search(remark)
    ]
    return kinds[0] if len(kinds) == 1 and entry.sure("remark") else "open"


def _limit(parameters: Mapping[str, object], name: str) -> int | None:
    value = parameters.get(name)
    return None if value is None else int(str(value))


def _quota(
    batch: Batch,
    rows: Sequence[Entry],
    authority: str,
    kind: Channel | None,
    parameters: Mapping[str, object],
) -> Verdict:
    limit = _limit(parameters, kind) if kind else None
    sure = [e for e in rows if _carries(e) == "quota"]
    if limit is None:
        return asked(
            f"未能从推荐汇总表判断推荐单位（{authority or '未识别到名称'}）适用的名额，列入推荐的有{len(rows)}家，请核对",
            f"which quota the recommender has ({authority or 'name not read'}) could not be told;"
            f" {len(rows)} rows count against it",
            found=str(len(rows)),
        )
    return _counted(authority, limit, rows, sure, counted(batch.summary or ()).unread)


def _counted(
    who: str, limit: int, rows: Sequence[Entry], sure: Sequence[Entry], unread: int = 0, certain: bool = True
) -> Verdict:
    """The verdict on one quota: `sure` rows say that they are of it, all `rows` may be."""
    packages = tuple(dict.fromkeys(p for e in rows for p in e.packages))
    if len(sure) > limit and certain:
        return failed(
            f"{who}推荐{len(sure)}家，超过名额{limit}家，按通知超额报送不予受理",
            f"{who} recommends {len(sure)}, more than its quota of {limit}; the call accepts none over quota",
            packages=packages, expected=f"≤ {limit}", found=str(len(sure)),
        )  # fmt: skip
    if len(rows) + unread > limit:
        return unsure(
            f"{who}列入推荐{len(rows) + unread}家，名额{limit}家，其中{len(sure)}家注明属于推荐名额，其余是否占用名额请核实",
            f"{who} lists {len(rows) + unread} for a quota of {limit}; {len(sure)} are marked as of the quota, the others"
            " have to be looked at",
            packages=packages, expected=f"≤ {limit}", found=str(len(rows) + unread),
        )  # fmt: skip
    return passed(
        f"{who}推荐{len(rows)}家，未超过名额{limit}家",
        f"{who} recommends {len(rows)} of at most {limit}",
        expected=f"≤ {limit}",
        found=str(len(rows)),
    )


def _by_city(
    batch: Batch, rows: Sequence[Entry], kind: Channel | None, parameters: Mapping[str, object]
) -> Iterator[Verdict]:
    """A quota for every city. Where the province has put the table together, units of its own are among them."""
    limit = _limit(parameters, "city") or 0
    if kind in ("city", "separate"):
        authority = next((a for e in rows if (a := e.text("authority"))), "")
        yield _counted(
            authority,
            limit,
            rows,
            [e for e in rows if _carries(e) == "quota"],
            counted(batch.summary or ()).unread,
        )
        return
    for city, of_city in _cities(batch, rows).items():
        if city:
            yield _counted(city, limit, of_city, of_city, certain=False)
    if lost := _cities(batch, rows).get(""):
        yield asked(
            f"推荐汇总表中{len(lost)}家未能判断所在地市，其名额请核对：{some(e.text('name') for e in lost)}",
            f"the city of {len(lost)} rows is not known, so their quota was not checked",
            packages=tuple(dict.fromkeys(p for e in lost for p in e.packages)),
        )


def _cities(batch: Batch, rows: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Rows by city, '' where it is not known."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in rows:
        own = city_of(batch.packages[entry.package]) if entry.package else None
        found[own or city_in(entry.text("name")) or ""].append(entry)
    return found


def _special(batch: Batch, rows: Sequence[Entry], parameters: Mapping[str, object]) -> Iterator[Verdict]:
    limit = _limit(parameters, "special_per_city")
    if limit is None:
        return
    for city, of_city in _cities(batch, rows).items():
        if len(of_city) <= limit or not city:
            continue
        # That the city in the address is the one that has the carriers is a person's to say.
        yield unsure(
            f"{city}有{len(of_city)}家以特色载体等名义推荐，同一地级市（开发区、合作区）只能推荐{limit}家，请核实",
            f"{len(of_city)} platforms of {city} are recommended as special carriers; one city has at most {limit}",
            packages=tuple(dict.fromkeys(p for e in of_city for p in e.packages)),
            expected=f"≤ {limit}",
            found=str(len(of_city)),
        )


def _without_table(batch: Batch, parameters: Mapping[str, object]) -> Verdict:
    """Without the table it is not known who recommends whom: the packages alone are only counted."""
    limits = [
        n for k in ("province", "association", "separate", "city") if (n := _limit(parameters, k)) is not None
    ]
    many = len(batch.packages)
    if many <= min(limits, default=0):
        return passed(
            f"未提供可读的推荐汇总表；本批{many}份申报材料，未超过名额",
            f"no summary table could be read; the {many} packages of this batch are within every quota",
            expected=f"≤ {min(limits, default=0)}",
            found=str(many),
        )
    names = some(called(batch, p) for p in sorted(batch.packages))
    return asked(
        f"未提供可读的推荐汇总表，无法核对推荐名额；本批有{many}份申报材料：{names}",
        f"without a readable summary table the quotas cannot be checked; this batch has {many} packages: {names}",
        expected=f"≤ {'/'.join(str(n) for n in limits)}",
        found=str(many),
    )
