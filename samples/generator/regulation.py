"""What the generator needs to know of a regulation: titles and thresholds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Regulation:
    """One regulation; money in yuan, ratios in percent."""

    id: str
    programme: str  # the title that the forms bear
    issuer: str  # printed at the foot of the cover
    number: str
    assets: int
    served: int
    listed: int
    staff: int
    ratio: int
    partners: int
    satisfaction: int
    welfare: int
    training: int
    activities: int


NATIONAL_2017 = Regulation(
    id="national-2017",
    programme="国家中小企业公共服务示范平台",
    issuer="工业和信息化部",
    number="工信部企业〔2017〕156号",
    assets=3_000_000,
    served=150,
    listed=100,
    staff=20,
    ratio=80,
    partners=5,
    satisfaction=80,
    welfare=20,
    training=2000,
    activities=8,
)
