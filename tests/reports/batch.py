"""A small batch around the example report: variants of it, as a run would leave them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Message, Outcome, Report, RulesetRef
from pipeline.reports import SummaryRow, row_of
from tests.reports.example import example


def reports() -> list[Report]:
    """Returned, to review, ready and unreadable; out of order on purpose."""
    base = example()
    passes = tuple(o for o in base.outcomes if o.verdict == "pass")
    complete = tuple(replace(a, status="present") if a.status == "missing" else a for a in base.attachments)
    settle = tuple(
        o for o in base.outcomes if o.check in ("declaration-sealed-signed", "total-assets-form-vs-audit")
    )
    revenue = tuple(
        o for o in base.outcomes if o.check in ("revenue-form-vs-audit", "satisfaction-claimed-vs-computed")
    )
    return [
        replace(
            base, package="pkg-03", applicant="江城创业孵化管理有限公司", triage="ready", outcomes=passes, attachments=complete
        ),
        replace(
            base, package="pkg-07", applicant="江城云谷信息技术服务中心", triage="review", outcomes=(*settle, *passes),
            attachments=complete,
        ),
        base,
        replace(
            base, package="pkg-11", applicant="江城市中小企业融资担保有限公司", triage="return", outcomes=(*revenue, *passes),
            attachments=complete,
        ),
        replace(
            base, package="scan_0007", applicant=None, triage="unreadable", outcomes=(), attachments=(), claims=(),
            rows=(), ruleset=RulesetRef(None, None, "form-title"),
        ),
    ]  # fmt: skip


def rows() -> list[SummaryRow]:
    return [row_of(r) for r in reports()]


def batch() -> tuple[Outcome, ...]:
    """What spans packages."""
    message = Message(
        "两个单位的服务企业名单有 6 家相同：江城云岫机械有限公司等",
        "six firms stand on both lists of enterprises served",
    )
    return (
        Outcome(
            "served-across-applicants", "batch", "undecided", "error", None, message,
            ("minglan/c1", "pkg-07/c1"), packages=("minglan", "pkg-07"),
        ),
    )  # fmt: skip
