"""What the fields of the application form are called, by quantity. Data alone."""

from __future__ import annotations

from extractors._labels import label

# A glyph inside a label worded by its parts, a bracket with what it includes, and the ends of such labels.
_G = r"(?:(?![占净租]|自有|其中)[\u3400-\u9fff、/])"
# The same where a figure of things is named: it ends at the first word for a number or a price.
_T = _G.replace("占", "占数量价额")
_IN = r"(?:\([^()]{0,12}\))?"
_SHARE = r"(?:所占)?(?:比例|比重|百分比|比率|比|率)"
_THINGS = r"(?:仪器|设备|装备)"
_ROOMS = r"(?:服务|经营|办公|场地|场所|用房)"
_SITE = r"(?:场地|场所|用房|房屋)"
_AREA = r"(?:m2?|平方米?|平米)"
_RENTED = r"(?:租用|租赁|承租|租借)"
_DEGREE = r"(?:大学专科|大学|大专|专科|本科)[\u3400-\u9fff、()/]{0,10}?"
_RANK = r"(?:中级|初级|高级)[\u3400-\u9fff、()/]{0,10}?(?:职称|资格)[\u3400-\u9fff、()/]{0,4}?"
_HEADS = r"(?:专业技术人员|专业人员|技术人员|人员|人才|员工|职工|人数)(?:总?人?数量?|总数)?"

# A bare «占 88.9%», «占比»: of what, the field before it says (see `_form_fields.of_what`).
SHARE = label(
    "qualified-staff-ratio",
    "",
    shapes=(r"(?:^|(?<=[,，;；、(]))占(?=\d[\d.]*%)", r"(?:^|(?<=[,，;；、(]))占比(?:例|重)?(?=[(:：\d]|$)"),
)

LABELS = (
    label("applicant-name", "申请单位名称 申报单位名称 申请单位全称", glued=True),
    label("applicant-name", "申请单位 申报单位 单位名称 企业名称 机构名称 申请机构名称 申报机构名称 服务机构名称 承担单位名称 平台承担单位 单位全称 申报机构 申请机构 服务机构全称 机构全称 企业全称 运营单位名称 运营机构名称 平台运营单位 平台运营机构 依托单位名称"),
    label("filed-on", "填报日期 填表日期 申请日期 申报日期 填报时间 填表时间 申报时间"),
    label("established-on", "注册日期 成立日期 注册时间 成立时间 登记日期 设立日期 注册成立日期 成立注册日期 注册登记日期", shapes=(r"(?:成立|注册|登记|设立|开办)(?:\([^()]{1,6}\)|[/或、])?(?:成立|注册|登记|设立)?(?:日期|时间|年月)",)),
    label("organisation-type", "单位性质 企业性质 机构性质 单位类型 企业类型 机构类型 企业类别 单位类别 经济性质 登记注册类型"),
    label("legal-representative", "法人代表 法定代表人 法人代表姓名 法定代表人姓名 单位法人 企业法人 法人姓名 法定代表人(负责人)", shapes=(r"法(?:定代表)?人(?:代表)?[/或、](?:主要)?负责人(?:姓名)?",)),
    label("address", "注册地址 单位地址 通讯地址 通信地址 联系地址 详细地址 办公地址 经营地址 登记地址 地址 住所 登记住所 注册住所 法定住所 单位住所 住所地 住所地址 主要经营场所 注册地 登记地", shapes=(r"(?:注册|登记|单位|通讯|通信|联系|办公|经营)(?:\([^()]{1,6}\)|[/、及或])(?:注册|登记|通讯|通信|联系|办公|经营)?(?:地址|住所)",)),
    label("postcode", "邮政编码 邮编"),
    label("contact phone", "联系人及电话 联系人及联系电话 联系人和电话 联系人和联系电话 联系人/电话 联系人、电话 联系人及联系方式 联系人姓名及电话", shapes=(r"联[系络][人员](?:姓名)?(?:及其?|[和与/、])(?:联[系络]|办公|手机)?(?:电话|方式|号码|手机)(?:号码)?",)),
    label("contact", "联系人姓名 联系人 联系人员 经办人 联络人 联络人姓名 联络员 联络人员 业务联系人"),
    label("phone", "联系电话 固定电话 办公电话 座机 电话 联系人电话 联络人电话 联络电话 单位电话 固定电话号码 电话号码"),
    label("fax", "传真号码 传真"),
    label("mobile", "手机号码 移动电话 手机 联系人手机 联络人手机 联系手机 手机号 移动电话号码"),
    label("website icp-number", "网址及备案号 网站及备案号 网址和备案号 网站网址及备案号 网址备案号"),
    label("website", "单位网址 网站地址 平台网址 网站网址 网址 网站"),
    label("icp-number", "网站备案号 ICP备案号 备案号"),
    label("email", "电子邮件 电子邮箱 电子信箱 电子邮箱地址 电子邮件地址 电子信箱地址 邮箱地址 联系邮箱 邮箱 E-mail Email E-MAIL"),
    label("credit-code", "统一社会信用代码 社会信用代码 信用代码 组织机构代码"),
    label("registered-capital", "注册资本金 注册资本 注册资金 开办资金 注册资产 开办资本 注册资金数额", "万元"),
    label("total-assets", "上年末总资产 上年末资产总额 上年末资产总计 上年度末总资产 上年度资产总额 上年总资产 上年资产总额 总资产 资产总额 资产总计", "万元", unless=r"固定|流动|无形|净|占|生物|递延|非"),
    label("equipment-count", "仪器、设备数量 仪器设备数量 仪器和设备数量 设备数量 仪器设备总数 仪器设备台数 仪器、设备 仪器设备", shapes=(rf"{_THINGS}{_T}{{0,10}}?{_IN}(?:总?数量?|总?台数|台套数|件数|套数)", r"^数量(?=[\d_ ]+[台套件])")),
    label("equipment-cost", "设备购买价格 购买价格 购置价格 设备原值 购置金额 设备总价 设备价值 购买金额 设备购置费 原值 总价值 购置总额 购置总价 购置原值 购置费用 采购金额", "万元", shapes=(rf"{_THINGS}{_T}{{0,8}}?{_IN}(?:价格|总价|金额|原值|总值|价值|总额|购置费用?|投入|价款)", r"(?:购置|购买|采购|购入)总?(?:价格?|价[款值]|金额|总[价额]|款项?)"), unless=r"固定资产|房屋|建筑|车辆|资产|土地|场地|软件"),
    label("equipment-asset-ratio", "占总资产比例 占总资产的比例 占总资产比重 占资产总额比例 占资产总额 占总资产", shapes=(rf"(?:{_THINGS}[\u3400-\u9fff、]{{0,8}}?)?占{_G}{{0,6}}?资产{_G}{{0,4}}?{_SHARE}",)),
    label("premises-area", "服务场地面积 服务场所面积 经营服务场所面积 场地面积 场所面积 服务面积 经营场地面积 场地总面积", shapes=(rf"{_ROOMS}{_G}{{0,8}}?面积", rf"(?:服务|经营|办公){_G}{{0,6}}?{_SITE}(?=\({_AREA}\)|[:：]?[共约合总计]{{0,3}}\d[\d,]*(?:\.\d+)?{_AREA})"), unless=rf"(?:自有|产权|{_RENTED})[\u3400-\u9fff]{{0,4}}"),
    label("premises-owned", "自有场地面积 自有场地 自有面积 自有", shapes=(rf"自有{_G}{{0,8}}?面积", rf"自有(?:产权)?(?:服务|经营|办公)?{_SITE}",)),
    label("premises-leased", "租用场地面积 租用场地 租用面积 租赁面积 租赁场地 租用 租赁", shapes=(rf"{_RENTED}{_G}{{0,8}}?面积", rf"{_RENTED}(?:服务|经营|办公)?{_SITE}")),
    # One field for both, in the order that its label gives: «自有/租赁(m²) 420/180».
    label("premises-owned premises-leased", "", shapes=(rf"自有{_SITE}?(?:面积)?[/、和与及]{_RENTED}{_SITE}?(?:面积)?",)),
    label("premises-leased premises-owned", "", shapes=(rf"{_RENTED}{_SITE}?(?:面积)?[/、和与及]自有{_SITE}?(?:面积)?",)),
    label("staff-count", "从业人员总数 从业人员数 从业人数 从业人员 职工总数 职工人数 员工总数 员工人数 人员总数 在职人数 职工总人数 员工总人数 单位总人数 工作人员总数 在职职工 在职员工 现有职工 现有员工 全体职工 从业人员平均人数", shapes=(r"(?:从业|在职|在岗|在册|现有)(?:职工|员工|人员)?(?:总人数|总数|人数)",), unless=r"(?:占|参保|缴纳|社保|退休|兼职|外聘|培训|服务企业|服务对象|受益|新增|带动|吸纳|技术|专业)[\u3400-\u9fff]{0,8}"),
    label("qualified-staff-count", "中级及以上技术职称的专业人员 中级及以上职称的专业人员 中级以上技术职称的专业人员 中级及以上技术职称专业人员 中级及以上技术职称人员 专业技术人员数 专业人员数 专业技术人员 专业人员", shapes=(rf"{_DEGREE}{_RANK}{_HEADS}", rf"{_RANK}{_DEGREE}{_HEADS}",)),
    label("qualified-staff-ratio", "占总人数比例 占总人数的比例 占总人数比重 占从业人数比例 占从业人员比例 占职工总数比例 占职工总数 占从业人员 占从业人数 占总人数 占全部人员比例", shapes=(rf"占{_G}{{0,4}}?(?:职工|员工|从业|在职|人员|人数){_G}{{0,6}}?{_SHARE}",)),
    SHARE,
    # Labels that only end what stands before them.
    label("", "推荐单位 推荐部门 推荐机构 推荐单位名称 初审单位 受理单位 主要投资方名称 投资方名称 投资比例 出资比例 其中:主要投资方名称 获得专业服务资质情况 主要服务内容 主要服务产品 签订合作协议的单位 其他合作单位 得到政府扶持的情况 合作资源 服务规模 传真电话 设备净值 设备折旧 平台名称 服务平台名称 所属行业 行业类别 行业代码 主营业务 主要业务 经营范围 业务范围 开户银行 银行账号 开户账号 职务 部门 职称 股东名称 上级主管部门 主管部门 登记机关 备注"),
)  # fmt: skip
