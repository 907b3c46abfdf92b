"""Names of the lines that matter in Chinese statements, of four accounting systems (domain B2.3)."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from pipeline.quantity import squeeze

# key → names. The keys of quantities are those of the vocabulary.
BALANCE: dict[str, tuple[str, ...]] = {
    "total-assets": ("资产总计", "资产合计", "资产总额", "资产总计合计"),
    "current-assets": ("流动资产合计", "流动资产小计"),
    "noncurrent-assets": ("非流动资产合计", "长期资产合计"),
    "fixed-assets-total": ("固定资产合计",),
    "long-term-investments": ("长期投资合计", "长期股权投资合计", "对外投资合计"),
    "entrusted-assets": ("受托代理资产",),
    "current-liabilities": ("流动负债合计", "流动负债小计"),
    "noncurrent-liabilities": ("非流动负债合计", "长期负债合计"),
    "entrusted-liabilities": ("受托代理负债",),
    "total-liabilities": ("负债合计", "负债总计", "负债总额"),
    "parent-equity": ("归属于母公司所有者权益合计", "归属于母公司股东权益合计", "归属于母公司的所有者权益合计"),
    "minority-equity": ("少数股东权益",),
    "net-assets": ("所有者权益合计", "股东权益合计", "净资产合计", "所有者权益总计", "所有者权益总额", "净资产总额", "净资产总计", "权益合计"),
    "total": (
        "负债和所有者权益总计", "负债及所有者权益总计", "负债和股东权益总计", "负债及股东权益总计", "负债与所有者权益总计", "负债和净资产总计",
        "负债及净资产总计", "负债与净资产总计", "负债和所有者权益合计", "负债及所有者权益合计", "负债和净资产合计", "负债及净资产合计",
        "负债和权益总计", "负债及权益总计", "负债和所有者权益总额", "负债及所有者权益总额",
    ),
}  # fmt: skip
INCOME: dict[str, tuple[str, ...]] = {
    "revenue": ("营业收入", "营业总收入", "本期收入", "收入合计", "本年收入合计", "收入总计", "本年收入", "总收入", "主营业务收入", "收入总额"),
    "expenses": ("费用合计", "本期费用", "费用总计", "支出合计", "本年支出合计"),
    "operating-profit": ("营业利润",),
    "non-operating-income": ("营业外收入",),
    "non-operating-expense": ("营业外支出",),
    "total-profit": ("利润总额", "本期盈余", "净资产变动额", "本年盈余", "本期净资产变动额", "税前利润", "结余", "本年结余"),
    "income-tax": ("所得税费用", "所得税"),
    "net-profit": ("净利润", "税后净利润", "税后利润"),
    "operating-cost": ("营业成本", "营业总成本", "主营业务成本"),
}  # fmt: skip
_ORDINAL = re.compile(r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.,．]|[(（]?\d{1,2}[)）、.,．])+")
_SIGN = re.compile(r"^(?:[减加][:：、]?|其中[:：]?|△|☆|\*|#)+")
_BARE_ORDINAL = re.compile(r"^[一二三四五六七八九十](?!年)")
_STROKES = re.compile(r"[A-Za-z\d]+$")  # what a stamp behind the name reads as
_DUST = re.compile(r"[\s·•.,，。、:：;；'‘’\"“”`_|*\-—~]+")


def line_name(text: str) -> str:
    """The bare name: «三、利润总额（亏损总额以“-”号填列）» → 利润总额."""
    t = squeeze(text).replace("（", "(").replace("）", ")")
    t = t.lstrip(".·•,'‘`-—_ ")
    t = re.sub(r"\([^()]*\)", "", t).split("(")[0]
    t = _SIGN.sub("", _ORDINAL.sub("", _SIGN.sub("", t)))
    return _DUST.sub("", t)


def key_of(text: str, table: dict[str, tuple[str, ...]]) -> str | None:
    """The key of a line; a misread glyph is forgiven where no other line is as near."""
    name = line_name(text)
    if len(name) < 2:
        return None
    forms = [name]
    if _BARE_ORDINAL.match(name):
        forms.append(name[1:])
    if (bare := _STROKES.sub("", name)) != name:
        forms.append(bare)
    if name.endswith(("合", "总")):  # the last glyph lies under a stamp, or beyond the cell's side
        forms.append(f"{name}计")
    for form in forms:
        for key, names in table.items():
            if form in names:
                return key
    best: tuple[int, str] | None = None
    tied = False
    for form in forms:
        if len(form) < 4 and not form.endswith(("合计", "总计")):
            continue
        for key, names in table.items():
            for known in names:
                allowed = 1 if len(known) < 7 else 2
                d = Levenshtein.distance(form, known, score_cutoff=allowed)
                if len(known) < 4 or d > allowed:
                    continue
                if best is None or d < best[0]:
                    best, tied = (d, key), False
                elif d == best[0] and key != best[1]:
                    tied = True
    if best is not None:
        return None if tied else best[1]
    return _inside(squeeze(text), table) or _before_noise(name, table)


def _before_noise(name: str, table: dict[str, tuple[str, ...]]) -> str | None:
    """A total behind whose name glyphs of a stamp were read («负债合计务所»)."""
    found = [
        (len(known), key)
        for key, names in table.items()
        for known in names
        if known.endswith("计") and len(known) >= 4 and name.startswith(known) and len(name) <= len(known) + 3
    ]
    return max(found)[1] if found else None


def _inside(text: str, table: dict[str, tuple[str, ...]]) -> str | None:
    """A long name behind its ordinal in a cell whose lines came in disorder («少额，四、净资产变动额(若为…»)."""
    found = [
        (len(name), key)
        for key, names in table.items()
        for name in names
        if len(name) >= 4 and len(text) <= 50 and re.search(rf"[一二三四五六七八九十][、.]{name}", text)
    ]
    return max(found)[1] if found else None


def rank(text: str, key: str, table: dict[str, tuple[str, ...]]) -> int:
    """How good a name is for its key: 0 for the usual one (营业收入 before 主营业务收入)."""
    name = line_name(text)
    names = table[key]
    return names.index(name) if name in names else len(names)
