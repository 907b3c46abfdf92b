"""Invented names, numbers and codes, valid in form."""

from __future__ import annotations

import random

from . import vocabulary as v

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS = "零壹贰叁肆伍陆柒捌玖"


def organisation_check(body: str) -> str:
    """Check character of an organisation code (GB 11714), over its 8 characters."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(w * int(c, 36) for w, c in zip(weights, body, strict=False)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def credit_check(body: str) -> str:
    """Check character of a unified social credit code (GB 32100), over its 17 characters."""
    total = sum(USCC.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return USCC[(31 - total % 31) % 31]


def credit_code(rng: random.Random, prefix: str, region: str) -> str:
    """A code whose two checks both hold; the organisation code starts as those given since 2015 do."""
    body = "MA" + "".join(
        rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") if i == 0 else rng.choice("0123456789")
        for i in range(6)
    )
    head = prefix + region + body + organisation_check(body)
    return head + credit_check(head)


def person(rng: random.Random, sex: str | None = None) -> tuple[str, str]:
    """Name and sex."""
    sex = sex or rng.choice("男女")
    pool = v.GIVEN_M if sex == "男" else v.GIVEN_F
    given = rng.choice(pool) + (rng.choice(pool) if rng.random() < 0.72 else "")
    return rng.choice(v.SURNAMES) + given, sex


def people(rng: random.Random, n: int, taken: set[str]) -> list[tuple[str, str]]:
    """People with distinct names."""
    out: list[tuple[str, str]] = []
    while len(out) < n:
        name, sex = person(rng)
        if name not in taken and (len(name) < 3 or name[1] != name[2]):
            taken.add(name)
            out.append((name, sex))
    return out


def mobile(rng: random.Random) -> str:
    """Eleven digits in a segment that is given to nobody."""
    return rng.choice(["142", "143", "154", "160", "163", "164"]) + f"{rng.randrange(10**8):08d}"


def landline(rng: random.Random, area: str) -> str:
    return f"{area}-{rng.randrange(2, 9)}{rng.randrange(10**6):06d}"


def firm(rng: random.Random, city: str) -> str:
    name = rng.choice(v.FIRM_A) + rng.choice(v.FIRM_B)
    head = rng.choice([city, city, city + "市", city + "市", ""])
    return head + name + rng.choice(v.FIRM_LINES) + rng.choice(v.FIRM_ENDS)


def capitals(wan: int) -> str:
    """Ten-thousands of yuan in Chinese capitals, e.g. 300 → 叁佰万元整."""
    out, zero = "", False
    for power, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = wan // power % 10
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return out + "万元整"


def chinese_year(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(c)] for c in str(year))


def chinese_number(n: int) -> str:
    """1 to 31 in words."""
    ones = "〇一二三四五六七八九"
    if n < 10:
        return ones[n]
    tens, rest = divmod(n, 10)
    return ("" if tens == 1 else ones[tens]) + "十" + (ones[rest] if rest else "")
