"""The command line. One place maps errors to messages and exit codes (`main`)."""

from __future__ import annotations

import json
import locale
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from pipeline.errors import EXIT_USAGE, ShenyanError, UsageError

app = typer.Typer(
    name="shenyan",
    help="审验 Shenyan: screens application packages; shows what does not hold, with the place in the scan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rulesets_app = typer.Typer(
    help="The rulesets: every condition with its article and threshold.", no_args_is_help=True
)
checks_app = typer.Typer(
    help="The checks, explained as a reviewer would want them explained.", no_args_is_help=True
)
app.add_typer(rulesets_app, name="rulesets")
app.add_typer(checks_app, name="checks")

Lang = Literal["zh", "en"]
LangOption = Annotated[Lang | None, typer.Option("--lang", help="zh or en; reports are Chinese by default.")]
RulesetOption = Annotated[
    str, typer.Option("--ruleset", help="A ruleset's id or file; auto: by the form's title.")
]
VariantOption = Annotated[
    str | None, typer.Option("--variant", help="A variant of the ruleset, such as west.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Day of filing where the form gives none, 2019-06-20.")
]
OutOption = Annotated[Path, typer.Option("--out", help="Where the reports go.")]
FreshOption = Annotated[bool, typer.Option("--fresh", help="Read and screen anew, past every cache.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="No progress.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, max=64, help="Reader processes.")]
StageOption = Annotated[
    Literal["application", "recommended"], typer.Option("--stage", help="Who has filled the forms in so far.")
]

TRIAGE = {
    "zh": {"ready": "可提交评审", "review": "需人工核实", "return": "建议退回补正", "unreadable": "无法识读"},
    "en": {
        "ready": "ready",
        "review": "needs a look",
        "return": "to be returned",
        "unreadable": "unreadable",
    },
}


def terminal_language() -> Lang:
    """The terminal's language: Chinese where its locale is Chinese, English elsewhere."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def _say(en: str, zh: str, lang: Lang | None) -> str:
    return zh if (lang or terminal_language()) == "zh" else en


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(
            f"--as-of {text}: not a day; write it as 2019-06-20", f"--as-of {text}：日期格式应为 2019-06-20"
        ) from None


def _options(
    ruleset: str, variant: str | None, as_of: str | None, stage: str, full_text: bool = False
) -> Any:
    import rulesets
    from pipeline.screening import Options

    if ruleset != "auto":
        chosen = rulesets.load(ruleset)
        known = chosen.variants()
        if variant and variant not in known:
            names = ", ".join(known) or "none"
            raise UsageError(
                f"--variant {variant}: {chosen.id} has {names}",
                f"--variant {variant}：{chosen.id} 的变体为 {names}",
            )
    return Options(ruleset, variant, _date(as_of), stage, full_text)


@app.command()
def check(
    package: Annotated[Path, typer.Argument(help="A folder, a .zip, or one file.")],
    ruleset: RulesetOption = "auto",
    variant: VariantOption = None,
    as_of: AsOfOption = None,
    out: OutOption = Path("out"),
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Read every page in full, also those that no check needs.")
    ] = False,
    fresh: FreshOption = False,
    stage: StageOption = "application",
    workers: WorkersOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Screens one applicant's package.

    Example: shenyan check 申请材料.zip --out out
    """
    from pipeline import batch
    from pipeline.looking import Desk, Pool
    from pipeline.progress import Progress
    from pipeline.store import page_cache

    _must_exist(package)
    options = _options(ruleset, variant, as_of, stage, full_text)
    (job,) = batch.jobs((package,), out, options, lang or "zh", fresh)
    progress = Progress(lang or terminal_language(), quiet)
    progress.package(job.folder.name, 1, 1)
    with Pool(Desk(page_cache(), fresh), workers) as pool:
        done = batch.run_job(job, pool, progress)
    _tell((done,), lang, as_json)
    raise typer.Exit(batch.exit_status((done,)))


@app.command(name="batch")
def batch_command(
    folder: Annotated[Path, typer.Argument(help="The folder that holds the packages.")],
    ruleset: RulesetOption = "auto",
    variant: VariantOption = None,
    as_of: AsOfOption = None,
    out: OutOption = Path("out"),
    stage: StageOption = "application",
    workers: WorkersOption = None,
    fresh: FreshOption = False,
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Screens every package directly under FOLDER; what an earlier run finished is not done again.

    Example: shenyan batch 2019年申报 --out out --workers 4
    """
    from pipeline import batch
    from pipeline.flows import run_batch
    from pipeline.looking import Desk
    from pipeline.progress import Progress
    from pipeline.store import page_cache

    options = _options(ruleset, variant, as_of, stage)
    jobs = batch.jobs(batch.packages_in(folder), out, options, lang or "zh", fresh)
    began = time.monotonic()
    progress = Progress(lang or terminal_language(), quiet)
    done = run_batch(
        jobs, Desk(page_cache(), fresh), workers or max(1, min(8, os.cpu_count() or 1)), progress
    )
    page = batch.summarise(done, out, lang or "zh", time.monotonic() - began)
    _tell(done, lang, as_json)
    if not as_json:
        typer.echo(_say(f"summary: {page}", f"汇总：{page}", lang))
    raise typer.Exit(batch.exit_status(done))


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise UsageError(
            f"{path} does not exist; give a folder, a .zip or a document",
            f"{path} 不存在，请给出文件夹、zip 或文件",
        )


def _tell(done: Sequence[Any], lang: Lang | None, as_json: bool) -> None:
    """One line a package: the triage, what was found, and where the report is."""
    words = TRIAGE[lang or terminal_language()]
    for finished in done:
        path = finished.job.folder / "report.html"
        if finished.report is None:
            line = {
                "package": finished.job.folder.name,
                "report": None,
                "triage": "unreadable",
                "error": finished.error,
            }
            typer.echo(
                json.dumps(line, ensure_ascii=False)
                if as_json
                else f"{finished.job.folder.name}: {finished.error}"
            )
            continue
        report = finished.report
        if as_json:
            typer.echo(
                json.dumps(
                    {"package": report["package"], "report": str(path), "triage": report["triage"]},
                    ensure_ascii=False,
                )
            )
            continue
        live = [o for o in report["outcomes"] if o["severity"] != "info"]
        fails = sum(o["verdict"] == "fail" for o in live)
        unsure = sum(o["verdict"] == "undecided" for o in live)
        counts = _say(f"{fails} wrong, {unsure} undecided", f"{fails} 项不符，{unsure} 项待核实", lang)
        typer.echo(f"{report['package']}: {words[report['triage']]} · {counts} · {path}")


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="A document, a folder or a zip.")],
    as_json: JsonOption = False,
    fresh: FreshOption = False,
    lang: LangOption = None,
) -> None:
    """Shows what is read of one file, page by page; for whoever asks why a figure was misread.

    Example: shenyan read 申请表.pdf
    """
    from pipeline.looking import Desk, Pool
    from pipeline.pageview import as_text, describe, pages_of
    from pipeline.store import page_cache

    _must_exist(file)
    with tempfile.TemporaryDirectory(prefix="shenyan-") as work, Pool(Desk(page_cache(), fresh)) as pool:
        views, problems = pages_of(file, Path(work), pool)
    if as_json:
        typer.echo(
            json.dumps(
                [describe(v) for v in views] if len(views) != 1 else describe(views[0]),
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        for view in views:
            typer.echo(as_text(view))
    for problem in problems:
        typer.echo(_say(problem.message.en, problem.message.zh, lang), err=True)
    raise typer.Exit(3 if problems and not views else 0)


@rulesets_app.command("list")
def rulesets_list(as_json: JsonOption = False) -> None:
    """The rulesets that are there."""
    import rulesets

    for ruleset in rulesets.load_all():
        if as_json:
            typer.echo(
                json.dumps(
                    {"id": ruleset.id, "title": ruleset.title.zh, "title_en": ruleset.title.en},
                    ensure_ascii=False,
                )
            )
        else:
            typer.echo(f"{ruleset.id}  {ruleset.title.zh}  {ruleset.title.en}")


@rulesets_app.command("show")
def rulesets_show(
    id: Annotated[str, typer.Argument(help="A ruleset's id or file.")], as_json: JsonOption = False
) -> None:
    """Every condition of a ruleset with its article, threshold and variants.

    Example: shenyan rulesets show national-2017
    """
    import rulesets

    ruleset = rulesets.load(id)
    described = rulesets.to_json(ruleset)
    if as_json:
        typer.echo(json.dumps(described, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{ruleset.id}  {ruleset.title.zh}  {ruleset.title.en}")
    for entry in [*described["conditions"], *(p for f in described["functions"] for p in f["parts"])]:
        value = "" if entry["value"] is None else f"{entry['value']} {entry['unit'] or ''}".strip()
        variant = f" [{entry['variant']}]" if entry["variant"] else ""
        typer.echo(
            f"  {entry['article']:<10} {entry['check'] or '—':<28} {value:<18} {entry['decided_by']}{variant}"
        )
    for item in described["attachments"]:
        typer.echo(f"  {item['article']:<10} {item['item']:<28} {item['status']}")


@rulesets_app.command("validate")
def rulesets_validate(file: Annotated[Path, typer.Argument(help="A ruleset in YAML.")]) -> None:
    """Checks a ruleset's file: unknown keys, missing articles, checks that do not exist.

    Example: shenyan rulesets validate rulesets/national-2017.yaml
    """
    import rulesets

    _must_exist(file)
    typer.echo(f"{rulesets.load(str(file)).id}: ok")


@checks_app.command("list")
def checks_list(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """All checks and what each asks."""
    import rulesets
    from pipeline.discover import checks

    users: dict[str, list[str]] = {}
    for ruleset in rulesets.load_all():
        for binding in ruleset.bindings():
            users.setdefault(binding.check, []).append(ruleset.id)
    listed = [
        {
            "id": id,
            "category": c.CATEGORY,
            "asks": {"zh": c.ASKS.zh, "en": c.ASKS.en},
            "needs": sorted({n.quantity for n in c.NEEDS.values()} | set(c.NEEDS_ROWS)),
            "rulesets": sorted(set(users.get(id, []))),
        }
        for id, c in checks().items()
    ]
    if as_json:
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for entry in listed:
        asks: Any = entry["asks"]
        typer.echo(f"{entry['id']:<32} {asks[lang or terminal_language()]}")


@checks_app.command("show")
def checks_show(id: Annotated[str, typer.Argument(help="A check's id.")]) -> None:
    """One check: what it asks, when it fails, when it passes, what it must not accuse.

    Example: shenyan checks show bs-equation
    """
    from pipeline.discover import checks

    found = checks().get(id)
    if found is None:
        raise UsageError(
            f"no check {id!r}; see shenyan checks list", f"没有检查 {id}，请用 shenyan checks list 查看"
        )
    typer.echo(f"{id}\n{found.ASKS.zh}\n{found.ASKS.en}\n\n{(found.__doc__ or '').strip()}")


@app.command()
def doctor(lang: LangOption = None) -> None:
    """Says which engines, languages and services are there, and how to install the missing ones."""
    from pipeline.doctor import examine

    healthy = True
    for finding in examine():
        healthy &= finding.good or not finding.needed
        typer.echo(f"{'ok ' if finding.good else '-- '} {_say(finding.message.en, finding.message.zh, lang)}")
    raise typer.Exit(0 if healthy else EXIT_USAGE)


def main() -> None:
    """Entry point: errors of ours are one line with the mend, and the exit code of their branch."""
    try:
        app(standalone_mode=True)
    except ShenyanError as error:
        typer.echo(f"shenyan: {error.zh if terminal_language() == 'zh' else error.en}", err=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
