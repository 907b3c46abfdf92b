"""保定市中小企业公共服务示范平台认定管理办法, without number and date: statements instead of an audit."""

from __future__ import annotations

from ..regulation import Place, Regulation, Size, Wording

VARIANTS = (
    Regulation(
        id="baoding",
        programme="保定市中小企业公共服务示范平台",
        issuer="保定市工业和信息化局",
        number="",
        assets=1_500_000,
        served=80,
        listed=0,
        staff=10,
        ratio=60,
        partners=3,
        satisfaction=80,
        welfare=20,
        training=800,
        activities=2,
        places=(
            Place(
                "河北省",
                "冀",
                "1306",
                "0320",
                "07",
                cities=("保定",),
                districts=("竞秀区", "莲池区", "高新技术产业开发区", "满城区"),
            ),
        ),
        size=Size(
            assets=(1_700_000, 6_000_000),
            capital=(50, 100),
            capital_npo=(30, 50),
            staff=(12, 20),
            served=(98, 160),
            listed=(64, 98),
            partners=(3, 6),
            training=(85, 200),
            activities=(6, 15),
            items=4,
        ),
        wording=Wording(
            form_ability="四、平台服务能力及业绩",
            form_last="recognition",
            roster="主要管理人员和专业技术人员名单及职称情况一览表",
        ),
        own_form=False,
        recognised_by="县级",
        papers=(
            *("form", "equipment", "staff", "served", "narrative", "licence", "statements", "lease", "title"),
            *("evidence", "recognition", "qualification", "agreements", "declaration"),
        ),
        optional=frozenset(
            {
                "audit-report",
                "special-audit-report",
                "prior-recognition",
                "served-list",
                "credit-report",
                "fee-schedule",
                "social-insurance",
                "personnel-certificates",
            }
        ),
        seal_asked=False,
    ),
)
