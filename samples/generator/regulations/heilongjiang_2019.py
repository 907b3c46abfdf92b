"""黑龙江省中小企业公共服务平台认定与管理办法, 黑工信企业规〔2019〕5号: the title has no 示范, the form is not printed."""

from __future__ import annotations

from ..regulation import BASE_PAPERS, NATIONAL_OPTIONAL, Place, Regulation, Size, Wording

PAPERS = tuple(p for p in BASE_PAPERS if p != "recognition")
OPTIONAL = NATIONAL_OPTIONAL | {"prior-recognition", "equipment-list", "staff-roster", "served-list"}

VARIANTS = (
    Regulation(
        id="heilongjiang-2019",
        programme="黑龙江省中小企业公共服务平台",
        issuer="黑龙江省工业和信息化厅",
        number="黑工信企业规〔2019〕5号",
        assets=500_000,
        served=50,
        listed=0,
        staff=10,
        ratio=80,
        partners=3,
        satisfaction=80,
        welfare=10,
        training=500,
        activities=5,
        years=1,
        filed=(2020, 2021, 2022, 2023),
        places=(Place("黑龙江省", "黑", "2301", "0461", "15"), Place("黑龙江省", "黑", "2306", "0461", "16")),
        size=Size(
            assets=(620_000, 1_500_000),
            capital=(20, 30, 40),
            capital_npo=(10, 20, 30),
            staff=(11, 19),
            served=(68, 120),
            listed=(52, 84),
            partners=(3, 6),
            welfare=(12, 19),
            training=(56, 140),
            activities=(6, 14),
            items=0,
        ),
        wording=Wording(
            form_ability="四、平台服务能力及业绩",
            form_last="none",
            narrative="平台申请相关情况说明",
            roster="管理和服务人员名单及职称情况一览表",
        ),
        own_form=False,
        papers=(*PAPERS[:-1], "welfare", "declaration"),
        optional=OPTIONAL,
        npo=0.25,
    ),
)
