"""Every unit that the form names as having signed an agreement has one in the package (domain C5).

Asks: whether each of «签订合作协议的单位» on the form is a party of an agreement that was handed in.
Passes: each is, but for a misread glyph, also where it stands inside a longer name.
Fails: one is named in no agreement, every agreement belongs to another unit of the form, and the text asks for the
agreements.
Undecided: the text does not ask for them; a name or a party was read with doubt; an agreement fits nobody on the
form (a short name, a former name, a misread party); a page of the agreements was not read.
Must not accuse: a package without agreements (the attachments say so), «等12家», «详见附件», agreements bound in elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from checks._names import alike
from checks._words import Extra, asked, failed, formula, inapplicable, passed, some, unsure
from pipeline.model import Claim, Facts, Message, Need, Page, Row, Verdict
from pipeline.quantity import fold_name, is_nil, squeeze

ID = "partners-form-vs-agreements"
CATEGORY = "consistency"
ASKS = Message(
    "申请表所列签订合作协议的单位是否均有协议",
    "Is there an agreement with every unit that the form names as having signed one?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {"demanded": "whether the text asks for the agreements themselves"}
KIND = "cooperation-agreement"
LEAST = 4  # glyphs of a name
WRITTEN = 40  # glyphs of a page of an agreement that was read
_UNIT = re.compile(
    r"(?:公司|事务所|大学|学院|学校|研究[院所]|[协商学]会|联合会|促进会|中心|银行|支行|分行|集团|联盟|合作社|基地|医院|园区|委员会|管委会)$"
)
_GLUED = re.compile(r"(?:公司|事务所).{4}")
_COMMA = re.compile(r"[、,，;；。·\n]+|(?<=\D)\d{1,2}[.、．)）](?=\D)")
_ORNAMENT = re.compile(r"^[:：(（]*\d{0,2}[.、．)）]*|等(?:共?\d*[家个](?:单位|机构|企业)?)?$")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Names on the form against the parties' names and the agreements' words."""
    claims = facts.find("partner-count", "application-form")
    rows = facts.table(KIND)
    if not facts.of_kind(KIND) and not rows:
        return inapplicable("未识别到合作协议，见附件检查", "no agreement was found; see the attachments")
    parties = [p for r in rows for p in _sides(r)]
    names = tuple(dict.fromkeys(n for c in claims for n in _names(c.evidence.text, parties)))
    if not names:
        return asked(
            "未识别到申请表所列签订合作协议的单位，未作比对",
            "the units that the form names were not read, so nothing is compared",
        )
    papers = [fold_name(squeeze(p.text)) for d in facts.documents for p in d.pages if _paper(p, d.kind)]
    missing = [n for n in names if not _covered(n, names, parties, papers)]
    extra: Extra = {
        "claims": tuple(c.id for c in claims),
        "rows": tuple(r.id for r in rows),
        "expected": str(len(names)),
        "found": str(len(names) - len(missing)),
        "workings": formula(f"{len(names)} − {len(missing)} = {len(names) - len(missing)}"),
    }
    if not missing:
        return passed(
            f"申请表所列{len(names)}家签约单位均有合作协议",
            f"there is an agreement with each of the {len(names)} units on the form",
            **extra,
        )
    zh = f"申请表所列{len(names)}家签约单位中，{len(missing)}家未见合作协议：{some(missing)}"
    en = f"of {len(names)} units on the form {len(missing)} have no agreement in the package: {some(missing)}"
    undecided = unsure if parameters.get("demanded") else asked
    for doubted, why, why_en in (
        (_loose(facts, rows, names), "有协议的当事人未能识别或与申请表名称不同", "a party was not read, or has another name than any on the form"),
        (any(c.confidence < facts.floor or c.damaged for c in claims), "申请表名称识别把握不足", "the form was read with doubt"),
        (not all(_whole(n, claims) for n in missing), "申请表名称未能完整识别", "a name on the form was not read as a whole"),
        (_unread(facts), "协议所在文件有页面未能识别", "a page of the agreements' file was not read"),
    ):  # fmt: skip
        if doubted:
            return undecided(f"{zh}；{why}，请核对原件", f"{en}; {why_en}: check the scan", **extra)
    if parameters.get("demanded"):
        return failed(zh, en, **extra)
    return asked(f"{zh}；办法未要求提交协议，请核实", f"{en}; the text does not ask for agreements", **extra)


def _names(text: str, parties: Iterable[str]) -> Iterator[str]:
    """The names of a list, without numbers and «等12家»; parties of agreements part names that lost their comma."""
    for piece in _COMMA.split(squeeze(text)):
        name = fold_name(_ORNAMENT.sub("", piece))
        for party in sorted({p for p in parties if p in name}, key=lambda p: (-len(p), p)):
            if party in name:
                yield party
                name = name.replace(party, "")
        if len(name) >= LEAST and not is_nil(name) and not re.search("详见|附件", name):
            yield name


def _whole(name: str, claims: Iterable[Claim]) -> bool:
    """Whether a name stands alone between two commas and ends as a unit's does."""
    pieces = (fold_name(_ORNAMENT.sub("", p)) for c in claims for p in _COMMA.split(squeeze(c.evidence.text)))
    return bool(_UNIT.search(name)) and not _GLUED.search(name) and name in pieces


def _paper(page: Page, kind: str) -> bool:
    """A page of an agreement, whatever it is bound into."""
    text = squeeze(page.text)
    return kind == KIND or bool(re.search("协议|合同|备忘录", text) and re.search("甲方|乙方", text))


def _covered(name: str, names: Sequence[str], parties: Sequence[str], papers: Sequence[str]) -> bool:
    """Whether an agreement names a unit, but for one glyph."""
    if any(name in text for text in (*parties, *papers)):
        return True
    others = [n for n in names if n != name]
    slip = any(alike(p, name) == "slip" and p not in others for p in parties)
    return slip or any(_slips(name, text, others) for text in papers)


def _slips(name: str, text: str, others: Sequence[str]) -> bool:
    """Whether a text has the name but for one glyph, and does not name another unit of the form there."""
    if len(name) < 6:
        return False
    windows = (
        text[i : i + n] for n in (len(name), len(name) - 1, len(name) + 1) for i in range(len(text) - n + 1)
    )
    return any(
        Levenshtein.distance(w, name, score_cutoff=1) <= 1 and not any(o in w for o in others)
        for w in windows
    )


def _sides(row: Row) -> list[str]:
    """The parties of an agreement; which of them is the applicant is not always known."""
    return [fold_name(name) for c in ("partner", "unit") if len(name := row.cells.get(c) or "") >= LEAST]


def _loose(facts: Facts, rows: Sequence[Row], names: Sequence[str]) -> bool:
    """Whether an agreement fits no name on the form: it may be a missing one's."""

    def fits(party: str) -> bool:
        return any(party in n or n in party or alike(party, n) != "other" for n in names)

    unread = {d.id for d in facts.of_kind(KIND)} - {r.document for r in rows}
    return bool(unread) or not all(any(fits(p) for p in _sides(r)) for r in rows)


def _unread(facts: Facts) -> bool:
    """Whether a page among the agreements has no words, or is not there at all."""
    bound = [p for d in facts.of_kind(KIND) for p in d.pages]
    files = {p.file for p in bound}
    there: dict[str, set[int]] = {f: set() for f in files}
    for document in facts.documents:
        for page in document.pages:
            if page.file in files:
                there[page.file].add(page.index)
    holes = any(n and n != set(range(1, max(n) + 1)) for n in there.values())
    return holes or any(not p.blank and len(squeeze(p.text)) < WRITTEN for p in bound)
