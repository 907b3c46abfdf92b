"""The invented applicant as data: its people, clients, equipment, figures as typed, and the switches of faults."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from . import vocabulary as v
from .finance import Year
from .regulation import Regulation


@dataclass
class Person:
    name: str
    sex: str
    age: int
    education: str
    position: str
    title: str
    duty: str
    school: str
    phone: str

    @property
    def degree(self) -> bool:
        return self.education not in v.DEGREES_LOW

    @property
    def titled(self) -> bool:
        return self.title in v.TITLES_MID


@dataclass
class Firm:
    name: str
    contact: str
    phone: str
    service: str
    rating: str | None
    industry: str


@dataclass
class Item:
    name: str
    model: str
    quantity: int
    price: Decimal  # a piece, in yuan
    bought: str  # YYYY-MM

    @property
    def cost(self) -> Decimal:
        return self.price * self.quantity


@dataclass
class FormYear:
    """A year row of the form, in 万元 as typed there."""

    year: int
    revenue: Decimal
    service_revenue: Decimal
    assets: Decimal
    profit: Decimal
    taxes: Decimal
    served: int


@dataclass
class Form:
    """The figures as the applicant types them; faults change these, not the audited ones."""

    assets: Decimal
    assets_note: tuple[str, ...] = ()  # other right values of the closing assets, in yuan
    legal: str = ""
    equipment_count: int = 0
    equipment_cost: Decimal = Decimal(0)  # 万元
    equipment_share: Decimal = Decimal(0)
    area: int = 0
    owned: int = 0
    leased: int = 0
    staff: int = 0
    qualified: int = 0
    ratio: Decimal = Decimal(0)
    years: list[FormYear] = field(default_factory=list)
    training: int = 0
    activities: int = 0
    partners: list[str] = field(default_factory=list)


@dataclass
class World:
    seed: str
    regulation: Regulation
    npo: bool
    name: str
    short: str
    slug: str
    province: str
    icp_letter: str
    city: str
    region: str
    code: str
    address: str
    postcode: str
    legal: str
    contact: str
    phone: str
    fax: str
    mobile: str
    email: str
    website: str
    icp: str
    kind: str  # 单位性质 on the form
    licence_kind: str
    capital: int  # 万元
    investors: list[tuple[str, str, str]]
    established: str
    filed: str
    last: int  # the year before the filing
    accounts: tuple[Year, Year]
    staff: list[Person]
    firms: list[Firm]
    items: list[Item]
    form: Form
    landlord: str
    lease: tuple[str, str, str]  # signed, from, to
    auditor: str
    cpas: list[str]
    welfare: int
    satisfaction: Decimal
    industry: str
    recognition: tuple[str, str, str]  # issuer, number, date
    partners: list[str]
    # switches that the faults turn
    omit: set[str] = field(default_factory=set)
    declaration_sealed: bool = True
    declaration_signed: bool = True
    audit_name: str = ""
    audited_books: tuple[Year, Year] | None = None  # other books that the audit report shows
    audit_code_printed: str = ""
    audit_opinion: str = "unqualified"
    audit_break: Decimal = Decimal(0)
    signers: int = 2
    special_total: Decimal | None = None  # service income printed by the special audit
    lease_name: str = ""
    lease_area: int = 0
    served_total: int = 0  # what the list's last line says, where it is not the form's figure
    young: bool = False  # so young that its papers may not be older than itself
    committed: bool = False  # a letter of commitment stands for licence and qualifications
    commitment_blank: bool = False  # it is neither filled in nor signed nor sealed
    uninsured: int = 0  # people of the roster whom the insurance list does not name
    credit_records: int = 0  # penalties that the credit report shows

    @property
    def audited(self) -> tuple[Year, Year]:
        """The opening and the closing year of the audit report."""
        return self.audited_books or self.accounts

    @property
    def area_code(self) -> str:
        return self.phone.split("-")[0]

    def rng(self, topic: str) -> random.Random:
        """A stream of its own for a topic, so that one document's changes do not move the others."""
        return random.Random(f"{self.seed}/{topic}")
