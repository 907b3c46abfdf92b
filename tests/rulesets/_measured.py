"""Facts that hold a quantity at a given figure, one way for each check that has a threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.discover import checks
from pipeline.judge import judge
from pipeline.model import Outcome
from rulesets import Binding, Ruleset
from tests.checks._written import facts_of

# One unit below, for each check: a yuan, a firm, a person, a point.
STEP = {"welfare-share": "0.1"}
# An applicant of each variant, and one of none.
SHOWN: Mapping[str | None, tuple[str, str]] = {
    None: ("licence address 新疆乌鲁木齐市新市区高新街258号", "高新街"),
    "west": ("licence address 四川省成都市高新区1号", "成都"),
    "south": ("licence address 新疆喀什地区喀什市深喀大道88号", "深喀大道"),
    "nonprofit": ("licence credit-code 52370100MJD123456X", "52370100MJD123456X"),
    "remote": ("licence address 黑龙江省齐齐哈尔市拜泉县拜泉镇1号", "拜泉县"),
    "society": ("licence credit-code 51230100MJD123456X", "51230100MJD123456X"),
}


def case_at(check: str, value: float, variant: str | None) -> dict[str, Any]:
    """A package filed on 20 June 2019 in which what `check` measures is `value`."""
    case: dict[str, Any] = {"claims": [SHOWN[variant][0]], "rows": {}}
    claim = {
        "assets-threshold": f"audit-report total-assets@2018-12-31 {value:.0f}",
        "served-threshold": f"application-form#part-2 served-count@2018 {value:.0f}",
        "partners-min": f"application-form#part-3 partner-count {value:.0f}",
        "welfare-share": f"narrative welfare-ratio@2018 {value:g}",
    }.get(check)
    if claim is not None:
        case["claims"].append(claim)
    elif check == "operating-years-min":
        # At the minimum on 31 December of last year; below it, a day short on the day of filing.
        whole = value == int(value)
        case["claims"].append(
            f"licence established-on {2019 - int(value)}-01-01"
            if whole
            else f"licence established-on {2018 - int(value)}-06-21"
        )
    elif check == "satisfaction-rule":
        case["rows"]["served-enterprises"] = _shares(value, "rating=satisfied", "rating=dissatisfied")
    elif check == "qualified-ratio-rule":
        case["rows"]["staff-roster"] = _shares(
            value, "education=本科 title=工程师", "education=高中 title=无"
        )
    elif check == "served-list-min-rows":
        case["rows"]["served-enterprises"] = [f"{value:.0f} rating=satisfied"]
    elif check == "roster-vs-social-security":
        people = max(12, round(value))
        case["rows"] = {
            "staff-roster": [f"{people} title=工程师"],
            "social-insurance": [f"{value:.0f} month=2018-12"],
        }
    elif check == "sample-size-and-membership":
        case["stage"], case["documents"] = "recommended", ["recommendation-form"]
        case["rows"]["recommendation-form"] = [f"{value:.0f} rating=satisfied"]
    else:
        assert check == "roster-min-rows", f"no way to measure {check}"
        case["rows"]["staff-roster"] = [f"{value:.0f} education=本科"]
    return case


def _shares(percent: float, good: str, bad: str) -> list[str]:
    yes = round(percent)
    return [f"{n} {what}" for n, what in ((yes, good), (100 - yes, bad)) if n]


def below(check: str, value: float) -> float:
    """The nearest figure that misses."""
    return value - (0.5 if check == "operating-years-min" else float(STEP.get(check, "1")))


def judged(
    ruleset: Ruleset,
    check: str,
    case: Mapping[str, Any],
    variant: str | None = None,
    functions: Sequence[Mapping[str, object]] | None = None,
) -> Outcome:
    """What the check says under the ruleset in the variant that the facts themselves show."""
    facts = facts_of(case)
    binding = next(b for b in ruleset.bindings(variant) if b.check == check)
    if functions is not None:
        binding = Binding(check, binding.article, {**binding.parameters, "functions": functions})
    outcomes, problems = judge([binding], checks(), facts)
    assert not problems, problems[0].message.en
    return outcomes[0]
