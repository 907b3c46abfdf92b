"""The columns of rosters, as they were seen: heading, field, share of the width."""

from __future__ import annotations

STAFF_COLUMNS: dict[str, list[tuple[str, str, float]]] = {
    "plain": [
        ("序号", "number", 0.06),
        ("姓名", "name", 0.11),
        ("性别", "sex", 0.07),
        ("年龄", "age", 0.07),
        ("学历", "education", 0.15),
        ("职务", "position", 0.15),
        ("职称", "title", 0.18),
        ("主管工作", "duty", 0.21),
    ],
    "school": [
        ("序号", "number", 0.06),
        ("姓名", "name", 0.09),
        ("性别", "sex", 0.05),
        ("年龄", "age", 0.05),
        ("毕业院校及专业", "school", 0.22),
        ("学历", "education", 0.12),
        ("职务", "position", 0.12),
        ("职称", "title", 0.14),
        ("主管工作", "duty", 0.15),
    ],
    "phone": [
        ("序号", "number", 0.06),
        ("姓名", "name", 0.10),
        ("性别", "sex", 0.06),
        ("年龄", "age", 0.06),
        ("学历", "education", 0.14),
        ("职务", "position", 0.14),
        ("职称", "title", 0.15),
        ("主管工作", "duty", 0.14),
        ("联系电话", "phone", 0.15),
    ],
    "reordered": [
        ("序号", "number", 0.07),
        ("姓名", "name", 0.12),
        ("职务", "position", 0.15),
        ("职称", "title", 0.17),
        ("学历", "education", 0.14),
        ("性别", "sex", 0.07),
        ("年龄", "age", 0.07),
        ("负责工作", "duty", 0.21),
    ],
}
