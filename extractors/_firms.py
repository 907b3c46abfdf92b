"""The audit firm's name on an opinion, mostly under the firm's stamp (domain B2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors._lines import Line, page_lines, union
from extractors._sealed import FAINT, agree, joined, near
from pipeline.model import Box, Page, Word
from pipeline.quantity import fold_name, squeeze

_FIRM = re.compile(
    r"[\u3400-\u9fff()]{2,16}会计师事务所(?:(?:有限责任|股份有限|有限)公司|\((?:特殊普通合伙|普通合伙|有限合伙|特殊的普通合伙)\)?)?(?:\(.{2,8}\))?(?:[\u3400-\u9fff]{2,8}分所)?"
)
_FORM = re.compile(r"\((?:特殊的?)?(?:普通|有限)合伙\)")


@dataclass(frozen=True, slots=True)
class Seen:
    """One place where something stands."""

    value: str
    page: Page
    box: Box | None
    confidence: float
    weight: float = 1.0
    reader: str | None = None


def firms(pages: Iterable[Page]) -> Iterator[Seen]:
    """The firm's name. Under a stamp, or read in pieces as stamps leave it, it has mostly lost a glyph: no name."""
    for page in pages:
        scanned = page.source == "ocr"
        for line in page_lines(page):
            for part in parts_of(line):
                text = fold_name("".join(w.text for w in part))
                m = _FIRM.search(text)
                if (
                    not m
                    or len(text) - len(m.group(0)) > 12
                    or re.search("委托|是否", text)
                    or (scanned and not _seamless(part))
                ):
                    continue
                value = m.group(0) + ")" * (m.group(0).count("(") - m.group(0).count(")"))
                if not value.endswith(")") and any(
                    re.match(r"[(（]?.{0,4}合伙[)）]?$", w.text) for w in line.words
                ):
                    continue  # what is left of «(普通合伙)»
                box = union([w.box for w in part])
                if "合伙)" not in value and (form := _form_below(page, box)):
                    value, box = value + fold_name(form.text), union([box, form.box])
                over = [s for s in page.seals if near(s, box, 0.0)] if scanned else []
                sure = min(w.confidence for w in part)
                if over and not any(fold_name(s.text) == value for s in over):
                    if sure < 0.95 or any(len(s.text) >= 6 for s in over):
                        continue
                    sure *= 0.85
                yield Seen(value, page, box, sure)


def _form_below(page: Page, name: Box) -> Word | None:
    """The «(普通合伙)» on a line of its own under the firm's name."""
    high = name[3] - name[1]
    return next(
        (
            w
            for w in page.words
            if _FORM.fullmatch(fold_name(w.text))
            and 0 < (w.box[1] + w.box[3]) / 2 - name[3] < 2.2 * high
            and name[0] - high < w.box[0]
            and w.box[2] < name[2] + high
        ),
        None,
    )


def covered_firm(pages: Sequence[Page]) -> tuple[Seen, bool] | None:
    """(what a stamp leaves of the firm's name, whether that is not all of it), from print and ring together."""
    found: list[tuple[Seen, bool]] = []
    for page in pages:
        rings = [s for s in page.seals if re.search("会计|师事|事务所", s.text)]
        for line in page_lines(page):
            for part in parts_of(line):
                text = re.sub(r"[(（]?(?:盖|公)?章[)）]?$", "", fold_name("".join(w.text for w in part)))
                box = union([w.box for w in part])
                if "务所" not in text or len(text) > 40 or not any(near(s, box, 0.0) for s in page.seals):
                    continue
                ring = next((fold_name(s.text) for s in rings if near(s, box, 0.0)), None)
                whole = joined(text, ring) if ring else text
                sound = ring is not None and _FIRM.fullmatch(whole) is not None and agree(whole, text, ring)
                found.append((Seen(whole, page, box, FAINT), not sound))
        found += [(Seen(fold_name(s.text), page, s.box, FAINT), True) for s in rings]
    return min(found, key=lambda f: f[1], default=None)


def _seamless(part: Sequence[Word]) -> bool:
    """Whether words follow each other as one print: as wide by the glyph, with no room for a lost one."""
    wide = [(w.box[2] - w.box[0]) / max(1, len(squeeze(w.text))) for w in part]
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(part)]
    return max(wide) < 1.2 * min(wide) and max(gaps, default=0.0) < 0.6 * min(wide)


def parts_of(line: Line) -> list[list[Word]]:
    """The words of a line in groups that stand apart (the firm left, the accountants right)."""
    groups: list[list[Word]] = []
    for word in line.words:
        last = groups[-1][-1] if groups else word
        glyph = (last.box[2] - last.box[0]) / max(1, len(squeeze(last.text)))
        if groups and word.box[0] - last.box[2] < 1.8 * glyph:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups
