"""A ruleset as tables for a terminal or a pipe. Chinese counts two columns a character."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.model import AttachmentRule, Message
from pipeline.reports import _words as words
from pipeline.reports._articles import cited
from pipeline.terminal import Lang, language
from rulesets import Condition, Function, Ruleset
from rulesets._figures import standard, variants

_PIPED = 120
_LEAST = 60
Words = tuple[str, str]  # (Chinese, English)

HEADS: dict[str, Words] = {
    "about": ("办法", "The regulation"),
    "variants": ("变体", "Variants"),
    "conditions": ("认定条件", "Conditions"),
    "functions": ("服务功能", "Service functions"),
    "attachments": ("申报材料", "Attachments"),
    "form_rules": ("填报要求", "Form and procedure"),
    "settings": ("口径", "Readings"),
    "consistency": ("材料间的核对", "Cross-checks"),
    "after": ("称号期限与违规后果", "The title's term, and sanctions"),
}
DECIDES: dict[str, Words] = {
    "machine": ("程序", "program"),
    "partly": ("程序+人", "both"),
    "person": ("人", "person"),
}
STATUS: dict[str, Words] = {
    "required": ("必需", "required"),
    "conditional": ("有则提交", "where it applies"),
    "alternative": ("可由他件代替", "or another in its place"),
}
STAGE: dict[str, Words] = {
    "recommended": ("推荐阶段", "after recommendation"),
    "renewal": ("复核时", "at renewal"),
}
ABOUT: dict[str, Words] = {
    "title": ("名称", "title"),
    "grants": ("授予称号", "grants"),
    "basis": ("文号", "number"),
    "valid_from": ("施行", "in force from"),
    "valid_to": ("有效至", "in force to"),
    "newer": ("新文件", "newer instrument"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Writes tables to standard output in one language."""

    lang: Lang
    console: Console

    def say(self, words: Words) -> str:
        return words[self.lang == "en"]

    def of(self, message: Message) -> str:
        return message.en if self.lang == "en" else message.zh

    def line(self, text: str = "", style: str = "") -> None:
        self.console.print(Text(text, style))

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Names and what they are, in two columns."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for name, value in pairs:
            if value:
                grid.add_row(name, value)
        self.console.print(grid)

    def table(self, head: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> None:
        """A headed table; a column with ratio 0 is as wide as it needs and is not broken."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, show_edge=False)
        for name, ratio in columns:
            table.add_column(name, no_wrap=not ratio, ratio=ratio or None, overflow="fold")
        filled = False
        for row in rows:
            table.add_row(*row)
            filled = True
        if filled:
            self.line()
            self.line(head, "bold")
            self.console.print(table)


def sheet() -> Sheet:
    """As wide as the terminal; a page of 120 columns where there is none, or what COLUMNS says."""
    asked = os.environ.get("COLUMNS", "")
    width = None if sys.stdout.isatty() else max(int(asked) if asked.isdigit() else _PIPED, _LEAST)
    console = Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
    return Sheet(language(), console)


def show(r: Ruleset) -> None:
    """Everything that the file says, for a person who holds it against the text."""
    s = sheet()
    _head(s, r)
    columns = [
        (s.say(("条款", "Article")), 0),
        (s.say(("内容", "What it asks")), 5),
        (s.say(("标准", "Standard")), 3),
        (s.say(("判断", "Who")), 0),
        (s.say(("检查", "Check")), 0),
    ]
    s.table(s.say(HEADS["conditions"]), columns, (_rule(s, c) for c in r.conditions))
    functions = f"{s.say(HEADS['functions'])} · {cited(r.functions.article, s.lang)}"
    asked = r.functions.en if s.lang == "en" else r.functions.zh
    s.table(
        f"{functions}{s.say(('：', ': '))}{asked}",
        [(s.say(("功能", "Function")), 0), *columns[:4]],
        (
            ((f.en if s.lang == "en" else f.zh) if n == 0 else _route(s, f, n), *_rule(s, part)[:4])
            for f in r.functions.functions
            for n, part in enumerate(f.parts)
        ),
    )
    _attachments(s, r)
    s.table(s.say(HEADS["form_rules"]), columns, (_rule(s, c) for c in r.form_rules))
    s.table(
        s.say(HEADS["settings"]),
        [
            (s.say(("设置", "Setting")), 0),
            (s.say(("含义", "What it settles")), 3),
            (s.say(("取值", "Default")), 4),
        ],
        (_setting(s, r, name) for name in r.settings),
    )
    cited_too = [(r.validity.article, Message(r.validity.zh, r.validity.en))]
    cited_too += [(p.article, Message(p.zh, p.en)) for p in (*r.sanctions, *r.provisions)]
    s.table(
        s.say(("称号期限、违规后果和其他规定", "The title's term, sanctions and other provisions")),
        [columns[0], (columns[1][0], 8)],
        ((cited(article, s.lang), s.of(text)) for article, text in cited_too),
    )
    s.table(
        s.say(HEADS["consistency"]),
        [columns[4], (columns[0][0], 1)],
        ((c.check, cited(c.article, s.lang)) for c in r.consistency),
    )


def _head(s: Sheet, r: Ruleset) -> None:
    s.line(f"{r.id}  {s.of(r.title)}", "bold")
    unknown = s.say(("未载明", "not stated"))
    s.pairs([
        (s.say(ABOUT["basis"]), r.basis),
        (s.say(ABOUT["grants"]), s.of(r.grants)),
        (s.say(ABOUT["valid_from"]), r.valid_from.isoformat() if r.valid_from else unknown),
        (s.say(ABOUT["valid_to"]), r.valid_to.isoformat() if r.valid_to else unknown),
        (s.say(ABOUT["newer"]), (r.newer.en if s.lang == "en" else r.newer.zh) if r.newer else ""),
        (s.say(("原文", "text")), r.source),
        (s.say(("表头", "form titles")), s.say(("、", "; ")).join(r.form_titles)),
    ])  # fmt: skip
    s.table(
        s.say(HEADS["variants"]),
        [("--variant", 0), (s.say(("条款", "Article")), 0), (s.say(("适用", "For whom, and what")), 6)],
        ((id, cited(v.article, s.lang), v.en if s.lang == "en" else v.zh) for id, v in r.variations.items()),
    )


def _rule(s: Sheet, c: Condition) -> tuple[str, str, str, str, str]:
    asked = c.en if s.lang == "en" else c.zh
    if c.stage in STAGE:
        asked += (
            s.say((f"（{STAGE[c.stage][0]}）", f" ({STAGE[c.stage][1]})"))
            if STAGE[c.stage][0] not in asked
            else ""
        )
    figures = [standard(c, s.lang), *(f"{id}: {text}" for id, text in variants(c, s.lang))]
    return (
        cited(c.article, s.lang),
        asked,
        "\n".join(filter(None, figures)),
        s.say(DECIDES[c.decided_by]),
        c.check or "",
    )


def _route(s: Sheet, f: Function, n: int) -> str:
    """Where a function can be met in several ways, the number of the way that begins with a later part."""
    routes = list(dict.fromkeys(p.route for p in f.parts if p.route))
    route = f.parts[n].route
    if route is None or route == f.parts[n - 1].route:
        return ""
    number = routes.index(route) + 1
    return s.say((f"  或途径{number}", f"  or route {number}"))


def _attachments(s: Sheet, r: Ruleset) -> None:
    listed = [a for a in r.attachments if a.status != "not-required"]
    s.table(
        s.say(HEADS["attachments"]),
        [
            (s.say(("条款", "Article")), 0),
            (s.say(("材料", "Paper")), 5),
            (s.say(("要求", "Asked for")), 0),
            (s.say(("可由何种文书证明或代替", "Proved or replaced by")), 4),
        ],
        (_attachment(s, a) for a in listed),
    )
    rest = [words.ITEMS[a.item][s.lang == "en"] for a in r.attachments if a.status == "not-required"]
    if rest:
        s.line(s.say(("不要求：", "Not asked for: ")) + s.say(("、", ", ")).join(rest), "dim")


def _attachment(s: Sheet, a: AttachmentRule) -> tuple[str, str, str, str]:
    def kind(id: str) -> str:
        return words.KINDS[id][s.lang == "en"]

    proved = s.say(("、", ", ")).join(kind(k) for k in a.kinds)
    if a.group == "finance":
        proved += s.say(("；或审计报告中的服务收支情况", "; or service income inside the audit report"))
    if a.replaceable_by:
        proved += s.say(("；可由{}代替", "; may be replaced by: {}")).format(kind(a.replaceable_by))
    if a.among:
        proved += s.say(("；也可能夹在{}中", "; may lie among: {}")).format(kind(a.among))
    return cited(a.article, s.lang), a.en if s.lang == "en" else a.zh, s.say(STATUS[a.status]), proved


def _setting(s: Sheet, r: Ruleset, name: str) -> tuple[str, str, str]:
    setting = r.settings[name]
    chosen = setting.choices.get(str(setting.value))
    value = f"{setting.value}{s.say(('：', ': '))}{s.of(chosen)}" if chosen else str(setting.value)
    others = [id for id in setting.choices if id != str(setting.value)]
    if others:
        value += s.say(("（另可取 {}）", " (or {})")).format(s.say(("、", ", ")).join(others))
    return name, setting.en if s.lang == "en" else setting.zh, value
