"""The one place where an extractor turns what it read into a `Claim`.

`claim` parses by the quantity's sort (`pipeline.quantity`), cleans names and codes, and returns None where
the text holds no value: a blank, a dash, 无, or something that does not parse. It never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from stdnum.cn import uscc

from extractors._surnames import plausible
from pipeline.model import Box, Claim, Evidence, Message, Page, Problem
from pipeline.quantity import (
    QUANTITIES,
    Figure,
    clean,
    is_nil,
    parse_date,
    parse_figure,
    parse_percent,
    parse_year,
    plain,
    squeeze,
)

# Pen lines that readers take for text, and the hints printed behind a blank.
_BLANKS = re.compile(r"[_＿﹍﹏…]+|[-—–─]{2,}")
_HINT = re.compile(
    r"[(（](?:盖章|公章|签字|签章|签名|印章|加盖[^)）]*章|单位盖章|单位公章|已建网站的?填写)[^)）]{0,6}[)）]|[(（]$"
)
_CREDIT = re.compile(r"(?<![0-9A-Z])([0-9A-Z]{18})(?![0-9A-Z])")
_NOT_IN_CODE = str.maketrans({"O": "0", "I": "1"})  # GB 32100 uses neither letter
# Filing numbers begin with the province: 陇 is Gansu's, 蜀 Sichuan's, 黔 Guizhou's, 滇 Yunnan's.
ICP_BEGINS = r"[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新]ICP"
CUT_HINT = re.compile(r"[(（](?:加?盖公?|公|签)章?$")  # «(盖章)» that wraps into the next line
ICP_NUMBER = ICP_BEGINS + r"[备证]\d{6,10}号?(?:[-—–]\d{1,3}(?!\d))?"
_ICP = re.compile(ICP_NUMBER, re.I)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.A)
_SITE = re.compile(r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:/[\w./?=&%-]*)?", re.A)
_PHONE = re.compile(
    r"(?<!\d)1\d{10}(?!\d)|[48]00[-—–]?\d{3}[-—–]?\d{4}|(?:\(?0\d{2,3}\)?[-—–]?)?\d{7,8}(?:[-—–转]\d{1,6})?"
)
_NAMES = frozenset({"legal-representative", "contact"})
_ORGANISATIONS = frozenset({"applicant-name", "audit-firm"})
READERS = {"ocr": "ocr", "text": "text", "sheet": "sheet"}


def strip_blanks(text: str) -> str:
    """The text without underlines, hints such as (盖章) and marks at its ends."""
    t = _HINT.sub("", _BLANKS.sub(" ", clean(text)))
    return clean(t).strip(" :：;；,，。、_|·")


def credit_code(text: str) -> tuple[str, bool] | None:
    """The credit code in `text` and whether its two checksums hold (GB 32100, GB 11714)."""
    t = re.sub(r"[^0-9A-Za-z]", " ", squeeze(text)).upper()
    found = _CREDIT.search(t)
    if not found:
        joined = re.search(r"[0-9A-Z]{18}", t.replace(" ", ""))
        if not joined or not 18 <= len(t.replace(" ", "")) <= 18:
            return None
        found = joined
    code = found.group(0)
    if sum(ch.isdigit() for ch in code) < 8:
        return None
    repaired = code.translate(_NOT_IN_CODE)
    return repaired, code_holds(repaired)


def code_holds(code: str) -> bool:
    """Both checksums: the 18th character and, inside, that of the organisation code."""
    if not uscc.is_valid(code):
        return False
    body, check = code[8:16], code[16]
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(ch, 36) for w, ch in zip(weights, body, strict=True))
    return check == {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def _texts(quantity: str, text: str) -> tuple[str, float] | None:
    """(value, certainty) of a quantity that is text."""
    t = strip_blanks(text)
    s = squeeze(t)
    whole = squeeze(text)  # an underscore may belong to a mail address or a site
    if is_nil(s):
        return None
    if quantity == "credit-code":
        found = credit_code(text)
        return (found[0], 1.0 if found[1] else 0.6) if found else None
    if quantity == "icp-number":
        m = _ICP.search(s)
        return (m.group(0), 1.0) if m else None
    if quantity == "email":
        m = _EMAIL.search(whole.lstrip("_"))
        return (m.group(0), 1.0) if m else None
    if quantity == "website":
        m = _SITE.search(_EMAIL.sub(" ", whole.lstrip("_")))
        return (m.group(0), 1.0) if m else None
    if quantity == "postcode":
        m = re.search(r"(?<!\d)\d{6}(?!\d)", s)
        return (m.group(0), 1.0) if m else None
    if quantity in ("phone", "fax", "mobile"):
        m = _PHONE.search(s)
        return (m.group(0), 1.0) if m else None
    if quantity in _NAMES:
        name = re.sub(r"[\d:：]+$", "", s)
        shaped = re.fullmatch(
            r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+(?:[·•.][\u3400-\u9fff]+)+|[A-Za-z .]{4,40}", name
        )
        likely = 1.0 if shaped and plausible(name) else 0.6
        nobody = re.search(r"[\d%]", name)  # «法人，40%» names no one
        return (name, likely) if 2 <= len(name) <= 40 and not nobody else None
    if quantity in _ORGANISATIONS:
        # A ring cuts a line at a glyph, and both pieces hold it; «办公公司» may be a name.
        s = CUT_HINT.sub("", s)
        s = re.sub(r"(?<=有限)公公司|(?<=责任)公公司", "公司", s)
        return (
            (s, 1.0 if len(s) >= 6 else 0.6) if len(s) >= 4 and re.search(r"[\u3400-\u9fff]{2}", s) else None
        )
    return t, 1.0


def _torn(name: str) -> bool:
    """Whether an organisation's name has lost glyphs, under a seal above all."""
    uneven = len(re.findall(r"[(（]", name)) != len(re.findall(r"[)）]", name))
    return uneven or bool(re.search(r"(?<!有限)责任公司$|(?<!有)限公司$|有公司$", name))


def figure(quantity: str, text: str, unit: str | None = None) -> Figure | None:
    """The number of a quantity in the contract's unit, None where there is none or it makes no sense."""
    sort = QUANTITIES[quantity].sort
    if is_nil(text):
        return None
    found = (
        parse_percent(text) if sort == "percent" else parse_figure(text, unit if sort == "money" else None)
    )
    if found is None or (sort in ("count", "area", "percent") and found.value < 0):
        return None
    if sort == "count" and found.value != found.value.to_integral_value():
        return None
    return found


def claim(
    page: Page,
    quantity: str,
    text: str,
    *,
    kind: str,
    box: Box | None = None,
    unit: str | None = None,
    period: str | None = None,
    field: str | None = None,
    confidence: float = 1.0,
    qualifier: str | None = None,
    consolidated: bool = False,
    cell: str | None = None,
    reader: str | None = None,
    read: str | None = None,
    derived_from: Iterable[str] = (),
) -> Claim | None:
    """A claim that `text` on `page` states `quantity`, or None where it states nothing.

    `unit` is the unit printed beside or above the figure (万元); one inside `text` goes before it. `read`
    is what the evidence should quote where that is more than `text`.
    """
    sort = QUANTITIES[quantity].sort
    resolution: str | None = None
    sure = confidence
    if sort in ("money", "count", "percent", "area"):
        found = figure(quantity, text, unit)
        if found is None:
            return None
        value, qualifier = found.text, qualifier or found.qualifier
        resolution = plain(found.resolution)
    elif sort in ("date", "year"):
        date = parse_date(text) if sort == "date" else parse_year(text)
        if date is None:
            return None
        value = date
    else:
        made = _texts(quantity, text)
        if made is None:
            return None
        value, certainty = made
        if quantity == "website" and page.source == "ocr":  # of three alike glyphs readers lose or double one
            value = re.sub(r"^(https?://)?w{2,4}\.", r"\1www.", value)
        sure *= certainty
    return Claim(
        quantity=quantity,
        value=value,
        evidence=Evidence(
            page.file,
            page.number,
            box,
            clean(read if read is not None else text),
            reader or READERS[page.source],
            cell,
        ),
        kind=kind,
        unit=QUANTITIES[quantity].unit,
        period=period,
        scope="consolidated" if consolidated else "own",
        field=field,
        confidence=round(max(0.0, min(1.0, sure)), 4),
        qualifier=qualifier,
        resolution=resolution,
        derived_from=tuple(derived_from),
        damaged=quantity in _ORGANISATIONS and _torn(value),
    )


def unread(page: Page, category: str, zh: str, en: str) -> Problem:
    """A `Problem` of an extractor: what could not be read on `page`, never a guess."""
    return Problem("extracting", category, Message(zh, en), page.file, page.number)
