"""租赁合同: what premises the applicant rents, from whom, until when; also a permission to use them free."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._claims import claim, credit_code
from extractors._kinds import opening, vocabulary
from extractors._lines import page_lines
from extractors._parties import Party, area, parties, signed, until
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "premises-lease"
PRODUCES: tuple[str, ...] = ("applicant-name", "credit-code", "premises-leased", "valid-until", "signed-on")
READS = True

_TITLES = vocabulary(
    """
    租赁合同 租赁合同书 租赁协议 租赁协议书 房屋租赁合同 房屋租赁合同书 房屋租赁协议 房屋租赁协议书
    场地租赁合同 场地租赁协议 办公用房租赁合同 办公场所租赁合同 租房合同 租房协议 写字楼租赁合同
    厂房租赁合同 房屋租用协议 房屋租用合同 续租协议 续租合同 租赁补充协议 转租合同 场地使用协议 场地使用证明
    房屋使用证明 无偿使用证明 无偿使用协议 无偿使用协议书 房屋使用协议 场地使用协议书 借用协议
    房屋租赁续签合同 租赁备案证明 场地证明 房屋租赁登记备案证明 房屋租赁备案证明 房屋租赁凭证 商铺租赁合同
    办公房租赁合同 出租合同 房屋出租合同
    """
)
# What a page of a lease names; a notice bound behind it names none of it.
_OF_A_LEASE = re.compile(r"[甲乙丙]方|出租|承租|租赁|租金|合同|协议|房屋|场地")
_LITTLE = 80  # glyphs of a page that holds the end of a signature block alone


def score(pages: Sequence[Page]) -> float | None:
    """A title of a lease of premises; leases of cars or equipment are refused."""
    return opening(pages, _TITLES, unless="设备租赁|车辆租赁|汽车租赁|仪器租赁|机械租赁|融资租赁|服务器租")


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """The tenant and his code, the area; of each lease the end of the term and the date of signing."""
    pages = _own(document.pages)
    tenant = _tenant([p for page in pages for p in parties(page)])
    if tenant:
        made = claim(
            tenant.page,
            "applicant-name",
            tenant.name,
            kind=KIND,
            box=tenant.box,
            confidence=tenant.confidence,
        )
        if made:
            yield made
        if code := _code(tenant):
            yield code
    for page in pages:
        if found := area(page):
            value, box, sure, read = found
            made = claim(page, "premises-leased", value, kind=KIND, box=box, confidence=sure, read=read)
            if made:
                yield made
                break
    said: set[tuple[str, str]] = set()
    for lease in _leases(pages):
        for single in (until(lease, KIND), signed(lease, KIND)):
            if single and (single.quantity, single.value) not in said:
                said.add((single.quantity, single.value))
                yield single


def _leases(pages: Sequence[Page]) -> list[list[Page]]:
    """The pages of each lease: a renewal bound behind the first one has a title of its own."""
    leases: list[list[Page]] = []
    for page in pages:
        if leases and not score((page,)):
            leases[-1].append(page)
        else:
            leases.append([page])
    return leases


def _code(tenant: Party) -> Claim | None:
    """The credit code under the tenant's name; the landlord's stands under his."""
    every = page_lines(tenant.page)
    at = next((i for i, line in enumerate(every) if tenant.name in line.text), None)
    for line in every[at + 1 : at + 4] if at is not None else ():
        if re.match(r"[甲乙丙]方|出租|承租", line.text):
            return None
        if "信用代码" in line.text and (found := credit_code(line.text.split("代码")[-1])):
            return claim(
                tenant.page, "credit-code", found[0], kind=KIND, box=line.box, confidence=line.confidence, read=line.text
            )  # fmt: skip
    return None


def _own(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without those of another paper that the splitting left behind the lease."""
    return (
        *pages[:1],
        *(p for p in pages[1:] if _OF_A_LEASE.search(text := squeeze(p.text)) or len(text) < _LITTLE),
    )


def _tenant(sides: Sequence[Party]) -> Party | None:
    """The party called tenant; where roles are not named, 乙方."""
    named = [p for p in sides if p.role == "tenant"]
    if named:
        return named[0]
    if any(p.role == "landlord" and p.side == "乙" for p in sides):
        return next((p for p in sides if p.side == "甲"), None)
    return next((p for p in sides if p.side == "乙" and len(p.name) >= 6), None)
