"""What binding adds: the volume's contents and divider pages. Both are `other`."""

from __future__ import annotations

from ..applicant import World
from ..fonts import width
from ..layout import Flow
from ..page import Document
from ..style import Style


def divider(w: World, s: Style, number: int, title: str) -> Document:
    """A page that carries an attachment's title only."""
    flow = Flow(s.look, foot=False)
    flow.y = 300
    flow.title(f"附件{number}", 24, after=20)
    flow.title(title, 22)
    return Document("other", flow.pages, title)


def contents(w: World, s: Style, entries: list[tuple[str, int]]) -> Document:
    """The contents with dotted leaders."""
    flow = Flow(s.look, foot=False)
    flow.title("目    录", 20, after=18)
    size = 12.5
    for i, (title, page) in enumerate(entries, 1):
        flow.need(26)
        text = f"{i}. {title}"
        dots = int((flow.room - width(text, s.look.body, size) - 44) / width("…", s.look.body, size))
        flow.put(text + " " + "…" * max(2, dots), flow.y + 16, size=size)
        flow.put(str(page), flow.y + 16, align="right", size=size)
        flow.space(26)
    return Document("other", flow.pages, "目录")
