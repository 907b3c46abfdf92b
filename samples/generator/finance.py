"""Figures of the invented accounts: two years that agree with each other and with every statement."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cents(value: float | Decimal) -> Decimal:
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)


def split(rng: random.Random, total: Decimal, shares: list[float], wobble: float = 0.15) -> list[Decimal]:
    """Parts of a total in about the given shares, summing exactly."""
    weights = [s * rng.uniform(1 - wobble, 1 + wobble) for s in shares]
    whole = sum(weights)
    parts = [cents(total * Decimal(w / whole)) for w in weights[:-1]]
    return [*parts, total - sum(parts)]


@dataclass
class Year:
    """A year's accounts, in yuan; `lines` holds every line of the statements by name."""

    year: int
    revenue: Decimal
    service_revenue: Decimal
    profit: Decimal
    net_profit: Decimal
    tax: Decimal  # income tax
    taxes_paid: Decimal
    assets: Decimal = Decimal(0)
    liabilities: Decimal = Decimal(0)
    net_assets: Decimal = Decimal(0)
    lines: dict[str, Decimal] = field(default_factory=dict)


def _income(rng: random.Random, y: Year, npo: bool) -> None:
    book = y.lines
    if npo:
        grants, dues, other = split(rng, y.revenue - y.service_revenue, [0.55, 0.3, 0.15])
        book |= {
            "捐赠收入": Decimal(0),
            "会费收入": dues,
            "提供服务收入": y.service_revenue,
            "政府补助收入": grants,
            "其他收入": other,
            "收入合计": y.revenue,
        }
        cost = y.revenue - y.profit
        work, admin, fund, rest = split(rng, cost, [0.74, 0.22, 0.02, 0.02])
        book |= {
            "业务活动成本": work,
            "管理费用": admin,
            "筹资费用": fund,
            "其他费用": rest,
            "费用合计": cost,
            "净资产变动额": y.profit,
        }
        return
    aid = cents(y.revenue * Decimal(rng.uniform(0.01, 0.03)))
    gain, loss = cents(rng.uniform(3000, 40000)), cents(rng.uniform(1000, 15000))
    operating = y.profit - gain + loss
    costs = y.revenue + aid - operating
    names = ["营业成本", "税金及附加", "销售费用", "管理费用", "研发费用", "财务费用"]
    book |= dict(zip(names, split(rng, costs, [0.58, 0.012, 0.09, 0.21, 0.09, 0.018]), strict=False))
    book |= {
        "营业收入": y.revenue,
        "其他收益": aid,
        "营业利润": operating,
        "营业外收入": gain,
        "营业外支出": loss,
        "利润总额": y.profit,
        "所得税费用": y.tax,
        "净利润": y.net_profit,
    }


def _balance(rng: random.Random, y: Year, npo: bool, fixed: Decimal) -> None:
    book = y.lines
    soft = cents(y.assets * Decimal(rng.uniform(0.02, 0.05)))
    if npo:
        current = y.assets - fixed - soft
        cash, due, pre, stock = split(rng, current, [0.62, 0.26, 0.09, 0.03])
        book |= {
            "货币资金": cash,
            "应收款项": due,
            "预付账款": pre,
            "存货": stock,
            "流动资产合计": current,
            "固定资产净值": fixed,
            "固定资产合计": fixed,
            "无形资产": soft,
            "资产总计": y.assets,
        }
        a, b, c, d = split(rng, y.liabilities, [0.5, 0.2, 0.12, 0.18])
        book |= {
            "应付款项": a,
            "应付工资": b,
            "应交税金": c,
            "预收账款": d,
            "流动负债合计": y.liabilities,
            "负债合计": y.liabilities,
        }
        book |= {"净资产合计": y.net_assets, "负债和净资产总计": y.assets}
        return
    later = cents(y.assets * Decimal(rng.uniform(0.01, 0.03)))
    long_term = fixed + soft + later
    current = y.assets - long_term
    cash, due, pre, other, stock = split(rng, current, [0.45, 0.28, 0.09, 0.13, 0.05])
    book |= {
        "货币资金": cash,
        "应收账款": due,
        "预付款项": pre,
        "其他应收款": other,
        "存货": stock,
        "流动资产合计": current,
        "固定资产": fixed,
        "无形资产": soft,
        "长期待摊费用": later,
        "非流动资产合计": long_term,
        "资产总计": y.assets,
    }
    a, b, c, d, e, f = split(rng, y.liabilities, [0.25, 0.22, 0.15, 0.12, 0.08, 0.18])
    book |= {
        "短期借款": a,
        "应付账款": b,
        "预收款项": c,
        "应付职工薪酬": d,
        "应交税费": e,
        "其他应付款": f,
        "流动负债合计": y.liabilities,
        "非流动负债合计": Decimal(0),
        "负债合计": y.liabilities,
        "所有者权益合计": y.net_assets,
        "负债和所有者权益总计": y.assets,
    }


def accounts(
    rng: random.Random, last: int, size: Decimal, capital: Decimal, equipment: Decimal, npo: bool = False
) -> tuple[Year, Year]:
    """The years `last`-1 and `last`; `size` is about the closing total of assets."""
    years: list[Year] = []
    share = rng.uniform(0.66, 0.84)
    revenue = size * Decimal(rng.uniform(0.75, 1.2))
    for i in (0, 1):
        rev = cents(revenue * Decimal(rng.uniform(0.84, 0.93) if i == 0 else 1.0))
        profit = cents(rev * Decimal(rng.uniform(0.045, 0.085)))
        tax = Decimal(0) if npo else cents(profit * Decimal("0.1" if rng.random() < 0.5 else "0.05"))
        years.append(
            Year(
                last - 1 + i,
                rev,
                cents(rev * Decimal(share + rng.uniform(-0.02, 0.02))),
                profit,
                profit - tax,
                tax,
                cents(rev * Decimal(rng.uniform(0.035, 0.055))),
            )
        )
    first, second = years
    first.liabilities = cents(size * Decimal(rng.uniform(0.2, 0.33)))
    second.liabilities = cents(size * Decimal(rng.uniform(0.2, 0.33)))
    second.net_assets = cents(size) - second.liabilities
    if second.net_assets < capital * Decimal("1.1"):
        second.net_assets = cents(capital * Decimal(rng.uniform(1.15, 1.4)) + second.net_profit)
    first.net_assets = second.net_assets - second.net_profit
    for y in years:
        y.assets = y.liabilities + y.net_assets
        fixed = cents(min(equipment * Decimal(rng.uniform(0.72, 0.85)), y.assets * Decimal("0.55")))
        _balance(rng, y, npo, fixed)
        _income(rng, y, npo)
    _equity(rng, first, second, capital, npo)
    return first, second


def _equity(rng: random.Random, first: Year, second: Year, capital: Decimal, npo: bool) -> None:
    for y in (first, second):
        if npo:
            y.lines["限定性净资产"] = cents(first.net_assets * Decimal("0.08"))
            y.lines["非限定性净资产"] = y.net_assets - y.lines["限定性净资产"]
            continue
        y.lines["实收资本"] = capital
    if npo:
        return
    reserve = cents((first.net_assets - capital) * Decimal("0.1"))
    add = cents(second.net_profit * Decimal("0.1"))
    first.lines |= {"盈余公积": reserve, "未分配利润": first.net_assets - capital - reserve}
    second.lines |= {"盈余公积": reserve + add, "未分配利润": second.net_assets - capital - reserve - add}


def cash_flows(rng: random.Random, first: Year, second: Year) -> list[tuple[str, Decimal | None, bool]]:
    """Lines of a cash-flow statement that ends at the closing cash: label, amount, whether it is a sum."""
    change = second.lines["货币资金"] - first.lines["货币资金"]
    buy = cents(second.assets * Decimal(rng.uniform(0.01, 0.03)))
    repay = cents(second.liabilities * Decimal(rng.uniform(0.02, 0.06)))
    inflow = cents(second.revenue * Decimal(rng.uniform(1.0, 1.06)))
    other_in = cents(second.revenue * Decimal(rng.uniform(0.02, 0.06)))
    operating = change + buy + repay
    out = inflow + other_in - operating
    goods, wages, taxes, rest = split(rng, out, [0.42, 0.34, 0.06, 0.18])
    return [
        ("一、经营活动产生的现金流量：", None, False),
        ("销售商品、提供劳务收到的现金", inflow, False),
        ("收到其他与经营活动有关的现金", other_in, False),
        ("经营活动现金流入小计", inflow + other_in, True),
        ("购买商品、接受劳务支付的现金", goods, False),
        ("支付给职工以及为职工支付的现金", wages, False),
        ("支付的各项税费", taxes, False),
        ("支付其他与经营活动有关的现金", rest, False),
        ("经营活动现金流出小计", out, True),
        ("经营活动产生的现金流量净额", operating, True),
        ("二、投资活动产生的现金流量：", None, False),
        ("购建固定资产、无形资产支付的现金", buy, False),
        ("投资活动产生的现金流量净额", -buy, True),
        ("三、筹资活动产生的现金流量：", None, False),
        ("偿还债务及利息支付的现金", repay, False),
        ("筹资活动产生的现金流量净额", -repay, True),
        ("四、现金净增加额", change, True),
        ("加：期初现金余额", first.lines["货币资金"], False),
        ("五、期末现金余额", second.lines["货币资金"], True),
    ]
