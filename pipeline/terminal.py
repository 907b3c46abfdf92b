"""How the command line speaks: the terminal's language or the one asked for, and one line a package."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from pipeline.batch import Finished

Lang = Literal["zh", "en"]
_asked: ContextVar[Lang | None] = ContextVar("lang", default=None)

TRIAGE = {
    "zh": {"ready": "可提交评审", "review": "需人工核实", "return": "建议退回补正", "unreadable": "无法识读"},
    "en": {
        "ready": "ready",
        "review": "needs a look",
        "return": "to be returned",
        "unreadable": "unreadable",
    },
}


def language() -> Lang:
    """What was asked for; else Chinese where the terminal's locale is Chinese, English elsewhere."""
    asked = _asked.get()
    if asked:
        return asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def say(en: str, zh: str) -> str:
    """The one of the two that is spoken."""
    return zh if language() == "zh" else en


def _ask(lang: Lang | None) -> Lang | None:
    _asked.set(lang)
    return lang


LangOption = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        callback=_ask,
        is_eager=True,
        help=say("zh or en; reports are Chinese by default.", "zh 或 en；报告默认为中文。"),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help=say("Print JSON.", "输出 JSON。"))]


def tell(done: Sequence[Finished], as_json: bool) -> None:
    """One line a package: the triage, what was found, and where the report is."""
    for finished in done:
        typer.echo(_as_json(finished) if as_json else _line(finished))


def _as_json(finished: Finished) -> str:
    name, report = finished.job.folder.name, finished.report
    said = {
        "package": name,
        "report": str(finished.job.folder / "report.html") if report else None,
        "triage": report["triage"] if report else "unreadable",
    }
    return json.dumps(said | ({"error": finished.error} if finished.error else {}), ensure_ascii=False)


def _line(finished: Finished) -> str:
    from pipeline.reports._summary import row_from_json

    name, report = finished.job.folder.name, finished.report
    if report is None:
        return f"{name}: {TRIAGE[language()]['unreadable']} · {finished.error}"
    row = row_from_json(report)
    fails, missing, unread = len(row.fails), len(row.missing), len(report["problems"])
    counts = [
        say(f"{fails} wrong", f"{fails} 项不符"),
        say(f"{missing} missing", f"缺 {missing} 项材料") if missing else "",
        say(f"{row.undecided} undecided", f"{row.undecided} 项待核实"),
        say(f"{unread} problem{'s' * (unread > 1)}", f"{unread} 处问题") if unread else "",
    ]
    triage = TRIAGE[language()][report["triage"]]
    return f"{name}: {triage} · {', '.join(filter(None, counts))} · {finished.job.folder / 'report.html'}"
