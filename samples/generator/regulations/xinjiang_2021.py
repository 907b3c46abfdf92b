"""新疆维吾尔自治区中小企业公共服务示范平台认定管理办法, 新工信规〔2021〕5号: form, lists, declaration and letter of
commitment are printed in its annexes; lower figures for the four southern prefectures."""

from __future__ import annotations

from dataclasses import replace

from ..regulation import BASE_PAPERS, NATIONAL_OPTIONAL, Place, Regulation, Size, Wording

REGION = "新疆维吾尔自治区"
NORTH = (
    Place(REGION, "新", "652301", "0904", "83", ("昌吉",), "新疆昌吉州{city}市", ("延安北路街道", "高新区")),
    Place(REGION, "新", "654003", "0905", "83", ("奎屯",), "新疆伊犁州{city}市", ("团结路街道", "开发区")),
    Place(REGION, "新", "652801", "0907", "84", ("库尔勒",), "新疆巴州{city}市", ("团结街道", "开发区")),
)
SOUTH = (
    Place(
        REGION, "新", "653201", "0904", "84", ("和田",), "新疆和田地区{city}市", ("纳尔巴格街道", "工业园区")
    ),
    Place(REGION, "新", "653101", "0905", "84", ("喀什",), "新疆喀什地区{city}市", ("吾斯塘街道", "开发区")),
    Place(
        REGION, "新", "652901", "0907", "84", ("阿克苏",), "新疆阿克苏地区{city}市", ("英巴扎街道", "开发区")
    ),
)

PLAIN = Regulation(
    id="xinjiang-2021",
    programme="新疆维吾尔自治区中小企业公共服务示范平台",
    issuer="新疆维吾尔自治区工业和信息化厅",
    number="新工信规〔2021〕5号",
    assets=2_500_000,
    served=100,
    listed=60,
    staff=10,
    ratio=80,
    partners=3,
    satisfaction=80,
    welfare=20,
    training=1500,
    activities=6,
    filed=(2022, 2023, 2024, 2025),
    places=NORTH,
    size=Size(
        assets=(2_800_000, 9_000_000),
        capital=(50, 100, 200),
        capital_npo=(50, 100),
        staff=(12, 22),
        served=(118, 190),
        listed=(64, 96),
        partners=(3, 6),
        training=(160, 320),
        activities=(8, 18),
        items=4,
    ),
    wording=Wording(
        form_years="二、近两年运营管理情况（单位：万元）",
        form_ability="三、服务能力及业绩",
        form_services="主要服务产品",
        form_last="opinion",
        narrative="平台申请相关情况说明",
        roster="管理和服务人员名单及职称情况一览表",
        roster_note="备注：不少于10人（南疆四地州不少于8人）",
        served_note="备注：填写不少于60家",
        served_total=True,
        declaration="本单位知悉并保证所提供的自治区中小企业公共服务示范平台申报资料和相关证明文件的真实性、完整性和准确性，并承担因材料虚假而产生的后果。",
    ),
    papers=(
        *("form", "equipment", "staff", "served", "narrative", "declaration", "commitment"),
        *(p for p in BASE_PAPERS[5:] if p not in ("recognition", "declaration")),
    ),
    optional=NATIONAL_OPTIONAL | {"prior-recognition"},
)

VARIANTS = (
    PLAIN,
    replace(
        PLAIN,
        variant="south",
        relaxable=True,
        assets=1_500_000,
        served=80,
        staff=8,
        partners=2,
        training=1000,
        activities=4,
        places=SOUTH,
        size=replace(
            PLAIN.size,
            assets=(1_620_000, 2_400_000),
            capital=(30, 50, 80),
            capital_npo=(30, 50),
            staff=(9, 13),
            served=(98, 130),
            partners=(1, 3),
            training=(106, 148),
            activities=(5, 10),
        ),
    ),
)
