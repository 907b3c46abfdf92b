"""山东省中小企业公共服务示范平台认定管理办法, 鲁工信发〔2020〕4号: twelve attachments, the form is not printed.

For non-profits the text allows lower assets and fewer people if the platform is outstanding: a person decides.
"""

from __future__ import annotations

from dataclasses import replace

from ..regulation import Place, Regulation, Size, Wording

PLAIN = Regulation(
    id="shandong-2020",
    programme="山东省中小企业公共服务示范平台",
    issuer="山东省工业和信息化厅",
    number="鲁工信发〔2020〕4号",
    assets=2_000_000,
    served=120,
    listed=0,
    staff=15,
    ratio=80,
    partners=5,
    satisfaction=90,
    welfare=20,
    training=1200,
    activities=6,
    filed=(2021, 2022, 2023),
    places=(Place("山东省", "鲁", "37", "0540", "25"), Place("山东省", "鲁", "37", "0540", "27")),
    size=Size(
        assets=(2_300_000, 9_000_000),
        capital=(50, 100),
        capital_npo=(50, 80),
        staff=(17, 28),
        served=(140, 230),
        listed=(90, 130),
        training=(130, 300),
        activities=(8, 20),
        items=4,
    ),
    wording=Wording(form_ability="四、平台服务能力及业绩", form_last="recognition"),
    own_form=False,
    recognised_by="市级",
    papers=(
        *("form", "equipment", "staff", "served", "narrative", "licence", "audit", "special", "credit"),
        *("lease", "title", "agreements", "recognition", "fees", "welfare", "insurance", "certificates"),
        *("qualification", "evidence", "declaration"),
    ),
    optional=frozenset({"financial-statements", "equipment-list", "staff-roster", "served-list"}),
    npo=0.0,
)

VARIANTS = (
    PLAIN,
    replace(
        PLAIN,
        variant="nonprofit",
        strict=PLAIN,
        assets=1_000_000,
        staff=10,
        size=replace(PLAIN.size, assets=(1_250_000, 1_900_000), capital_npo=(30, 50), staff=(11, 15)),
        npo=1.0,
    ),
)
