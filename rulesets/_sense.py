"""What a well-formed file says that cannot be meant: contradictions, names of nothing, figures in the wrong unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.model import KINDS
from pipeline.quantity import QUANTITIES
from rulesets._faults import Fault, Loc, near, nearest
from rulesets._items import ITEMS
from rulesets._ruleset import Ruleset
from rulesets._types import Condition, Value

# What a variant may say besides another figure.
RELAXATIONS = ("relaxable", "relaxed_minimum")
# Nobody asks for less: 300 is 300万元 written in 万元.
_LEAST_MONEY = 10_000
_WIDE = str.maketrans("（）", "()")


def rules(ruleset: Ruleset) -> Iterator[tuple[Loc, Condition]]:
    """Every condition with its path."""
    yield from ((("conditions", i), c) for i, c in enumerate(ruleset.conditions))
    yield from ((("form_rules", i), c) for i, c in enumerate(ruleset.form_rules))
    for i, function in enumerate(ruleset.functions.functions):
        for j, part in enumerate(function.parts):
            yield ("functions", "functions", i, "parts", j), part


def faults(ruleset: Ruleset) -> Iterator[Fault]:
    """Everything that the file alone shows to be wrong."""
    seen: set[str] = set()
    for loc, rule in rules(ruleset):
        if rule.id in seen:
            yield Fault((*loc, "id"), f"{rule.id!r} is used twice; rename one", f"{rule.id} 重复，请改名")
        seen.add(rule.id)
        yield from _rule(loc, rule, ruleset)
    yield from _attachments(ruleset)
    yield from _functions(ruleset)
    yield from _dates(ruleset)
    for name, setting in ruleset.settings.items():
        if setting.choices and str(setting.value) not in setting.choices:
            options = ", ".join(setting.choices)
            yield Fault(
                ("settings", name, "value"),
                f"{setting.value!r} is none of: {options}; write one of them",
                f"取值应为：{options}，请改正",
            )


def _rule(loc: Loc, rule: Condition, ruleset: Ruleset) -> Iterator[Fault]:
    if not rule.article.strip():
        yield Fault((*loc, "article"), "missing article; add it", "缺少条款，请补上")
    elif (plain := rule.article.translate(_WIDE)) != rule.article:
        yield Fault(
            (*loc, "article"),
            f"brackets of an article are plain: write {plain}",
            f"条款请用半角括号：{plain}",
        )
    machine = rule.check is not None or bool(rule.parameters)
    if machine == (rule.decided_by == "person"):
        yield Fault(
            (*loc, "decided_by"),
            "a condition that a person decides has no check, every other one has; correct one of them",
            "由人工判断（person）的条件不设 check，其余条件必须有 check，请改正其一",
        )
    numbers = [v for v in rule.parameters.values() if isinstance(v, int | float) and not isinstance(v, bool)]
    if numbers and rule.unit is None:
        yield Fault((*loc, "unit"), "a number needs a unit; add unit", "数值必须有单位，请补上 unit")
    yield from _figures((*loc, "parameters"), rule.parameters, rule.unit)
    for variant, changed in rule.variants.items():
        here = (*loc, "variants", variant)
        if variant not in ruleset.variations:
            known = ", ".join(ruleset.variations) or "none"
            en, zh = near(variant, ruleset.variations)
            yield Fault(
                here,
                f"unknown variant {variant!r} (variations: {known}); add it there{en}",
                f"未知变体 {variant}，请在 variations 中补上{zh}",
            )
        yield from _figures(here, changed, rule.unit)
        for name in changed:
            if name not in rule.parameters and name not in RELAXATIONS:
                known_names = (*rule.parameters, *RELAXATIONS)
                en, zh = near(name, known_names)
                yield Fault(
                    (*here, name),
                    f"changes nothing: the condition has no {name!r}{en}",
                    f"条件没有参数 {name}{zh}",
                )
    yield from _kinds((*loc, "documents"), rule.documents)


def _figures(loc: Loc, parameters: Mapping[str, Value], unit: str | None) -> Iterator[Fault]:
    """Figures that the unit gives away: 300 yuan, 0.8 percent, "80%"."""
    for name, value in parameters.items():
        here = (*loc, name)
        if isinstance(value, str) and unit is not None:
            yield Fault(here, f"{value!r} is no figure; write digits alone", f"{value} 不是数值，请只写数字")
        if isinstance(value, bool | str):
            continue
        if unit == "CNY" and 0 < value < _LEAST_MONEY:
            yuan = f"{value * 10_000:.0f}"
            yield Fault(
                here,
                f"{value} is {value} yuan; money is written in yuan: {yuan} for {value} 万元",
                f"{value} 即 {value} 元；金额以元填写，{value} 万元应写 {yuan}",
            )
        if unit == "percent" and not 1 <= value <= 100:
            yield Fault(
                here,
                f"{value} is no share in percent; write 80 for 80 %",
                f"{value} 不是百分数；80% 应写 80",
            )


def _kinds(loc: Loc, kinds: Iterable[str]) -> Iterator[Fault]:
    for i, kind in enumerate(kinds):
        if kind not in KINDS:
            en, zh = near(kind, KINDS)
            yield Fault((*loc, i), f"unknown document kind {kind!r}{en}", f"未知的材料类型 {kind}{zh}")


def _attachments(ruleset: Ruleset) -> Iterator[Fault]:
    listed = [a.item for a in ruleset.attachments]
    for i, attachment in enumerate(ruleset.attachments):
        loc: Loc = ("attachments", i)
        item = attachment.item
        if item not in ITEMS:
            en, zh = near(item, ITEMS)
            yield Fault((*loc, "item"), f"unknown item {item!r}{en}", f"未知的附件项 {item}{zh}")
        if listed.index(item) != i:
            yield Fault((*loc, "item"), f"{item!r} is listed twice; remove one", f"{item} 重复，请删去一个")
        yield from _kinds((*loc, "kinds"), attachment.kinds)
        for key in ("replaceable_by", "among"):
            named = getattr(attachment, key)
            if named and named not in KINDS:
                en, zh = near(named, KINDS)
                yield Fault(
                    (*loc, key), f"unknown document kind {named!r}{en}", f"未知的材料类型 {named}{zh}"
                )
    meant = {nearest(item, ITEMS) for item in listed if item not in ITEMS}
    missing = [item for item in ITEMS if item not in listed and item not in meant]
    if missing:
        names = ", ".join(missing)
        yield Fault(
            ("attachments",),
            f"missing items: {names}; add them (status: not-required where not asked for)",
            f"缺少附件项：{names}，请补上（不要求的写 status: not-required）",
        )


def _functions(ruleset: Ruleset) -> Iterator[Fault]:
    known = [q for q in QUANTITIES.values() if q.sort in ("count", "money", "percent", "area")]
    for i, function in enumerate(ruleset.functions.functions):
        for j, part in enumerate(function.parts):
            for name in part.parameters:
                loc: Loc = ("functions", "functions", i, "parts", j)
                if name not in QUANTITIES:
                    en, zh = near(name, [q.id for q in known])
                    yield Fault(
                        (*loc, "parameters", name), f"unknown quantity {name!r}{en}", f"未知的指标 {name}{zh}"
                    )
                elif part.unit and part.unit != QUANTITIES[name].unit:
                    unit = QUANTITIES[name].unit
                    yield Fault(
                        (*loc, "unit"),
                        f"{name} is measured in {unit}, not in {part.unit}; correct the unit",
                        f"{name} 的单位是 {unit}，不是 {part.unit}，请改正",
                    )
    there = len(ruleset.functions.functions)
    if not 1 <= ruleset.functions.at_least <= there:
        yield Fault(
            ("functions", "at_least"),
            f"{ruleset.functions.at_least} of {there} functions cannot be met; correct the number",
            f"共 {there} 项功能，至少数写作 {ruleset.functions.at_least}，请改正",
        )


def _dates(ruleset: Ruleset) -> Iterator[Fault]:
    start, end = ruleset.valid_from, ruleset.valid_to
    if start and end and end < start:
        yield Fault(
            ("valid_to",),
            f"ends before it begins ({start}); correct one of the dates",
            f"早于施行日 {start}，请改正其一",
        )
    if start and ruleset.newer and ruleset.newer.since <= start:
        yield Fault(
            ("newer", "since"),
            f"a newer instrument is later than this one ({start}); correct one of the dates",
            f"新办法不应早于本办法施行日 {start}，请改正其一",
        )


# --- against the checks


def binding_faults(ruleset: Ruleset, checks: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    """Checks that do not exist, and parameters and settings that nobody reads."""
    read_by_all: set[str] = set()
    for loc, check, parameters in _bound(ruleset):
        if check not in checks:
            en, zh = near(check, checks)
            yield Fault((*loc, "check"), f"there is no check {check!r}{en}", f"没有检查 {check}{zh}")
            continue
        readable = set(checks[check])
        read_by_all |= readable
        for path, name in parameters:
            if name not in readable:
                en, zh = near(name, readable)
                has = ", ".join(sorted(readable)) or "none"
                yield Fault(
                    (*loc, *path, name),
                    f"nobody reads this parameter: {check} has {has}{en}",
                    f"检查 {check} 不读取这个参数（可用：{has}）{zh}",
                )
    for name in ruleset.settings:
        if name not in read_by_all:
            en, zh = near(name, read_by_all)
            yield Fault(
                ("settings", name),
                f"nobody reads this setting; remove it{en}",
                f"没有检查读取这个设置，请删除{zh}",
            )


def _bound(ruleset: Ruleset) -> Iterator[tuple[Loc, str, list[tuple[Loc, str]]]]:
    """(path, check, the paths and names of what it is given)"""
    for i, c in enumerate(ruleset.consistency):
        yield ("consistency", i), c.check, [(("parameters",), name) for name in c.parameters]
    for loc, rule in rules(ruleset):
        if rule.check is None or loc[0] == "functions":
            continue
        given: list[tuple[Loc, str]] = [(("parameters",), name) for name in rule.parameters]
        given += [(("variants", v), name) for v, changed in rule.variants.items() for name in changed]
        yield loc, rule.check, given
    yield ("functions",), ruleset.functions.check, []


def unit_faults(ruleset: Ruleset, others: Iterable[Ruleset]) -> Iterator[Fault]:
    """A check measures one thing: its unit is that of every other regulation that binds it."""
    known: dict[str, str] = {}
    for other in others:
        if other.id != ruleset.id:
            known.update((r.check, r.unit) for _, r in rules(other) if r.check and r.unit)
    for loc, rule in rules(ruleset):
        wanted = known.get(rule.check or "")
        if wanted and rule.unit and rule.unit != wanted:
            yield Fault(
                (*loc, "unit"),
                f"{rule.check} measures in {wanted}, not in {rule.unit}; correct the unit and the figure",
                f"{rule.check} 的单位是 {wanted}，不是 {rule.unit}，请改正单位和数值",
            )


_ARTICLE = re.compile(r"\d+(?:\((?:\d+|end)\))?|annex \d+(?:\(\d+\))?")


def article_faults(ruleset: Ruleset) -> Iterator[Fault]:
    """Articles are cited one way, so that reports can word them."""
    cited: list[tuple[Loc, str]] = [((*loc, "article"), r.article) for loc, r in rules(ruleset)]
    cited += [(("consistency", i, "article"), c.article) for i, c in enumerate(ruleset.consistency)]
    cited += [(("attachments", i, "article"), a.article) for i, a in enumerate(ruleset.attachments)]
    for loc, article in cited:
        plain = article.translate(_WIDE)
        if article.strip() and plain == article and not _ARTICLE.fullmatch(article):
            yield Fault(
                loc,
                f"{article!r} is cited another way; write 12, 12(3), 12(end) or annex 2(4)",
                f"条款 {article} 写法不符，请写作 12、12(3)、12(end) 或 annex 2(4)",
            )
