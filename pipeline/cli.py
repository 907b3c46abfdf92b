"""The command line. One place maps errors to messages and exit codes (`run`)."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.catalogue import checks_app, rulesets_app
from pipeline.cli_options import (
    AsOfOption,
    CallOption,
    FreshOption,
    OutOption,
    QuietOption,
    RulesetOption,
    StageOption,
    SummaryOption,
    VariantOption,
    WorkersOption,
)
from pipeline.errors import EXIT_USAGE, ShenyanError, UsageError
from pipeline.terminal import JsonOption, LangOption, language, say, tell

app = typer.Typer(
    name="shenyan",
    help=say(
        "Shenyan 审验: screens application packages; shows what does not hold, with the place in the scan.",
        "审验：审查申报材料，指出不相符之处及其在扫描件中的位置。",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(rulesets_app, name="rulesets")
app.add_typer(checks_app, name="checks")


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
    from pipeline.catalogue import load
    from pipeline.screening import Options

    if ruleset != "auto":
        chosen = load(ruleset)
        known = chosen.variants()
        if variant and variant not in known:
            names = ", ".join(known) or "none"
            raise UsageError(
                f"--variant {variant}: {chosen.id} has {names}",
                f"--variant {variant}：{chosen.id} 的变体为 {names}",
            )
    return Options(ruleset, variant, _date(as_of), stage, full_text)


@app.command(
    help=say(
        "Screens one applicant's package.\n\nExample: shenyan check 申请材料.zip --out out",
        "审查一家单位的申报材料。\n\n示例：shenyan check 申请材料.zip --out out",
    )
)
def check(
    package: Annotated[
        Path,
        typer.Argument(
            metavar="PACKAGE", help=say("A folder, a .zip, or one file.", "文件夹、zip 或单个文件。")
        ),
    ],
    ruleset: RulesetOption = "auto",
    variant: VariantOption = None,
    as_of: AsOfOption = None,
    out: OutOption = Path("out"),
    full_text: Annotated[
        bool,
        typer.Option(
            "--full-text",
            help=say(
                "Read every page in full, also those that no check needs.",
                "完整识读每一页，包括检查用不到的页。",
            ),
        ),
    ] = False,
    fresh: FreshOption = False,
    stage: StageOption = "application",
    workers: WorkersOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Screens one package without the flow engine, so that it starts in seconds."""
    from pipeline import batch
    from pipeline.looking import Desk, Pool
    from pipeline.progress import Progress
    from pipeline.store import page_cache

    _must_exist(package)
    options = _options(ruleset, variant, as_of, stage, full_text)
    (job,) = batch.jobs((package,), out, options, lang or "zh", fresh)
    progress = Progress(language(), quiet)
    progress.package(job.folder.name, 1, 1)
    try:
        with Pool(Desk(page_cache(), fresh), workers) as pool:
            done = batch.run_job(job, pool, progress)
    except ShenyanError:
        raise
    except Exception as error:
        done = batch.broken(job, error)
    progress.end()
    tell((done,), as_json)
    raise typer.Exit(batch.exit_status((done,)))


@app.command(
    name="batch",
    help=say(
        "Screens every package directly under FOLDER, then compares the packages with each other; what an earlier"
        " run finished is not done again.\n\n"
        "Example: shenyan batch 2019年申报 --out out --workers 4\n\n"
        "With a year's call and the recommender's table: shenyan batch 2019年推荐 --call miit-2019"
        " --summary 汇总表.xlsx --stage recommended",
        "审查 FOLDER 下的每一份申报材料，再相互比对；已完成的不再重复。\n\n"
        "示例：shenyan batch 2019年申报 --out out --workers 4\n\n"
        "按年度通知和推荐汇总表核对：shenyan batch 2019年推荐 --call miit-2019 --summary 汇总表.xlsx --stage recommended",
    ),
)
def batch_command(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help=say("The folder that holds the packages.", "存放各份申报材料的文件夹。")
        ),
    ],
    ruleset: RulesetOption = "auto",
    variant: VariantOption = None,
    as_of: AsOfOption = None,
    out: OutOption = Path("out"),
    call: CallOption = None,
    summary: SummaryOption = None,
    stage: StageOption = "application",
    workers: WorkersOption = None,
    fresh: FreshOption = False,
    lang: LangOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Screens a folder of packages as a Prefect flow."""
    from pipeline import batch

    options = _options(ruleset, variant, as_of, stage)
    chosen = _call(call) if call else None
    jobs = batch.jobs(batch.packages_in(folder, out, summary), out, options, lang or "zh", fresh)
    rows, unread = _summary(summary, fresh) if summary else (None, ())

    from pipeline.flows import run_batch  # Prefect takes seconds: what can be refused is refused before
    from pipeline.looking import Desk
    from pipeline.progress import Progress
    from pipeline.store import page_cache

    began = time.monotonic()
    progress = Progress(language(), quiet)
    done = run_batch(
        jobs, Desk(page_cache(), fresh), workers or max(1, min(8, os.cpu_count() or 1)), progress
    )
    progress.end()
    done, comparison = batch.compare(done, chosen, rows, unread)
    page = batch.summarise(done, out, lang or "zh", time.monotonic() - began, comparison)
    tell(done, as_json)
    if not as_json:
        typer.echo(say(f"summary: {page}", f"汇总：{page}"))
    raise typer.Exit(batch.exit_status(done, comparison))


def _call(source: str) -> Any:
    """The year's call, held against the batch checks that are there."""
    import rulesets
    from pipeline.discover import batch_checks

    return rulesets.load_call(source, {id: c.PARAMETERS for id, c in batch_checks().items()})


def _summary(path: Path, fresh: bool) -> Any:
    """The rows of the summary table and its problems, which are said at once."""
    from pipeline.looking import Desk, Pool
    from pipeline.store import page_cache
    from pipeline.summary_table import read_summary

    with Pool(Desk(page_cache(), fresh), 1) as pool:
        rows, problems = read_summary(path, pool)
    for problem in problems:
        typer.echo(f"shenyan: {path}: {say(problem.message.en, problem.message.zh)}", err=True)
    return rows, problems


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise UsageError(
            f"{path} does not exist; give a folder, a .zip or a document",
            f"{path} 不存在，请给出文件夹、zip 或文件",
        )


@app.command(
    help=say(
        "Shows what is read of one file, page by page; for whoever asks why a figure was misread.\n\n"
        "Example: shenyan read 申请表.pdf",
        "逐页显示从文件中识读到的内容，用于查明某个数字为何读错。\n\n示例：shenyan read 申请表.pdf",
    )
)
def read(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=say("A document, a folder or a zip.", "单个文件、文件夹或 zip。")
        ),
    ],
    as_json: JsonOption = False,
    fresh: FreshOption = False,
    lang: LangOption = None,
) -> None:
    """Reads every page in full and prints it."""
    from pipeline.looking import Desk, Pool
    from pipeline.pageview import as_text, describe, pages_of
    from pipeline.store import page_cache

    _must_exist(file)
    with tempfile.TemporaryDirectory(prefix="shenyan-") as work, Pool(Desk(page_cache(), fresh)) as pool:
        views, problems = pages_of(file, Path(work), pool)
    if as_json:
        described = [describe(v) for v in views]
        typer.echo(
            json.dumps(described if len(described) != 1 else described[0], ensure_ascii=False, indent=1)
        )
    else:
        for view in views:
            typer.echo(as_text(view))
    for problem in problems:
        typer.echo(say(problem.message.en, problem.message.zh), err=True)
    raise typer.Exit(3 if problems and not views else 0)


@app.command(
    help=say(
        "Says which engines, languages and services are there, and how to install the missing ones.\n\n"
        "Example: shenyan doctor",
        "说明本机有哪些识读引擎、语言和服务，以及如何安装所缺的。\n\n示例：shenyan doctor",
    )
)
def doctor(lang: LangOption = None) -> None:
    """Examines this machine; status 2 if something is missing that is needed."""
    from pipeline.doctor import examine

    healthy = True
    for finding in examine():
        healthy &= finding.good or not finding.needed
        typer.echo(f"{'ok ' if finding.good else '-- '} {say(finding.message.en, finding.message.zh)}")
    raise typer.Exit(0 if healthy else EXIT_USAGE)


def run(arguments: Sequence[str]) -> int:
    """Runs a command; gives the exit status. Errors are one line with the mend, never a traceback."""
    try:
        status = app(arguments, prog_name="shenyan", standalone_mode=False)
    except ShenyanError as error:
        return _complain(say(error.en, error.zh), error.exit_status)
    except typer.Abort:
        return 130
    except typer.TyperException as error:
        return _complain_of_usage(error)
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        reason = error.strerror or type(error).__name__
        return _complain(
            say(
                f"{name}{reason}; check space and permissions, and run again",
                f"{name}{reason}，请检查磁盘空间和权限后重试",
            )
        )
    except Exception as error:
        from pipeline.batch import located

        return _complain(
            say(
                f"the program failed ({located(error)}); please report this line",
                f"程序出错（{located(error)}），请反馈此行信息",
            )
        )
    return int(status or 0)


def _complain(text: str, status: int = EXIT_USAGE) -> int:
    typer.echo(f"shenyan: {text}", err=True)
    return status


def _complain_of_usage(error: typer.TyperException) -> int:
    said = error.format_message() if hasattr(error, "format_message") else str(error)
    if "\n" in said:  # the help, where nothing was asked for
        typer.echo(said, err=True)
        return EXIT_USAGE
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "shenyan"
    return _complain(say(f"{said} See {command} --help", f"用法有误：{said} 用法见 {command} --help"))


def main() -> None:
    """Entry point. What a terminal's encoding lacks is escaped, so that no name can end a run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
