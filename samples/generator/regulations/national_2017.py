"""国家中小企业公共服务示范平台认定管理办法, 工信部企业〔2017〕156号; its form is printed in annex 2."""

from __future__ import annotations

from ..regulation import Regulation

VARIANTS = (
    Regulation(
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
    ),
)
