"""What the generator needs to know of a regulation: titles, thresholds, papers, places, and how big its applicants are.

The objects stand in `regulations/`, one file a regulation.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import vocabulary as v

BASE_PAPERS = (
    "form",
    "equipment",
    "staff",
    "served",
    "narrative",
    "licence",
    "audit",
    "special",
    "lease",
    "title",
    "evidence",
    "recognition",
    "qualification",
    "declaration",
)
# attachment items of the public contract that a text does not ask for
NATIONAL_OPTIONAL = frozenset(
    {
        "financial-statements",
        "credit-report",
        "cooperation-agreements",
        "fee-schedule",
        "social-insurance",
        "personnel-certificates",
    }
)


@dataclass(frozen=True)
class Place:
    """Where an applicant sits. `region` is the head of its region code; a short one is filled up at random.
    Area codes are ones that nobody has."""

    province: str
    letter: str  # of its site records
    region: str
    area: str
    postcode: str  # head
    cities: tuple[str, ...] = tuple(v.CITIES)
    prefix: str = "{province}{city}市"
    districts: tuple[str, ...] = tuple(v.DISTRICTS)


NATION = tuple(Place(*line) for line in v.PROVINCES)


@dataclass(frozen=True)
class Size:
    """How big the applicants of a regulation are: half-open ranges, money in yuan, shares in percent."""

    assets: tuple[int, int] = (4_600_000, 18_000_000)
    capital: tuple[int, ...] = (100, 200, 300, 500)  # 万元
    capital_npo: tuple[int, ...] = (50, 100, 200)
    staff: tuple[int, int] = (26, 44)
    served: tuple[int, int] = (168, 320)
    listed: tuple[int, int] = (116, 156)
    partners: tuple[int, int] = (5, 8)
    welfare: tuple[int, int] = (24, 39)
    training: tuple[int, int] = (210, 420)  # tens
    activities: tuple[int, int] = (12, 30)
    items: int = 10  # at least so many lines of equipment, whatever they cost


@dataclass(frozen=True)
class Wording:
    """What the printed forms and lists say, where they differ."""

    form_years: str = "二、运营管理情况（单位：万元）"
    form_ability: str = "三、平台服务能力及业绩"
    form_services: str = "主要服务内容"
    form_last: str = "support"  # part 四 of the form: support | opinion | none
    narrative: str = "示范平台申请相关情况说明"
    roster: str = "主要管理人员和服务人员名单及职称情况一览表"
    roster_note: str = ""
    served_note: str = ""
    served_total: bool = False  # the list closes with «上一年度共服务企业 __ 家»
    declaration: str = ""  # the declaration's own words, where the text prints them


@dataclass(frozen=True)
class Regulation:
    """One regulation; money in yuan, ratios in percent."""

    id: str
    programme: str  # the title that the forms bear
    issuer: str  # printed at the foot of the cover
    number: str
    assets: int
    served: int
    listed: int  # rows that the form asks for; 0: none said
    staff: int
    ratio: int
    partners: int
    satisfaction: int
    welfare: int
    training: int
    activities: int
    years: int = 2  # in operation
    variant: str | None = None
    strict: Regulation | None = None  # whose thresholds stand where a relaxation is somebody's discretion
    filed: tuple[int, ...] = (2019, 2020, 2021, 2022, 2023)
    places: tuple[Place, ...] = NATION
    size: Size = Size()
    wording: Wording = Wording()
    own_form: bool = True  # the text prints a form: others are set freely
    recognised_by: str = "省级"  # who granted the title that the applicant already has
    papers: tuple[str, ...] = BASE_PAPERS
    optional: frozenset[str] = NATIONAL_OPTIONAL  # attachment items that are not asked for
    npo: float = 0.3  # share of private non-profits among random applicants
    seal_asked: bool = True  # the declaration must bear the seal
    relaxable: bool = False  # its variant lowers, without a number, what has no figure of its own
