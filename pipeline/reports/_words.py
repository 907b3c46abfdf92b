"""The one way to word what the contract names by ids: kinds, items, causes, verdicts, values, articles.

Every table maps an id to (Chinese, English). `Words` looks them up in one language; an id that is in no
table is shown as it is, so that nothing is lost when the vocabulary grows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline import model
from pipeline.model import Attachment, Message
from pipeline.quantity import QUANTITIES, decimal_of, plain, show
from pipeline.reports._articles import cited
from pipeline.reports._context import Lang
from pipeline.reports._phrases import PHRASES

Table = Mapping[str, tuple[str, str]]

KINDS: Table = {kind: (name.zh, name.en) for kind, name in model.KINDS.items()}
ITEMS: Table = {
    "application-report": ("申请报告", "application report"),
    "licence": ("营业执照或法人证书", "licence or legal-person certificate"),
    "audit-report": ("审计报告", "audit report"),
    "special-audit-report": ("服务收支专项审计报告", "special audit of service income"),
    "financial-statements": ("财务报表", "financial statements"),
    "premises-proof": ("场地证明(产权或租赁)", "proof of premises"),
    "equipment-list": ("仪器设备清单", "equipment list"),
    "service-evidence": ("服务活动证明", "evidence of services"),
    "prior-recognition": ("已获认定文件", "earlier recognition"),
    "qualification": ("资质证明", "qualifications"),
    "other-proof": ("其他证明", "other proof"),
    "truth-declaration": ("真实性声明", "declaration of truth"),
    "credit-report": ("信用报告", "credit report"),
    "cooperation-agreements": ("合作协议", "cooperation agreements"),
    "fee-schedule": ("收费标准及优惠规定", "fee schedule"),
    "social-insurance": ("社保缴费清单", "social insurance list"),
    "personnel-certificates": ("学历及职称证书", "personnel certificates"),
    "welfare-proof": ("公益性服务证明", "proof of public-benefit services"),
    "staff-roster": ("专职人员名单", "staff roster"),
    "served-list": ("服务企业名单及评价表", "list of enterprises served"),
}
STATUSES: Table = {
    "missing": ("缺少", "Missing"),
    "undecided": ("待核", "To be checked"),
    "substituted": ("以他件代替", "Replaced by another"),
    "present": ("已附", "Present"),
    "not-required": ("不要求", "Not required"),
}
CATEGORIES: Table = {
    "consistency": ("一致性", "consistency"),
    "condition": ("认定条件", "condition"),
    "attachment": ("附件材料", "attachment"),
    "form": ("填报形式", "form"),
    "plausibility": ("合理性", "plausibility"),
    "batch": ("跨单位比对", "across packages"),
}
LEVELS: Table = {  # what a finding weighs, by verdict/severity
    "fail/error": ("不符", "Does not hold"),
    "fail/warning": ("需留意", "Needs a look"),
    "fail/info": ("供参考", "For information"),
    "undecided/error": ("须核定", "Must be settled"),
    "undecided/warning": ("待核", "To be checked"),
    "undecided/info": ("待核", "To be checked"),
    "pass/info": ("相符", "Holds"),
}
TRIAGES: Table = {
    "return": ("建议退回补正", "Return for correction"),
    "review": ("需人工复核", "Needs a reviewer"),
    "ready": ("未发现问题", "Nothing to raise"),
    "unreadable": ("无法审验", "Could not be screened"),
}
CAUSES: Table = {
    "unit": ("单位填错(元/万元)", "wrong unit"),
    "column": ("抄错栏(期初/期末)", "wrong column"),
    "year": ("年度不一致", "another year"),
    "line": ("项目填错", "another line"),
    "scope": ("口径不同(合并/本部)", "another scope"),
    "misread": ("疑似识别误差", "probably misread"),
    "rounding": ("四舍五入差", "rounding"),
    "restated": ("期初数重述", "restated"),
}
STAGES: Table = {
    "intake": ("接收", "intake"),
    "reading": ("识读", "reading"),
    "splitting": ("分件", "splitting"),
    "extracting": ("取数", "extracting"),
    "checking": ("核对", "checking"),
}
FIELDS: Table = {
    "cover": ("封面", "cover"),
    "part-1": ("一、基本情况", "part 1"),
    "part-2": ("二、运营情况", "part 2"),
    "part-3": ("三、服务情况", "part 3"),
    "part-4": ("四、资质荣誉", "part 4"),
    "total-line": ("合计行", "total line"),
    "strict": ("仅“满意”", "fully satisfied alone"),
}
READERS: Table = {
    "ocr": ("识读", "read by OCR"),
    "tesseract": ("二次识读", "read by the second reader"),
    "text": ("文字层", "text layer"),
    "sheet": ("表格文件", "sheet"),
    "qr": ("二维码", "QR code"),
    "count": ("逐行计数", "counted"),
    "person": ("人工更正", "corrected by a person"),
}
COLUMNS: Table = {
    "number": ("序号", "no."),
    "name": ("名称/姓名", "name"),
    "sex": ("性别", "sex"),
    "age": ("年龄", "age"),
    "education": ("学历", "education"),
    "birth": ("出生年月", "born"),
    "school": ("毕业院校", "school"),
    "major": ("专业", "major"),
    "department": ("部门", "department"),
    "position": ("职务", "position"),
    "title": ("职称", "title"),
    "duty": ("岗位职责", "duty"),
    "industry": ("行业", "industry"),
    "contact": ("联系人", "contact"),
    "phone": ("电话", "phone"),
    "service": ("服务内容", "service"),
    "rating": ("评价", "rating"),
    "id-number": ("证件号码", "id number"),
    "insurance": ("险种", "insurance"),
    "month": ("缴费月份", "month"),
    "base": ("缴费基数", "base"),
    "own-share": ("个人缴费", "own share"),
    "employer-share": ("单位缴费", "employer's share"),
    "model": ("型号", "model"),
    "quantity": ("数量", "quantity"),
    "price": ("单价", "unit price"),
    "cost": ("金额", "cost"),
    "unit": ("单位名称", "unit"),
    "partner": ("合作单位", "partner"),
    "signed-on": ("签订日期", "signed on"),
    "valid-until": ("有效期至", "valid until"),
    "seals": ("印章数", "seals"),
    "filled": ("填写", "filled in"),
    "seal": ("盖章", "seal"),
    "seal-text": ("印文", "text of the seal"),
    "signature": ("签字", "signature"),
    "date": ("日期", "date"),
    "granted": ("授予称号", "title granted"),
    "issuer": ("发文单位", "issuer"),
    "level": ("级别", "level"),
    "line": ("项目", "line"),
    "opening": ("期初/上年", "opening"),
    "closing": ("期末/本年", "closing"),
    "scope": ("口径", "scope"),
    "state": ("参保状态", "state"),
    "employment": ("用工性质", "employment"),
    "certificate": ("证书", "certificate"),
    "place": ("存放地点", "place"),
    "fee": ("收费", "fee"),
    "platform": ("平台名称", "platform"),
    "functions": ("服务功能", "functions"),
    "statement": ("示范性表述", "why it is a model"),
    "remark": ("备注", "remark"),
}
VALUES: Table = {  # values that the contract words by ids
    "own": ("本单位", "own"),
    "consolidated": ("合并", "consolidated"),
    "satisfied": ("满意", "satisfied"),
    "basically-satisfied": ("基本满意", "basically satisfied"),
    "dissatisfied": ("不满意", "dissatisfied"),
    "yes": ("有", "yes"),
    "no": ("无", "no"),
    "partly": ("不全", "in part"),
    "unclear": ("看不清", "unclear"),
    "national": ("国家级", "national"),
    "province": ("省级", "provincial"),
    "city": ("市级", "city"),
    "county": ("县级", "county"),
    "association": ("行业协会", "association"),
    "unqualified": ("无保留意见", "unqualified"),
    "unqualified-with-emphasis": ("带强调事项的无保留意见", "unqualified, with emphasis of matter"),
    "qualified": ("保留意见", "qualified"),
    "adverse": ("否定意见", "adverse"),
    "disclaimer": ("无法表示意见", "disclaimer"),
}
PARTS: Table = {  # what was found of a part of a service function, and of the function as a whole
    "met": ("数量达到", "Figure reached"),
    "below": ("低于标准", "Below the figure"),
    "person": ("由人判断", "For a person"),
    "unseen": ("未见", "Not shown"),
    "function-met": ("数量达到", "Figures reached"),
    "function-below": ("低于标准", "Below the figures"),
    "function-person": ("不能确定", "Open"),
    "function-unseen": ("未见数据", "No figures"),
}
CHOSEN: Table = {
    "form-title": ("按申请表标题选定", "chosen by the form's title"),
    "option": ("由操作人指定", "chosen by option"),
}
_UNITS_EN = {"percent": "%", "area": " m²"}


@dataclass(frozen=True, slots=True)
class Words:
    """All wording in one language."""

    lang: Lang

    def of(self, table: Table, id: str | None) -> str:
        """The word for `id`, or `id` itself where the table has none."""
        pair = table.get(id or "")
        return (id or "") if pair is None else pair[self.lang == "en"]

    def message(self, message: Message) -> str:
        """The message in this language, in the other where it was written in one alone."""
        first, second = (message.en, message.zh) if self.lang == "en" else (message.zh, message.en)
        return first or second

    def t(self, key: str, n: int | None = None, **names: object) -> str:
        """A phrase of the interface; English plurals stand behind a bar: `{n} item|{n} items`."""
        one, _, many = PHRASES[key][self.lang == "en"].partition("|")
        return (many if many and n != 1 else one).format(n=n, **names)

    def item(self, a: Attachment) -> str:
        """The ruleset's own wording of an attachment where it has one."""
        return (a.en if self.lang == "en" else a.zh) or self.of(ITEMS, a.item)

    def quantity(self, id: str) -> str:
        entry = QUANTITIES.get(id)
        return id if entry is None else (entry.en if self.lang == "en" else entry.zh)

    def period(self, period: str | None) -> str:
        """2018-12-31 → 2018年末, 2018 → 2018年度; other dates as they are."""
        if not period:
            return ""
        if m := re.fullmatch(r"(\d{4})-12-31", period):
            return f"end of {m[1]}" if self.lang == "en" else f"{m[1]}年末"
        if re.fullmatch(r"\d{4}", period):
            return period if self.lang == "en" else f"{period}年度"
        return period

    def value(self, quantity: str, value: str | None) -> str:
        """A claim's value with its unit."""
        if value is None:
            return "—"
        sort = QUANTITIES[quantity].sort if quantity in QUANTITIES else "text"
        if quantity == "audit-opinion" and value in VALUES:
            return self.of(VALUES, value)
        if self.lang == "zh":
            return show(quantity, value)
        number = decimal_of(value) if sort in ("money", "percent", "area") else None
        if number is None:
            return value
        if sort == "money":
            return f"CNY {number:,f}"
        return plain(number) + _UNITS_EN.get(sort, "")

    def exact(self, quantity: str, value: str | None) -> str | None:
        """Money to the last digit, where 万元 with four decimals cannot hold it."""
        number = decimal_of(value)
        sort = QUANTITIES[quantity].sort if quantity in QUANTITIES else "text"
        if (
            self.lang == "en"
            or sort != "money"
            or number is None
            or abs(number) < 10_000
            or number == number.to_integral_value()
        ):
            return None
        return f"{number:,f} 元"

    def article(self, article: str | None) -> str:
        """12(1) → 第十二条（一） / art. 12(1); what has another shape stays as it is."""
        return cited(article, self.lang)

    def pages(self, numbers: Collection[int]) -> str:
        """[1, 2, 3, 7] → 第 1–3、7 页 / pages 1–3, 7."""
        return self.t("pages", len(set(numbers)), list=self.runs(numbers)) if numbers else ""

    def runs(self, numbers: Collection[int]) -> str:
        """[1, 2, 3, 7] → 1–3、7 / 1–3, 7."""
        runs: list[list[int]] = []
        for n in sorted(set(numbers)):
            if runs and n == runs[-1][-1] + 1:
                runs[-1].append(n)
            else:
                runs.append([n])
        return self.t("comma").join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)

    def quoted(self, words: Iterable[str]) -> str:
        """“发展规划”、“年度目标”"""
        return self.t("comma").join(f"“{word}”" for word in words)
