"""The words by which a sentence claims a quantity, and the words by which it does not. Data alone.

A cue stands before a figure («服务企业192家») or behind it («880平方米的服务场地»). What blocks a figure: plans,
duties quoted from the rules, the region's or another firm's figures, parts («其中»), totals over years.
"""

from __future__ import annotations

from dataclasses import dataclass

MONEY = ("亿元", "万元", "元")
COUNT_FIRMS = ("家", "户")
PERSONS = ("人", "名")
AREA = ("平方米", "平米", "㎡", "m2", "m²")


@dataclass(frozen=True, slots=True)
class Rule:
    """`flow` quantities belong to a year; others to the day the text was written.

    `through` may stand between cue and figure («培训6期、1860人次»); `parts`: «其中» blocks, but for a part of
    the activities («服务活动14次，其中培训…1860人次» is all of the training).
    """

    quantity: str
    units: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    flow: bool = True
    context: str | None = None
    unless: str | None = None
    through: str | None = None
    parts: bool = False


def _w(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Longest first: 人次 is no 人, 家次 no 家.
UNITS = _w(
    "台(套) 台/套 台套 家次 户次 人次 场次 项次 平方米 平米 亿元 万元 家 户 人 名 场 次 期 项 台 套 元 ㎡ m² m2 % 个 亩 万 亿"
)
_FIRMS = "企业 中小企业 小微企业 中小微企业 小型微型企业 民营企业 科技型中小企业 客户 企业客户"
_SERVED = tuple(f"{verb}{firm}{tail}" for verb in ("服务", "服务了", "服务各类", "服务本地", "服务辖区内", "服务区域内")
                for firm in _w(_FIRMS) for tail in ("", "数", "数量", "户数", "家数", "总数")) + _w("服务户数 服务家数 接受服务企业 接受服务的企业 服务对象")  # fmt: skip
_STAFF = _w(
    "从业人员 从业人数 员工 职工 员工总数 职工总数 员工人数 职工人数 工作人员 在职人员 在职员工 在职职工 在岗人员 在册人员 人员总数 总人数 从业人员总数 从业人员数 全体员工 团队成员"
)

_SESSIONS = r"班?\d+[场期班次]次?[、,]"

RULES: tuple[Rule, ...] = (
    Rule("served-count", COUNT_FIRMS, _SERVED, (), unless=r"(?:信息|技术|创业|培训|融资|法律|咨询|检测|共享|财税|代理|认证|线上|线下|其中|日均|平均|户均)[^,;]{0,6}$"),
    Rule("served-count", COUNT_FIRMS, _w("为 向 面向 对 服务 服务了"), tuple(f"{f}{x}" for f in _w(_FIRMS) for x in ("提供", "开展", "进行")) + _w("企业 中小企业 中小微企业 小微企业 客户"),
         unless=r"(?:其中|线上|线下|帮助|协助|(?:信息|技术|创业|培训|融资|法律)服务)[^,;]{0,8}$|(?:检测|共享|财税|代理|认证|技术|培训|融资|法律)$"),
    Rule("training-attendances", ("人次",), _w("培训 培训企业人员 培训人员 培训人数 培训学员 培训各类人员 培训各类人才 参训人员 参训 参加培训 培训规模 培训企业职工 培训企业经营管理人员 培训中小企业人员 培训企业员工 累计培训 受训人员 受训"),
         ("培训",), through=_SESSIONS, parts=True, unless=r"(?:每[场期次]|平均|(?<!线上)线下|线上(?!线下|与线下|和线下|、线下|及线下))[^,;]{0,10}$"),
    Rule("training-attendances", ("人",), _w("累计培训 共培训 年培训 培训人数 参训人数 培训企业人员 培训中小企业人员 培训各类人才"), unless=r"(?:每[场期次]|平均|其中)[^,;]{0,10}$"),
    Rule("service-activities", ("场次", "场", "次", "期"), _w("活动 服务活动 活动次数 活动场次"), _w("活动 服务活动 各类活动 各类服务活动 公共服务活动 公益活动 公益服务活动 相关服务活动 中小企业服务活动 专题活动 线上线下活动 对接活动"),
         context=r"组织|开展|举办|举行|承办|服务活动", unless=r"(?:其中|参加|参与|每[年月季周])[^,;]{0,10}$|(?<!各)类$"),
    Rule("satisfaction-ratio", ("%",), _w("满意度 满意率 总体满意度 综合满意度 用户满意度 企业满意度 客户满意度 服务满意度 满意度评价"), unless=r"(?:基本|不|非常|很|培训|课程|员工|单[项次场])满意|(?:培训|课程|讲座)[^,;。]{0,8}$|同比|提[高升]|增长"),
    Rule("satisfaction-ratio", ("%",), _w("满意的企业占 ”的企业占 满意企业占 满意的占 满意的用户占 满意的客户占 满意的企业占比"), context=r"满意", unless=r"(?:基本|不|非常|很)[“”\"]?满意[^,;]{0,4}$"),
    Rule("satisfaction-ratio", ("%",), (), _w("的企业满意 的企业表示满意 的用户满意 的用户表示满意 的客户表示满意 的受访企业表示满意 的企业对服务表示满意")),
    Rule("satisfaction-ratio", ("%",), _w("满意和基本满意的比例合计 满意和基本满意的比例 满意和基本满意的占比 满意和基本满意合计占 满意及基本满意的比例 满意及基本满意合计占 满意与基本满意的比例 满意与基本满意合计占")),
    Rule("welfare-ratio", ("%",), _w("公益性服务占比 公益服务占比 公益性或低收费服务占比 公益性服务比例 公益服务比例 占总服务量 占服务总量 占总服务量的 占服务总量的 占全部服务量的 占全部服务量 占全年服务总量的 占全年服务量的 占年服务总量的 公益性服务占 占总服务的 占服务总数的 占总服务量的比例 占总服务量比例 占服务总量的比例 占比 占 比例 比重"),
         context=r"公益|低收费|免费|无偿", unless=r"同比|下[浮降]|减免|优惠(?:幅度)?(?:为|达)?$"),
    Rule("revenue", MONEY, _w("营业收入 营业总收入 总收入 收入总额 收入合计 营收 主营业务收入 业务收入"), unless=r"服务(?:性)?$|(?:新增|增加|帮助|带动|户均|企业实现)[^,;]{0,12}$"),
    Rule("service-revenue", MONEY, _w("服务收入 服务性收入 服务业务收入 服务营业收入 中小企业服务收入"), unless=r"(?:公益|免费|新增|增加)[^,;]{0,8}$"),
    Rule("total-profit", MONEY, _w("利润总额")),
    Rule("net-profit", MONEY, _w("净利润")),
    Rule("taxes-paid", MONEY, _w("上缴税金 上交税金 缴纳税金 上缴税费 上缴税收 缴纳税费 缴纳税款 缴纳各项税费 缴纳各项税金 缴纳各类税费 上缴各项税费 上缴各项税金 上交税费 缴税 纳税 纳税总额 纳税额 实缴税金"), unless=r"(?:企业|帮助|新增|带动)[^,;]{0,12}$"),
    Rule("total-assets", MONEY, _w("资产总额 总资产 资产总计 资产总值"), unless=r"占$"),
    Rule("registered-capital", MONEY, _w("注册资本 注册资本金 注册资金 开办资金"), flow=False),
    Rule("premises-area", AREA, _w("服务场地 服务场所 经营场所 办公场所 服务用房 办公用房 场地面积 服务面积 服务场地面积 经营面积 办公面积 服务场所面积 经营服务场所 经营服务场地 场地 场所 固定服务场所 固定场所 固定经营服务场所 场所面积 场地总面积 总面积 建筑面积 使用面积"),
         _w("服务场地 服务场所 经营场所 办公场所 服务用房 办公用房 场地 场所 经营服务场所 固定服务场所 固定的经营服务场所 办公服务场所 经营服务场地"), flow=False,
         unless=r"(?:其中|培训教室|展厅|实验室|园区|产业园|孵化|厂房|基地|规划|新建|扩建|另)[^,;]{0,10}$|(?:自有|租用|租赁)(?![^,;]{0,12}(?:作为|用作)(?:$|固定|服务|经营|办公))[^,;]{0,10}$"),
    Rule("premises-owned", AREA, _w("自有 自有场地 自有面积 自有产权 自有用房 自有场所 自有产权面积"), flow=False),
    Rule("premises-leased", AREA, _w("租用 租赁 租用场地 租赁场地 租用面积 租赁面积 承租 租用场所 租用办公场所 租赁办公场所"), flow=False),
    Rule("staff-count", PERSONS, _STAFF, tuple(f"{a}{b}" for a in ("", "专职", "在职", "正式", "全职") for b in ("员工", "职工", "从业人员", "工作人员")), flow=False,
         unless=r"(?:其中|起步|之初|最初|初期|当时|就业|企业|培训|每家|选派|邀请|帮助|新增|增加|减少|净增)[^,;]{0,16}$"),
    Rule("qualified-staff-count", PERSONS, _w("专业人员 专业技术人员 职称的专业人员 职称专业人员 职称的人员 职称人员 职称的 职称 技术人员"), flow=False,
         context=r"(?:大专|专科|本科).{0,16}(?:中级|职称)|中级.{0,10}职称"),
    Rule("qualified-staff-ratio", ("%",), _w("占总人数 占总人数的 占比 占员工总数 占员工总数的 占职工总数 占职工总数的 占从业人员 占从业人员的 占从业人员总数的 占从业人数的 占全体员工的 占全体员工 占人员总数的 占"), flow=False,
         context=r"(?:大专|专科).{0,16}(?:中级|职称)"),
    Rule("financing-arranged", MONEY, _w("融资 融资总额 融资金额 融资额 贷款 贷款总额 授信 授信总额 资金 融资规模 融资贷款 银行贷款"), context=r"帮助|协助|促成|推动|撮合|对接|为[^,;。]{0,14}企业|推荐", unless=r"(?:某|该|此|一家|1家|本(?:单位|中心|公司)|自身)[^。]{0,24}$|担保"),
    Rule("guarantees-issued", MONEY, _w("新增担保额 新增担保 新增融资担保额 新增担保总额 新增担保金额 担保发生额 新增融资担保 新增担保业务"), unless=r"余额"),
    Rule("partner-count", ("家", "个"), _w("合作机构 合作单位 合作服务机构 合作伙伴 集聚服务机构 聚集服务机构 汇聚服务机构 签约服务机构 签约机构 签约单位 集聚各类服务机构 集聚专业服务机构 签订合作协议的单位 签订合作协议的机构 带动服务机构"), (), flow=False),
    Rule("partner-count", ("家", "个"), (), _w("服务机构 专业服务机构 机构 专业机构 合作机构 单位 合作单位 院校及机构 社会服务机构 高校、机构 各类服务机构"), flow=False,
         context=r"(?:与|同|和)[^。;]{0,60}[家个].{0,24}(?:签|合作|协议|建立)|(?:集聚|聚集|汇聚|整合)[^。;]{0,20}[家个]"),
    Rule("equipment-count", ("台(套)", "台套", "台/套", "台", "套"), _w("仪器设备 仪器、设备 设备 设备仪器 设备数量 服务设备"), _w("仪器设备 设备 仪器、设备 服务设备"), flow=False, unless=r"(?:企业|共享|开放|其中)[^,;]{0,10}$"),
    Rule("equipment-cost", MONEY, _w("设备原值 设备总值 设备购置价格 设备购买价格 设备价值 设备总价 设备购置费 设备投入 购买价格 购置价格 购置总价 购置原值 购买原值 设备总价值 设备资产原值"), flow=False),
)  # fmt: skip

# Whole sentences that state no fact of the applicant's past.
PLANS = _w(
    "力争 计划 拟 目标 预计 争取 规划 今后 下一步 未来 努力 确保 有望 设想 到202 打算 将达 将实现 将服务 将组织 将开展 将建 将新 将进一步 计划将 届时 预期"
)
DUTIES = _w("要求 规定 应当 应达到 须达到 不得低于 申报条件 认定条件 认定办法 标准为")
OTHERS = _w(
    "规模以上 全市共有 全县共有 全区共有 全省共有 我市有 我县有 我区有 辖区内现有 区域内现有 区域内有 市场主体 个体工商户 该企业 该公司 某企业 某公司 行业协会共有 全国共有 产业集群 案例"
)
SEVERAL_YEARS = _w(
    "以来 近三年 近两年 近年来 近几年 三年来 两年来 五年来 多年来 几年来 历年 至今 迄今 三年间 三年累计 两年累计 三年共 两年共 截至目前 截止目前 累计至"
)
PART_OF_YEAR = _w("上半年 下半年 一季度 二季度 三季度 四季度 前三季度 1-6月 1至6月 1—6月 1-9月 1-3月")
SKIP_SECTIONS = _w(
    "发展设想 发展规划 发展目标 发展计划 下一步 工作计划 未来 行业状况 行业情况 需求情况 区域经济中的地位 典型案例 服务案例"
)
EARLY_DAYS = _w("起步 之初 创业初期 成立初期 最初 当时 前身")
