"""The recommending authority has written, sealed and dated its opinion (national art. 16, Xinjiang art. 12).

Asks: whether the field of the opinion (the recommendation form's, in Xinjiang the application form's part 四) holds
a text, a seal and a date, once the package is recommended.
Passes: all three were found.
Fails: the field is there, is blank, and nothing can have been missed in it.
Undecided: the form or its field was not found, or one of the three was not seen.
Must not accuse: before recommendation; handwriting, faint seals; a form that the authority sends on its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._opinion import opinion_of
from checks._words import failed, inapplicable, passed, unsure
from pipeline.model import Facts, Message, Need, Verdict

ID = "recommender-opinion"
CATEGORY = "form"
ASKS = Message(
    "推荐意见是否填写、盖章并注明日期", "Has the recommender written, sealed and dated its opinion?"
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {"form": "the kind of the document that holds the opinion"}
PARTS = {"text": ("意见内容", "its text"), "seal": ("盖章", "the seal"), "date": ("日期", "the date")}
FORMS = {
    "recommendation-form": ("推荐表", "recommendation form"),
    "application-form": ("申请表", "application form"),
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The first document of the kind that has the field."""
    kind = str(parameters["form"])
    if facts.stage != "recommended":
        return inapplicable(
            "申报阶段不要求推荐意见", "before recommendation the recommender's opinion is not asked for"
        )
    zh, en = FORMS[kind]
    documents = facts.of_kind(kind)
    if not documents:
        return unsure(
            f"未在材料中识别到{zh}，推荐阶段应附有推荐意见，请核实",
            f"no {en} was found in the scan; a recommended package has the recommender's opinion",
            expected=zh,
        )
    found = next((o for d in documents if (o := opinion_of(d)) is not None), None)
    if found is None:
        return unsure(
            f"{zh}中未识别到推荐意见栏，请核对原件",
            f"the field of the opinion was not found in the {en}: check the scan",
        )
    held = {"text": bool(found.text), "seal": found.sealed, "date": found.date is not None}
    lacking = [part for part, there in held.items() if not there]
    if not lacking:
        return passed(
            f"{zh}的推荐意见已填写并盖章，日期{found.date}",
            f"the opinion in the {en} is written, sealed and dated {found.date}",
            found=found.date,
        )
    if len(lacking) == len(PARTS) and found.clear:
        return failed(
            f"{zh}的推荐意见栏为空白（{found.page.file} 第{found.page.number or 1}页）",
            f"the field of the opinion in the {en} is blank ({found.page.file}, page {found.page.number or 1})",
            expected="、".join(PARTS[p][0] for p in PARTS), found="—",
        )  # fmt: skip
    parts, parts_en = "、".join(PARTS[p][0] for p in lacking), " and ".join(PARTS[p][1] for p in lacking)
    return unsure(
        f"{zh}的推荐意见未识别到{parts}，可能为手写或印迹较浅，请核对原件",
        f"in the opinion of the {en} {parts_en} was not seen; it may be handwritten or faint: check the scan",
        expected="、".join(PARTS[p][0] for p in PARTS), found="、".join(PARTS[p][0] for p in held if p not in lacking) or "—",
    )  # fmt: skip
