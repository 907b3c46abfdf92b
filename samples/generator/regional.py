"""The committed packages of the provinces, the region and the city: one of each text."""

from __future__ import annotations

import random
from dataclasses import replace

from . import regulations, style, world
from .faults import conditions
from .package import Package
from .presets import assemble
from .scan import PROFILES


def xinjiang_south(seed: int) -> Package:
    """A company in Hotan, with assets between the southern and the plain threshold, and a letter of commitment
    instead of licence and qualifications: clean."""
    rng = random.Random(f"xj-south/{seed}")
    w = world.make(f"xj-south/{seed}", filing=2023, regulation=regulations.find("xinjiang-2021", "south"))
    w.committed = True
    s = style.draw(rng)
    s = replace(
        s,
        rules="grid",
        repeat_head=False,
        form_boxes=False,
        mark="tick",
        served_landscape=False,
        statement_unit="元",
        split_sheet=False,
        one_rating=False,
        money="comma",
    )
    s.look.body, s.look.head = "song", "hei"
    layout = [
        ("申请报告.pdf", ["form", "equipment", "staff", "served", "narrative", "declaration"]),
        ("告知承诺书.pdf", ["commitment"]),
        ("财务资料.pdf", ["audit", "special"]),
        ("场地和服务证明.pdf", ["lease", "title", "evidence"]),
    ]
    grey = replace(PROFILES["fine"], dpi=150, quality=36)
    return assemble(
        "xj-south-1",
        w,
        s,
        [],
        layout,
        grey,
        {"告知承诺书.pdf": replace(PROFILES["office"], quality=36)},
        events=1,
    )


def shandong_nonprofit(seed: int) -> Package:
    """A private non-profit whose assets and staff lie where the text leaves the decision to the authority."""
    rng = random.Random(f"sd-nonprofit/{seed}")
    rule = regulations.find("shandong-2020", "nonprofit")
    w = world.make(f"sd-nonprofit/{seed}", npo=True, filing=2022, regulation=rule)
    w.form.partners = w.partners[:5]
    w.firms = w.firms[:88]
    w.satisfaction = world.survey(w.firms)
    s = style.draw(rng)
    s = replace(
        s,
        rules="grid",
        repeat_head=True,
        mark="box",
        served_landscape=False,
        statement_unit="元",
        split_sheet=False,
        one_rating=False,
        form_layout="pairs",
        form_order="ascending",
    )
    s.look.body, s.look.head = "kai+times", "hei"
    layout = [
        ("1.申请报告.pdf", ["form", "equipment", "staff", "served", "narrative"]),
        ("2.登记证书、审计报告、信用报告.pdf", ["licence", "audit", "special", "credit"]),
        ("3.场所、协议、认定文件.pdf", ["lease", "title", "agreements", "recognition"]),
        ("4.收费、公益、社保、证书.pdf", ["fees", "welfare", "insurance", "certificates"]),
        ("5.资质、服务证明、声明.pdf", ["qualification", "evidence", "declaration"]),
    ]
    copier = replace(PROFILES["copier"], quality=34, speckle=20, skew=1.0)
    return assemble("sd-nonprofit-1", w, s, conditions.relaxed(w), layout, copier, events=1, turn=3)


def heilongjiang(seed: int) -> Package:
    """A company that is not yet two years old, where one is enough; the title has no 示范: clean."""
    rng = random.Random(f"hlj/{seed}")
    w = world.make(f"hlj/{seed}", filing=2022, regulation=regulations.find("heilongjiang-2019"))
    world.rejuvenate(w, "2020-09-08")
    s = style.draw(rng)
    s = replace(
        s,
        rules="horizontal",
        repeat_head=True,
        mark="check",
        served_landscape=False,
        statement_unit="元",
        split_sheet=False,
        one_rating=False,
        form_layout="above",
        years_across=True,
        form_order="ascending",
        date="{y}-{m:02d}-{d:02d}",
    )
    s.look.body, s.look.head = "ming+times", "song-bold"
    layout = [
        ("申报书.pdf", ["form", "staff", "equipment", "served", "narrative"]),
        ("附件1执照.pdf", ["licence"]),
        ("附件2审计.pdf", ["audit", "special"]),
        ("附件3场所.pdf", ["lease", "title"]),
        ("附件4佐证.pdf", ["evidence", "qualification", "welfare"]),
        ("附件5声明.pdf", ["declaration"]),
    ]
    bound = replace(PROFILES["bound"], quality=36)
    return assemble("hlj-1", w, s, [], layout, bound, events=1, turn=1)


def baoding(seed: int) -> Package:
    """A company with unaudited statements alone, as the text asks: clean."""
    rng = random.Random(f"bd/{seed}")
    w = world.make(f"bd/{seed}", filing=2021, regulation=regulations.find("baoding"))
    s = style.draw(rng)
    s = replace(
        s,
        rules="grid",
        repeat_head=True,
        mark="filled",
        served_landscape=False,
        statement_unit="元",
        split_sheet=False,
        one_rating=False,
        form_layout="lines",
        form_unit="万元",
        wan="comma",
        open_sides=True,
    )
    s.look.body, s.look.head = "song+times", "zenhei"
    layout = [
        ("申请报告及名单.pdf", ["form", "equipment", "staff", "served", "narrative"]),
        ("证照与财务报表.pdf", ["licence", "statements"]),
        ("其他材料.pdf", ["lease", "title", "evidence", "recognition", "qualification", "agreements"]),
        ("声明.pdf", ["declaration"]),
    ]
    faint = replace(PROFILES["faint"], dark=80, quality=38)
    return assemble("bd-1", w, s, [], layout, faint, {"声明.pdf": PROFILES["phone"]}, events=1, turn=1)
