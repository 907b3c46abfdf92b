"""`shenyan rulesets` and `shenyan checks`: what is known, for reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.errors import EXIT_USAGE, UsageError
from pipeline.terminal import JsonOption, LangOption, language, say

if TYPE_CHECKING:
    from rulesets import Ruleset

rulesets_app = typer.Typer(
    help=say(
        "The rulesets: every condition with its article and threshold.", "认定办法：各项条件及其条款、阈值。"
    ),
    no_args_is_help=True,
)
checks_app = typer.Typer(
    help=say("The checks, explained as a reviewer would want them explained.", "各项检查的说明。"),
    no_args_is_help=True,
)
RulesetArgument = Annotated[
    str, typer.Argument(metavar="ID", help=say("A ruleset's id or file.", "认定办法的编号或文件。"))
]


def load(source: str) -> Ruleset:
    """A ruleset of an id or a file, held against the checks that are there. Raises RulesetError."""
    import rulesets
    from pipeline.discover import checks

    return rulesets.load(source, {id: c.PARAMETERS for id, c in checks().items()})


@rulesets_app.command(
    "list",
    help=say(
        "The rulesets that are there.\n\nExample: shenyan rulesets list",
        "列出全部认定办法。\n\n示例：shenyan rulesets list",
    ),
)
def rulesets_list(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """One line a ruleset."""
    import rulesets

    for ruleset in rulesets.load_all():
        title = {"title": ruleset.title.zh, "title_en": ruleset.title.en}
        typer.echo(
            json.dumps({"id": ruleset.id} | title, ensure_ascii=False)
            if as_json
            else f"{ruleset.id}  {ruleset.title.zh}  {ruleset.title.en}"
        )


@rulesets_app.command(
    "show",
    help=say(
        "Every condition of a ruleset with its article, threshold and variants.\n\n"
        "Example: shenyan rulesets show national-2017",
        "列出一部认定办法的各项条件、条款、阈值和变体。\n\n示例：shenyan rulesets show national-2017",
    ),
)
def rulesets_show(id: RulesetArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    """The ruleset as tables or in the contract's JSON."""
    import rulesets

    ruleset = load(id)
    if as_json:
        typer.echo(json.dumps(rulesets.to_json(ruleset), ensure_ascii=False, indent=1))
        return
    from pipeline.rulesheets import show

    show(ruleset)


@rulesets_app.command(
    "diff",
    help=say(
        "What tells two rulesets apart, side by side.\n\nExample: shenyan rulesets diff national-2017 shandong-2020",
        "并排列出两部认定办法的不同之处。\n\n示例：shenyan rulesets diff national-2017 shandong-2020",
    ),
)
def rulesets_diff(
    a: RulesetArgument, b: RulesetArgument, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    """The differences as tables or as JSON."""
    import rulesets

    compared = rulesets.compare(load(a), load(b))
    if as_json:
        typer.echo(json.dumps(compared.to_json(), ensure_ascii=False, indent=1))
        return
    from pipeline.rulediff import show_diff

    show_diff(compared)


@rulesets_app.command(
    "validate",
    help=say(
        "Checks a ruleset's file and says all that is wrong with it, with line and mend: unknown or doubled keys,"
        " missing articles, checks that do not exist, parameters that nobody reads, wrong units, bad dates.\n\n"
        "Example: shenyan rulesets validate rulesets/national-2017.yaml",
        "校验认定办法文件，列出全部错误的行号和改法：未知或重复的键、缺少的条款、不存在的检查、无人读取的参数、"
        "错误的单位、无效的日期。\n\n示例：shenyan rulesets validate rulesets/national-2017.yaml",
    ),
)
def rulesets_validate(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=say("A ruleset in YAML.", "YAML 格式的认定办法文件。"))
    ],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Says ok, or every fault on a line of its own; exit status 2 where there is one."""
    import rulesets
    from pipeline.discover import checks

    if file.suffix not in (".yaml", ".yml") or not file.is_file():
        raise UsageError(
            f"{file} is no .yaml file that is there; give a ruleset's file",
            f"{file} 不是现有的 .yaml 文件，请给出认定办法文件",
        )
    found = rulesets.faults(file, {id: c.PARAMETERS for id, c in checks().items()})
    if as_json:
        listed = [{"line": f.line, "path": f.where, "en": f.en, "zh": f.zh} for f in found]
        typer.echo(
            json.dumps({"file": str(file), "ok": not found, "faults": listed}, ensure_ascii=False, indent=1)
        )
    elif not found:
        typer.echo(f"{rulesets.load(file).id}: ok")
    for fault in () if as_json else found:
        typer.echo(say(*fault.told(file)), err=True)
    if found:
        raise typer.Exit(EXIT_USAGE)


@checks_app.command(
    "list",
    help=say(
        "All checks and what each asks.\n\nExample: shenyan checks list",
        "列出全部检查及其内容。\n\n示例：shenyan checks list",
    ),
)
def checks_list(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """One line a check, or the contract's JSON."""
    from pipeline.discover import batch_checks, checks

    every: dict[str, Any] = dict(sorted({**checks(), **batch_checks()}.items()))
    users = _users()
    listed: list[dict[str, Any]] = [
        {
            "id": id,
            "category": c.CATEGORY,
            "asks": {"zh": c.ASKS.zh, "en": c.ASKS.en},
            "needs": sorted({n.quantity for n in c.NEEDS.values()} | set(c.NEEDS_ROWS)),
            "rulesets": sorted(users.get(id, ())),
        }
        for id, c in every.items()
    ]
    if as_json:
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for entry in listed:
        typer.echo(f"{entry['id']:<32} {entry['asks'][language()]}")


def _users() -> dict[str, set[str]]:
    """Check id → the rulesets that bind it, themselves or through a call; what spans packages may bind none."""
    import rulesets
    from pipeline.discover import batch_checks

    found: dict[str, set[str]] = {}
    for ruleset in rulesets.load_all():
        for binding in ruleset.bindings():
            found.setdefault(binding.check, set()).add(ruleset.id)
    parameters = {id: c.PARAMETERS for id, c in batch_checks().items()}
    for call in (rulesets.load_call(id, parameters) for id in rulesets.call_ids()):
        for binding in call.bindings():
            found.setdefault(binding.check, set()).add(call.ruleset)
    return found


@checks_app.command(
    "show",
    help=say(
        "One check: what it asks, when it fails, when it passes, what it must not accuse.\n\n"
        "Example: shenyan checks show bs-equation",
        "说明一项检查：问什么、何时不通过、何时通过、不应指责什么。\n\n示例：shenyan checks show bs-equation",
    ),
)
def checks_show(
    id: Annotated[str, typer.Argument(metavar="ID", help=say("A check's id.", "检查的编号。"))],
    lang: LangOption = None,
) -> None:
    """The check's question in both languages and its docstring."""
    from pipeline.discover import batch_checks, checks

    found: Any = checks().get(id) or batch_checks().get(id)
    if found is None:
        raise UsageError(
            f"no check {id!r}; see shenyan checks list", f"没有检查 {id}，请用 shenyan checks list 查看"
        )
    typer.echo(f"{id}\n{found.ASKS.zh}\n{found.ASKS.en}\n\n{(found.__doc__ or '').strip()}")
