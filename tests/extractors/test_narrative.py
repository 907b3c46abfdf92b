"""Sentences and what they claim; the look-alikes claim nothing."""

from __future__ import annotations

import pytest

from extractors import narrative
from pipeline.model import Claim, Page
from tests.extractors._show import values
from tests.pages import document, page

TITLE = "示范平台申请相关情况说明"


def prose(*text: str, width: int = 40) -> Page:
    """Paragraphs wrapped as a printer wraps them: the first line indented, headings on their own."""
    lines: list[str] = []
    for paragraph in text:
        if len(paragraph) < 30 and paragraph[0] in "（一二三四五六七":
            lines.append(paragraph)
            continue
        first, rest = paragraph[: width - 2], paragraph[width - 2 :]
        lines.append("    " + first)
        lines += [rest[i : i + width] for i in range(0, len(rest), width)]
    return page(*lines, title=TITLE)


def extract(*text: str) -> dict[str, str]:
    return values(narrative.extract(document(narrative.KIND, prose(*text))))


STATED = [
    ("2019年，甲中心共服务企业192家，比上年的171家有所增加。", {"served-count@2019": "192", "served-count@2018": "171"}),
    ("2021年共服务中小企业195家，2020年为166家。", {"served-count@2021": "195", "served-count@2020": "166"}),
    ("服务中小企业由2018年的171家增加到2019年的192家。", {"served-count@2018": "171", "served-count@2019": "192"}),
    ("2018年、2019年分别服务企业171家、192家。", {"served-count@2018": "171", "served-count@2019": "192"}),
    ("2018年和2019年营业收入分别为560.30万元和612.80万元。", {"revenue@2018": "5603000", "revenue@2019": "6128000"}),
    ("2019年服务企业由上年的171家增长到192家。", {"served-count@2018": "171", "served-count@2019": "192"}),
    ("2019年为203家中小企业提供服务，比上年增加32家，增长18.7%。", {"served-count@2019": "203"}),
    ("2019年服务中小微企业达到200余家。", {"served-count@2019": "200"}),
    ("2019年度实现营业收入612.80万元，其中服务收入441.22万元，收支平衡。", {"revenue@2019": "6128000", "service-revenue@2019": "4412200"}),
    ("2019年营业收入为1.2亿元，利润总额37.99万元，上缴税金27.58万元，资产总额967.24万元。",
     {"revenue@2019": "120000000", "total-profit@2019": "379900", "taxes-paid@2019": "275800", "total-assets@2019-12-31": "9672400"}),
    ("2019年，平台全年组织各类服务活动17场；培训服务方面，线上线下累计培训2260人次。", {"service-activities@2019": "17", "training-attendances@2019": "2260"}),
    ("2019年组织开展投融资对接活动12次，帮助中小企业融资总额达8.5亿元。", {"service-activities@2019": "12", "financing-arranged@2019": "850000000"}),
    ("2019年新增担保额31.5亿元。", {"guarantees-issued@2019": "3150000000"}),
    ("2019年全年提供各类服务600项次，其中公益性服务162项次，公益性服务占比27%。", {"welfare-ratio@2019": "27"}),
    ("2019年公益性和低收费服务占总服务量的比例达到32.5%。", {"welfare-ratio@2019": "32.5"}),
    ("2019年接受服务企业的总体满意度为98.2%。", {"satisfaction-ratio@2019": "98.2"}),
    ("2019年用户满意率达到96%以上。", {"satisfaction-ratio@2019": "96"}),
    ("2019年服务评价中，评价为“满意”的企业占92.13%，“基本满意”的企业占5%。", {"satisfaction-ratio@2019": "92.13"}),
    ("2019年收入合计151.97万元,其中服务收入128.65万元。", {"revenue@2019": "1519700", "service-revenue@2019": "1286500"}),
    ("本单位（统一社会信用代码91420100MA00000XXX）长期面向本地企业。", {"credit-code": "91420100MA00000XXX"}),
    ("本单位统一社会信用代码为91420100MA00000XXX，长期面向本地企业。", {"credit-code": "91420100MA00000XXX"}),
    ("企业可在网站(www.a-ppc.cn)查询政策和活动，也可来电咨询。", {"website": "www.a-ppc.cn"}),
    ("平台网站（备案号陇ICP备12009876号-1）全年对外开放，内容每周更新。", {"icp-number": "陇ICP备12009876号-1"}),
    ("甲中心（以下简称“中心”）成立于2011年5月30日，单位现有服务场地880平方米，设有大厅。", {"established-on": "2011-05-30", "premises-area": "880"}),
    ("公司于2011年5月30日注册成立，注册资本300万元。", {"established-on": "2011-05-30", "registered-capital": "3000000"}),
    ("现有固定服务场所面积880平方米，其中自有300平方米，租用580平方米。", {"premises-area": "880", "premises-owned": "300", "premises-leased": "580"}),
    ("目前全单位有从业人员40人，设五个部门。", {"staff-count": "40"}),
    ("现有在职员工40名，其中大专及以上学历和中级及以上职称的专业人员34人，占总人数的85%。",
     {"staff-count": "40", "qualified-staff-count": "34", "qualified-staff-ratio": "85"}),
    ("与检测机构、银行等6家服务机构签订了合作协议。", {"partner-count": "6"}),
    ("我公司于2011.5.30在甲阳市注册成立，注册资本300万元。", {"established-on": "2011-05-30", "registered-capital": "3000000"}),
    ("甲乙服务有限公司成立于2011年5月30日，法定代表人傅伟兰，注册资本300万元，是本地较早的综合性服务机构。",
     {"established-on": "2011-05-30", "legal-representative": "傅伟兰", "registered-capital": "3000000"}),
    ("甲中心于2012年9月21日经甲阳市民政局登记成立，开办资金200万元。", {"established-on": "2012-09-21", "registered-capital": "2000000"}),
    ("设有培训教室3间，配备仪器设备64台（套），购置价格126.38万元。", {"equipment-count": "64", "equipment-cost": "1263800"}),
    ("公司租用数码楼6层作为服务场所，面积260平方米。", {"premises-area": "260"}),
    ("2021年服务中小企业146家（2020年为131家），开展各类服务活动14次，培训1560人次，其中线上培训620人次；咨询诊断企业46家。",
     {"served-count@2021": "146", "served-count@2020": "131", "service-activities@2021": "14", "training-attendances@2021": "1560"}),
    ("2022年共服务中小企业118家，比2021年的105家增加13家，其中线下服务98家。", {"served-count@2022": "118", "served-count@2021": "105"}),
    ("2022年全年组织开展各类服务活动14次，其中培训6期、1860人次，信息与技术类活动8次。",
     {"service-activities@2022": "14", "training-attendances@2022": "1860"}),
    ("2019年缴纳各项税费14.86万元，收支平衡。", {"taxes-paid@2019": "148600"}),
    ("2019年上缴各项税金14.86万元。", {"taxes-paid@2019": "148600"}),
    ("2019年服务评价中，满意和基本满意的比例合计为97.1%。", {"satisfaction-ratio@2019": "97.1"}),
    ("2019年服务评价中，满意与基本满意合计占97.1%。", {"satisfaction-ratio@2019": "97.1"}),
    ("甲中心成立于2011年5月30日，法定代表人邱牧川从事企业管理咨询工作十余年。",
     {"established-on": "2011-05-30", "legal-representative": "邱牧川"}),
    ("甲中心成立于2011年5月30日，法定代表人邱牧川毕业于某大学，长期从事咨询。",
     {"established-on": "2011-05-30", "legal-representative": "邱牧川"}),
    ("2020年度，平台克服困难，服务中小企业76家，2019年服务70家，服务数量稳步增长。", {"served-count@2020": "76", "served-count@2019": "70"}),
    # How an applicant came to be, and where it is.
    ("甲中心于2009年4月16日经乙县事业单位登记管理局核准登记，开办资金120万元，地址在山东省甲阳市乙县府前街17号。",
     {"established-on": "2009-04-16", "registered-capital": "1200000", "address": "山东省甲阳市乙县府前街17号"}),
    ("甲中心于2009年4月16日由乙县机构编制委员会批准设立，设有服务大厅。", {"established-on": "2009-04-16"}),
    ("2009年4月16日，经乙县人民政府批准，甲中心正式成立，设有服务大厅。", {"established-on": "2009-04-16"}),
    ("甲中心是2009年4月16日成立的事业单位，住所：山东省甲阳市乙县府前街17号。",
     {"established-on": "2009-04-16", "address": "山东省甲阳市乙县府前街17号"}),
    ("甲中心自2009年4月16日成立以来，一直面向本地企业。", {"established-on": "2009-04-16"}),
    ("甲乙服务有限公司（品牌简称“甲乙”）成立于2018年6月12日，注册资本100万元，总部位于甲省乙市丙区丁东路66号戊大厦A座9层，是综合型机构。",
     {"established-on": "2018-06-12", "registered-capital": "1000000", "address": "甲省乙市丙区丁东路66号戊大厦A座9层"}),
    ("甲中心成立于2011年5月30日，由丙丁实业有限公司举办，开办资金120万元。", {"established-on": "2011-05-30", "registered-capital": "1200000"}),
    # Who leads it, and who works there.
    ("本公司法定代表人陆景川深耕企业服务领域十八年。", {"legal-representative": "陆景川"}),
    ("本公司由陆景川担任法定代表人，设有五个部门。", {"legal-representative": "陆景川"}),
    ("本公司法定代表人兼总经理张大为在本地从业多年。", {"legal-representative": "张大为"}),
    ("目前有专职服务人员18人，设五个部门。", {"staff-count": "18"}),
    ("拥有一支18人的专职服务团队，设五个部门。", {"staff-count": "18"}),
    # What it has.
    ("服务场所600平方米，其中自有420平方米，租赁培训教室180平方米；各类仪器、设备及软件56台（套），原值65.02万元。",
     {"premises-area": "600", "premises-owned": "420", "premises-leased": "180", "equipment-count": "56", "equipment-cost": "650200"}),
    ("拥有集办公、培训、路演于一体的服务空间520平方米。", {"premises-area": "520"}),
    ("设有520平方米的综合服务空间，价值65.02万元的仪器设备56台。", {"premises-area": "520", "equipment-count": "56", "equipment-cost": "650200"}),
    ("截至2021年12月31日，中心资产总额293.77万元，负债总额67.91万元，净资产225.86万元。",
     {"total-assets@2021-12-31": "2937700", "total-liabilities@2021-12-31": "679100", "net-assets@2021-12-31": "2258600"}),
    ("2021年末所有者权益合计225.86万元。", {"net-assets@2021-12-31": "2258600"}),
    ("2021年公益性及低收费服务为服务总量的36%。", {"welfare-ratio@2021": "36"}),
    ("2021年全部服务中，36%的服务为公益性或低收费服务。", {"welfare-ratio@2021": "36"}),
    # A kind of service did a part; the platform's whole follows.
    ("2021年情况如下。法律服务：为31家企业免费进行法律体检，组织活动6次。2021年中心共组织开展各类服务活动40次。", {"service-activities@2021": "40"}),
    ("2021年开展政策宣讲、信息推送活动9次，全年合计组织各类服务活动44次。", {"service-activities@2021": "44"}),
    ("2021年信息服务方面，依托窗口发布政策，全年组织各类服务活动17场。", {"service-activities@2021": "17"}),
    ("2021年为192家企业提供信息、培训、融资等服务。", {"served-count@2021": "192"}),
    # Both grades of satisfaction, in a bracket or added up.
    ("2021年企业对服务的满意度（满意与基本满意合计）为96.5%。", {"satisfaction-ratio@2021": "96.5"}),
    ("2021年满意率（含满意、基本满意）达96.5%。", {"satisfaction-ratio@2021": "96.5"}),
    ("2021年服务满意度（按120份问卷统计）为96.5%。", {"satisfaction-ratio@2021": "96.5"}),
    ("2021年很满意、满意和基本满意三项合计占96.5%。", {"satisfaction-ratio@2021": "96.5"}),
    ("2021年对服务表示满意或基本满意的企业占96.5%。", {"satisfaction-ratio@2021": "96.5"}),
    # What is left over of the year is the profit of a body without profit.
    ("2021年收入合计182.64万元，当年结余9.82万元。", {"revenue@2021": "1826400", "total-profit@2021": "98200"}),
    ("2021年收支相抵后，结余9.82万元。", {"total-profit@2021": "98200"}),
    # One figure for each quantity, or for each year.
    ("截至2021年末，资产、负债分别为293.77万元和67.91万元。",
     {"total-assets@2021-12-31": "2937700", "total-liabilities@2021-12-31": "679100"}),
    ("2021年总收入、总支出、结余分别为182.64万元、172.82万元和9.82万元。", {"revenue@2021": "1826400", "total-profit@2021": "98200"}),
    ("2021年员工、服务企业分别为18人、195家。", {"staff-count": "18", "served-count@2021": "195"}),
    ("2020年、2021年营业收入分别为560.30万元、600万元，利润总额分别为40万元、50万元。",
     {"revenue@2020": "5603000", "revenue@2021": "6000000", "total-profit@2020": "400000", "total-profit@2021": "500000"}),
    ("本单位面向本地企业。团队共18人，设五个部门。", {"staff-count": "18"}),
    # Dates in Chinese numerals.
    ("甲中心成立于二〇一一年五月三十日，设有大厅。", {"established-on": "2011-05-30"}),
    ("二零二一年平台服务中小企业195家。", {"served-count@2021": "195"}),
    ("截至二○二一年十二月三十一日，资产总额293.77万元。", {"total-assets@2021-12-31": "2937700"}),
    ("场地由两部分构成：一是甲大厦自有办公用房，建筑面积120平方米；二是租用的服务大厅与培训教室，面积520平方米。",
     {"premises-owned": "120", "premises-leased": "520"}),
    ("案例A：某企业获得银行授信200万元，当年扩建冷库。自测结果：2022年综合满意度97.9%。", {"satisfaction-ratio@2022": "97.9"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), STATED, ids=[s[:14] for s, _ in STATED])
def test_stated(sentence: str, expected: dict[str, str]) -> None:
    found = extract(sentence)
    found.pop("applicant-name", None)
    assert found == expected


LOOK_ALIKES = [
    "蕲阳市的医药化工产业起步较早，现有规模以上企业1200家，多数企业缺少检测设备。",
    "全市共有中小企业3560家，从业人员12万人。",
    "2022年的工作目标是服务企业300家，培训人次达到3000人次，企业满意度保持在99%。",
    "到2022年，力争服务企业500家，营业收入突破1000万元。",
    "成立以来累计服务企业1860家，培训各类人才12000人次。",
    "近三年共服务企业560家，组织服务活动60场。",
    "按照《办法》要求，年服务中小企业应达到150家以上，用户满意度在80%以上。",
    "能够同时接待30余家企业现场办事。",
    "甲地科瑞家具有限公司原有员工200人，营业收入5000万元，废品率长期偏高。",
    "该企业当年实现营业收入800万元，新增就业岗位12个。",
    "帮助某企业获得银行贷款300万元。",
    "起步阶段，中心只有6名员工和一间办公室。",
    "2021年上半年走访服务企业80家。",
    "服务企业数量比上年增长12.3%，其中技术服务企业56家。",
    "对小型微型企业的服务收费优惠30%。",
    "每场培训约60人次，课程满意度为99%。",
    "培训教室面积120平方米，可容纳80人。",
    "2021年组织培训12场，其中培训管理人员300人次。",
    "另租用某楼作为培训场所，面积100平方米。",
    "甲地科瑞家具有限公司法定代表人王建国，是平台的服务对象。",
    "平台力争到2023年年服务中小企业260家以上，服务活动每年不少于20场。",
    "2021年信息类活动8次。",
    "2019年服务评价中，基本满意的企业占5%。",
    "2019年果品检测共享服务61家企业，收费低于市价。",
    "2019年为中小企业提供财税代理服务企业35家。",
    "2019年为企业提供检测61家。",
    "2019年服务评价中，“基本满意”的企业占5%，另有少数企业未作评价。",
    "2019年服务评价中，评价为“不满意”的企业占1%。",
    "企业可查询各部门网站，下载统一社会信用代码证书的办理指南。",
    "2018年6月在乙市完成变更登记，名称改为甲中心。",
    "2020年8月由平台发起的乙产业基金设立，规模5000万元。",
    "服务大厅位于山东省甲阳市乙县府前街17号，方便企业办事。",
    "本单位面向本地企业。培训中心位于山东省甲阳市乙县府前街17号，方便企业办事。",
    "办公地址：山东省甲阳市乙县府前街19号。",
    "住所在甲阳市，是当地较早专门从事中小企业服务的机构。",
    "其中培训服务人员12人，组织在职人员120人参加培训。",
    "本单位面向本地企业。园区有检测设备35台，原值80万元。",
    "本单位面向本地企业。合作机构有检测设备35台，原值80万元。",
    "本单位面向本地企业。依托高校拥有仪器设备35台（套），原值80万元。",
    "展厅设备及展品价值200万元。",
    "捐赠设备价值20万元。",
    "2021年公益性服务中信息服务占45%，培训服务占30%。",
    "2021年免费服务里咨询占45%。",
    "2021年获得融资的为31家企业。",
    "2021年通过认证的企业为31家企业。",
    "2021年满意度（不满意）为1.5%。",
    "2021年满意度（其中很满意）为60%。",
    "2021年课程满意度（满意与基本满意合计）为96.5%。",
    "2021年项目资金结余9.82万元，年末结余39.82万元。",
    "2021年末累计结余39.82万元。",
    "本单位面向本地企业。专家团队共18人，讲师团队12人。",
    "2021年流动资产、负债分别为93.77万元、67.91万元。",
    "2021年末流动资产、净资产分别为93.77万元、67.91万元。",
    "2021年营业利润、净利润分别为9.77万元、6.91万元。",
    "本单位面向本地企业。帮助入驻企业租用厂房，建筑面积2600平方米。",
    "2021年资产、负债分别增长5万元、3万元。",
    "二〇二一年上半年走访服务企业80家。",
    "为企业租赁办公室1000平方米。",
    "受助企业有设备12台（套），原值300万元，负债总额3000万元，净资产800万元。",
    "为净资产500万元以下的企业提供担保。",
    "截至2021年6月30日，公司总资产500万元。",
    "（五）法律服务。2021年编印指南500册，为31家企业免费进行法律体检，组织法律宣讲活动6次。",
    "主要工作如下：一是信息服务。2021年推送信息316条，组织活动9次。",
    "2021年为31家企业提供融资服务。",
    "2021年组织线下活动9次。",
]


@pytest.mark.parametrize("sentence", LOOK_ALIKES, ids=[s[:14] for s in LOOK_ALIKES])
def test_look_alikes_claim_nothing(sentence: str) -> None:
    assert extract(sentence) == {}


OPENINGS = [
    ("甲乙服务有限公司成立于2011年5月30日，是本地较早的服务机构，长期面向本地企业。", "甲乙服务有限公司"),
    ("甲阳市乙服务中心有限公司于2011年5月30日在丙区注册设立，由管理咨询团队发起组建。", "甲阳市乙服务中心有限公司"),
    ("甲乙服务有限公司是面向本地制造业中小企业的综合性服务机构，长期服务本地企业。", "甲乙服务有限公司"),
    ("甲乙公共服务平台是由丙丁服务有限公司建设的综合性平台，长期面向本地中小企业。", None),
    ("甲阳市经济信息中心成立于2011年5月30日，是本地较早的服务机构，长期面向本地企业。", "甲阳市经济信息中心"),
    ("典型案例：丙丁机械有限公司（以下简称丙丁）位于本地，平台为其提供了多项服务。", None),
    ("甲阳市服务中心是丙丁服务有限公司运营的综合性服务平台，长期面向本地中小企业。", None),
    ("我公司面向本地制造业中小企业提供综合性服务，长期得到本地企业的好评与信任。", None),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "name"), OPENINGS, ids=[s[:14] for s, _ in OPENINGS])
@pytest.mark.parametrize("heading", ["（一）申请单位的基本情况", "1. 申请单位的基本情况"])
def test_who_writes(opening: str, name: str | None, heading: str) -> None:
    laid = page(heading, "    " + opening, title=TITLE)
    assert values(narrative.extract(document(narrative.KIND, laid))).get("applicant-name") == name


def test_name_under_the_title_or_over_the_date() -> None:
    text = "    我公司面向本地制造业中小企业提供综合性服务，长期得到本地企业的好评与信任。"
    head = page("甲乙服务有限公司", "一、申请单位的基本情况", text, title=TITLE)
    foot = page("一、申请单位的基本情况", text, "甲乙服务有限公司（盖章）", "2021年5月18日", title=TITLE)
    other = page("一、申请单位的基本情况", text, "甲乙服务有限公司", "是平台的服务对象。", title=TITLE)
    found = [
        values(narrative.extract(document(narrative.KIND, p))).get("applicant-name")
        for p in (head, foot, other)
    ]
    assert found == ["甲乙服务有限公司", "甲乙服务有限公司", None]


def test_year_is_inherited_within_the_section() -> None:
    found = extract(
        "（四）近年来的服务情况",
        "2021年，平台共服务中小企业195家，2020年为166家，服务对象以小型微型企业为主。",
        "全年组织各类服务活动22次，内容涉及政策宣讲和技术诊断；线上线下培训合计3130人次。",
    )
    assert found == {
        "served-count@2021": "195", "served-count@2020": "166", "service-activities@2021": "22",
        "training-attendances@2021": "3130",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "money"),
    [
        (
            "（万元）",
            {
                "revenue@2018": "5267400",
                "revenue@2017": "4734000",
                "service-revenue@2018": "3982500",
                "service-revenue@2017": "3510600",
            },
        ),
        ("", {}),
    ],
)
def test_a_table_of_years_within_the_account(unit: str, money: dict[str, str]) -> None:
    """Money whose unit the table does not print is not claimed; a plan's column is no year's."""
    table = [
        ["指标", "2018年", "2017年", "2019年目标"],
        [f"营业收入{unit}", "526.74", "473.40", "600"],
        [f"其中：服务收入{unit}", "398.25", "351.06", "450"],
        ["服务中小企业（家）", "186", "172", "200"],
    ]
    told = page("（三）平台管理运营情况", "指标如下。", title=TITLE, table=table)
    made = values(narrative.extract(document(narrative.KIND, told)))
    assert made == {**money, "served-count@2018": "186", "served-count@2017": "172"}


def test_a_table_that_names_things_otherwise() -> None:
    table = [
        ["项目", "2018年", "2017年"],
        ["收入合计（万元）", "526.74", "473.40"],
        ["收支结余（万元）", "18.6", "17.2"],
        ["服务中小微企业（家）", "186", "172"],
    ]
    told = page("（三）平台管理运营情况", "指标如下。", title=TITLE, table=table)
    assert values(narrative.extract(document(narrative.KIND, told))) == {
        "revenue@2018": "5267400", "revenue@2017": "4734000", "total-profit@2018": "186000",
        "total-profit@2017": "172000", "served-count@2018": "186", "served-count@2017": "172",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("section", "claimed"),
    [("（三）平台管理运营情况", True), ("（七）典型案例", False), ("（八）下一步发展设想", False)],
)
def test_a_table_of_years_about_others_is_passed_over(section: str, claimed: bool) -> None:
    table = [
        ["指标", "2018年", "2017年"],
        ["营业收入（万元）", "526.74", "473.40"],
        ["其中：服务收入（万元）", "398.25", "351.06"],
        ["利润总额（万元）", "18.6", "17.2"],
    ]
    told = page(section, "两年的数据如下表所示，增长较快。", title=TITLE, table=table)
    made = values(narrative.extract(document(narrative.KIND, told)))
    assert ("revenue@2018" in made) is claimed


def test_plans_and_cases_are_sections_of_their_own() -> None:
    found = extract(
        "2019年，平台共服务企业192家，服务对象以本地小型微型企业为主，方式多样。",
        "典型案例：平台服务企业35家，营业收入增加200万元。",
        "（七）下一步发展设想",
        "平台共服务企业400家，用户满意度达到99%。",
    )
    assert found == {"served-count@2019": "192"}


def test_qualifier_and_evidence() -> None:
    found = narrative.extract(
        document(narrative.KIND, prose("2019年服务中小企业约200家，营业收入600万元以上。"))
    )
    claims = {c.quantity: c for c in found if isinstance(c, Claim)}
    assert claims["served-count"].qualifier == "约"
    assert claims["revenue"].qualifier == "以上"
    assert claims["served-count"].evidence.text.endswith("服务中小企业约200家")
    assert claims["served-count"].evidence.page == 1


def prose_without_title() -> Page:
    laid = "甲中心成立于二〇一一年，是当地较早从事中小企业服务的机构，设有服务大厅。"
    return page("一、单位基本情况", laid, laid)


@pytest.mark.parametrize(
    ("opening", "opens"),
    [
        (page("（一）申请单位的基本情况", title=TITLE), True),
        (page("平台概况", title="五、示范平台申请相关情况说明"), True),
        (page("正文", title="平 台 申 请 相 关 情 况 说 明"), True),
        (
            page(
                "三、审计报告",
                "四、服务企业名单",
                "五、示范平台申请相关情况说明（请另附说明材料）",
                "（一）申请单位的基本情况",
                title="申请报告的主要内容",
            ),
            False,
        ),
        (page("本公司提交平台申请相关情况说明，请审阅。", title="通知"), False),
        (page("注册日期：2011.05.30", title="国家中小企业公共服务示范平台申请表"), False),
    ],
)
def test_score(opening: Page, opens: bool) -> None:
    score = narrative.score([opening])
    assert (score or 0) >= 0.5 if opens else (score or 0) < 0.5
