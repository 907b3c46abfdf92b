"""The invented applicant: one seeded world whose figures agree with each other."""

from __future__ import annotations

import datetime as dt
import random
from decimal import ROUND_HALF_UP, Decimal

from . import identity
from . import vocabulary as v
from .applicant import Firm, Form, FormYear, Item, Person, World
from .finance import accounts
from .regulation import Place, Regulation
from .regulations import NATIONAL_2017


def wan(value: Decimal) -> Decimal:
    """Yuan to 万元 with two decimals."""
    return (value / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def survey(firms: list[Firm]) -> Decimal:
    """Share of satisfied and basically satisfied firms, as a narrative states it."""
    return percent(sum(f.rating in ("satisfied", "basically-satisfied") for f in firms), len(firms)).quantize(
        Decimal("0.1")
    )


def earlier_year(w: World) -> None:
    """Puts a third, older year in front of the form's rows."""
    rng, first = w.rng("earlier"), w.form.years[0]
    k = Decimal(rng.randrange(82, 95)) / 100
    cut = lambda v: (v * k).quantize(Decimal("0.01"))  # noqa: E731
    w.form.years.insert(
        0,
        FormYear(
            first.year - 1,
            cut(first.revenue),
            cut(first.service_revenue),
            cut(first.assets),
            cut(first.profit),
            cut(first.taxes),
            first.served - rng.randrange(4, 15),
        ),
    )


def roster(rng: random.Random, n: int, both: int, legal: str, last: int, area: str) -> list[Person]:
    """`n` people of whom `both` have a degree and a title of middle rank."""
    ranks = [True] * (both - 1) + [False] * (n - both)
    rng.shuffle(ranks)
    taken = {legal}
    out: list[Person] = []
    for i, full in enumerate([True, *ranks]):
        name, sex = (legal, rng.choice("男女")) if i == 0 else identity.people(rng, 1, taken)[0]
        title = rng.choice(v.TITLES_MID) if full else rng.choice(v.TITLES_LOW)
        degree = rng.choice(v.DEGREES_HIGH) if full or rng.random() < 0.6 else rng.choice(v.DEGREES_LOW)
        senior = title.startswith(("高级", "副"))
        age = (
            rng.randrange(36, 57)
            if senior or i == 0
            else rng.randrange(28, 52)
            if full
            else rng.randrange(23, 46)
        )
        out.append(
            Person(
                name,
                sex,
                age,
                degree,
                "主任" if i == 0 and rng.random() < 0.3 else "总经理" if i == 0 else rng.choice(v.POSITIONS),
                title,
                "全面工作" if i == 0 else rng.choice(v.DUTIES),
                rng.choice(v.SCHOOLS) + rng.choice(v.MAJORS),
                identity.mobile(rng),
            )
        )
    return out


def clients(rng: random.Random, n: int, city: str, area: str, middling: int, poor: int) -> list[Firm]:
    """Distinct served firms."""
    ratings = (
        ["basically-satisfied"] * middling + ["dissatisfied"] * poor + ["satisfied"] * (n - middling - poor)
    )
    rng.shuffle(ratings)
    names: dict[str, None] = {}
    while len(names) < n:
        names[identity.firm(rng, city)] = None
    out = []
    for name, rating in zip(names, ratings, strict=False):
        phone = identity.mobile(rng) if rng.random() < 0.85 else identity.landline(rng, area)
        out.append(
            Firm(
                name, identity.person(rng)[0], phone, rng.choice(v.SERVICES), rating, rng.choice(v.INDUSTRIES)
            )
        )
    return out


def inventory(rng: random.Random, last: int, budget: Decimal, least: int = 10) -> list[Item]:
    """Equipment that costs about the budget, in at least so many lines."""
    picks = rng.sample(v.EQUIPMENT, rng.randrange(14, 22))
    out, spent = [], Decimal(0)
    for name, model, low, high in picks:
        price = Decimal(rng.randrange(low // 100, high // 100) * 100)
        n = rng.randrange(6, 24) if price < 7000 else rng.randrange(1, 4) if price < 30000 else 1
        if least < 10:  # a small office has a few of each
            n = min(n, max(1, int(budget / 5 / price)))
            if price > budget * Decimal("0.35"):
                continue
        if spent + price * n > budget and len(out) >= least:
            continue
        spent += price * n
        out.append(
            Item(name, model, n, price, f"{rng.randrange(last - 5, last + 1)}-{rng.randrange(1, 13):02d}")
        )
    return out


def recognition(
    rng: random.Random, regulation: Regulation, place: Place, city: str, last: int
) -> tuple[str, str, str]:
    """Issuer, number and day of the document by which the applicant has its present title."""
    province = f"{place.province}{'工业和信息化厅' if last >= 2018 else '经济和信息化委员会'}"
    county = f"{city}市{place.districts[0]}"
    issuer, head = {
        "省级": (province, place.letter),
        "市级": (f"{city}市工业和信息化局", city[:1]),
        "县级": (f"{county}{'科技和' if last > 2019 else ''}工业信息化局", county[-3:-1]),
    }[regulation.recognised_by]
    number = f"{head}工信{rng.choice(['服务', '企业', '中小'])}〔{last - 1}〕{rng.randrange(20, 260)}号"
    return issuer, number, f"{last - 1}-{rng.randrange(9, 13):02d}-{rng.randrange(1, 28):02d}"


def rejuvenate(w: World, established: str) -> None:
    """A younger applicant: nothing that it bought is older than itself."""
    w.established, w.young = established, True
    for item in w.items:
        item.bought = max(item.bought, established[:7])


def make(
    seed: str, npo: bool = False, filing: int | None = None, regulation: Regulation = NATIONAL_2017
) -> World:
    """A world that satisfies every condition of its regulation."""
    rng = random.Random(f"{seed}/world")
    size_of = regulation.size
    year = filing or rng.choice(regulation.filed)
    last = year - 1
    place = rng.choice(regulation.places)
    province, letter, area, post = place.province, place.letter, place.area, place.postcode
    city, (short, slug) = rng.choice(place.cities), rng.choice(v.BRANDS)
    line = rng.choice(v.LINES)
    if npo:
        name = city + "市" + short + rng.choice(["中小企业服务中心", "生产力促进中心", "企业发展服务中心"])
    else:
        name = rng.choice(
            [
                f"{city}{short}{line}有限公司",
                f"{city}市{short}{line}有限公司",
                f"{short}（{city}）{line}有限公司",
                f"{city}{short}{line}有限责任公司",
            ]
        )
    region = (place.region + f"{rng.randrange(1, 13):02d}{rng.randrange(1, 13):02d}")[:6]
    legal, contact, *cpas = [n for n, _ in identity.people(rng, 4, set())]
    founded = dt.date(rng.randrange(year - 12, year - 4), rng.randrange(1, 13), rng.randrange(1, 28))
    filed = dt.date(year, 6, rng.randrange(3, 28))
    capital = rng.choice(size_of.capital_npo if npo else size_of.capital)
    size = Decimal(rng.randrange(*size_of.assets)) + Decimal(rng.randrange(100)) / 100
    items = inventory(rng, last, size * Decimal("0.28"), size_of.items)
    equipment = sum((i.cost for i in items), Decimal(0))
    books = accounts(rng, last, size, Decimal(capital * 10000), equipment, npo)
    n_staff = rng.randrange(*size_of.staff)
    both = -(-n_staff * 85 // 100) + rng.randrange(0, 2)
    served = rng.randrange(*size_of.served)
    listed = min(served, rng.randrange(*size_of.listed))
    phone = identity.landline(rng, area)
    area_m2 = rng.randrange(48, 260) * 10
    owned = 0 if rng.random() < 0.7 else rng.randrange(20, 40) * 10
    real = (
        len(place.cities) == 1
    )  # a place that exists: what is named after it bears an invented name besides
    others = rng.sample([b for b, _ in v.BRANDS if b != short], 7)
    partners = [
        city + p if "学院" in p and not real else city + b + p
        for b, p in zip(others, rng.sample(v.PARTNER_LINES, rng.randrange(*size_of.partners)), strict=False)
    ]
    partners = list(dict.fromkeys([*partners, city + (others[-1] if real else "") + rng.choice(v.BANKS)]))
    signed = dt.date(last - 1, 12, rng.randrange(10, 29))
    investors = [
        (rng.choice(["自然人", "自然人"]) and identity.person(rng)[0], "自然人", s)
        for s in rng.choice([("60", "40"), ("70", "30"), ("51", "49"), ("100",)])
    ]
    investors[0] = (legal, "自然人", investors[0][2])
    if npo:
        investors = [(f"{city}市工业和信息化局", "机关法人", "100")]
    w = World(
        seed=seed,
        regulation=regulation,
        npo=npo,
        name=name,
        short=short + ("中心" if npo else "公司"),
        slug=slug,
        province=province,
        icp_letter=letter,
        city=city,
        region=region,
        code=identity.credit_code(rng, "52" if npo else "91", region),
        address=f"{place.prefix.format(province=province, city=city)}{rng.choice(place.districts)}{rng.choice(v.ROADS)}{rng.randrange(1, 399)}号"
        + rng.choice(
            [
                "",
                f"{rng.choice(v.BUILDINGS)}{rng.randrange(2, 19)}层",
                f"{rng.choice(v.BUILDINGS)}{rng.choice('ABC')}座",
            ]
        ),
        postcode=post + f"{rng.randrange(10)}{rng.randrange(10)}0" + str(rng.randrange(10)),
        legal=legal,
        contact=contact,
        phone=phone,
        fax=phone[:-1] + str((int(phone[-1]) + 1) % 10),
        mobile=identity.mobile(rng),
        email=f"{rng.choice(['fuwu', 'office', 'service'])}@{slug}.example.com",
        website=f"www.{slug}-fw.example.com",
        icp=f"{letter}ICP备{rng.randrange(10, 20)}{rng.randrange(10**6):06d}号"
        + rng.choice(["", "-1", "-1"]),
        kind="民办非企业单位" if npo else rng.choice(["有限责任公司", "民营企业", "有限责任公司"]),
        licence_kind="民办非企业单位"
        if npo
        else rng.choice(
            ["有限责任公司（自然人投资或控股）", "有限责任公司（自然人独资）", "其他有限责任公司"]
        ),
        capital=capital,
        investors=investors,
        established=founded.isoformat(),
        filed=filed.isoformat(),
        last=last,
        accounts=books,
        staff=roster(rng, n_staff, both, legal, last, area),
        firms=clients(rng, listed, city, area, max(3, listed // rng.randrange(14, 24)), rng.randrange(0, 3)),
        items=items,
        form=Form(Decimal(0)),
        landlord=f"{city}{rng.choice(['高新', '城建', '科创'])}{rng.choice(['置业', '园区运营', '资产管理'])}有限公司",
        lease=(
            signed.isoformat(),
            dt.date(last, 1, 1).isoformat(),
            dt.date(last + rng.randrange(3, 6), 12, 31).isoformat(),
        ),
        auditor=f"{city}{rng.choice(v.CPA_FIRMS)}会计师事务所（{rng.choice(['普通合伙', '特殊普通合伙'])}）",
        cpas=cpas,
        welfare=rng.randrange(*size_of.welfare),
        satisfaction=Decimal(0),
        industry=rng.choice(v.INDUSTRIES),
        recognition=recognition(rng, regulation, place, city, last),
        partners=partners,
    )
    w.satisfaction = survey(w.firms)
    _fill_form(w, rng, equipment, area_m2, owned, both, served)
    return w


def _fill_form(
    w: World, rng: random.Random, equipment: Decimal, area: int, owned: int, both: int, served: int
) -> None:
    first, second = w.accounts
    size = w.regulation.size
    before = served - rng.randrange(9, 30)
    rows = [
        FormYear(
            y.year, wan(y.revenue), wan(y.service_revenue), wan(y.assets), wan(y.profit), wan(y.taxes_paid), s
        )
        for y, s in ((first, before), (second, served))
    ]
    cost = wan(equipment)
    w.form = Form(
        wan(second.assets),
        legal=w.legal,
        equipment_count=sum(i.quantity for i in w.items),
        equipment_cost=cost,
        equipment_share=percent(cost, wan(second.assets)),
        area=area,
        owned=owned,
        leased=area - owned,
        staff=len(w.staff),
        qualified=both,
        ratio=percent(both, len(w.staff)),
        years=rows,
        training=rng.randrange(*size.training) * 10,
        activities=rng.randrange(*size.activities),
        partners=w.partners,
    )
