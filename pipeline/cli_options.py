"""The options that several commands have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.terminal import say

RulesetOption = Annotated[
    str,
    typer.Option(
        "--ruleset",
        help=say(
            "A ruleset's id or file; auto: by the form's title.",
            "认定办法的编号或文件；auto：按申请表标题识别。",
        ),
    ),
]
VariantOption = Annotated[
    str | None,
    typer.Option(
        "--variant", help=say("A variant of the ruleset, such as west.", "认定办法的变体，如 west（西部）。")
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help=say(
            "Day of filing where the form gives none, 2019-06-20.",
            "申请表未写填报日期时采用，如 2019-06-20。",
        ),
    ),
]
OutOption = Annotated[Path, typer.Option("--out", help=say("Where the reports go.", "报告存放的文件夹。"))]
FreshOption = Annotated[
    bool,
    typer.Option("--fresh", help=say("Read and screen anew, past every cache.", "不用缓存，全部重新识读。")),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help=say("No progress.", "不显示进度。"))]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, max=64, help=say("Reader processes.", "识读进程数。"))
]
CallOption = Annotated[
    str | None,
    typer.Option(
        "--call",
        help=say(
            "A year's call, by id or file: quotas, summary table, deadline (miit-2019, guangdong-2019).",
            "年度申报通知的编号或文件：名额、汇总表、截止日期（miit-2019、guangdong-2019）。",
        ),
    ),
]
SummaryOption = Annotated[
    Path | None,
    typer.Option(
        "--summary",
        metavar="FILE",
        help=say(
            "The recommender's summary table (推荐汇总表): a scan, a PDF or a sheet.",
            "推荐汇总表：扫描件、PDF 或表格文件。",
        ),
    ),
]
StageOption = Annotated[
    Literal["application", "recommended"],
    typer.Option("--stage", help=say("Who has filled the forms in so far.", "申报阶段：申报或已推荐。")),
]
