"""Flowing text over pages: line breaking, paragraphs, titles, running heads and feet."""

from __future__ import annotations

from dataclasses import dataclass

from .fonts import advance, bold, width
from .page import A4, BLACK, Claim, Colour, Line, Page, Picture, Run, Text, Words, runs

NO_START = set("、，。；：！？）》」』”’％%〕】,.;:!?)]}·")
NO_END = set("（《「『“‘〔【([{")


@dataclass
class Piece:
    """One character on its way to a line."""

    char: str
    run: Run
    first: bool  # the run starts here, so its claims are made here


def pieces(text: Text) -> list[Piece]:
    return [Piece(c, r, i == 0) for r in runs(text) for i, c in enumerate(r.text or "\u200b")]


def _face(face: str, run: Run) -> str:
    return bold(face) if run.bold else face


def _wide(p: Piece, face: str, size: float) -> float:
    return 0.0 if p.char == "\u200b" else advance(_face(face, p.run), p.char) * size


def _inside_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in ".,-@/%")


def _cut(line: list[Piece], following: Piece) -> int:
    """Where a full line is cut: not before closing punctuation, after opening, or inside a word or number."""
    for cut in range(len(line), 0, -1):
        before, after = line[cut - 1].char, (line[cut] if cut < len(line) else following).char
        if (
            after not in NO_START
            and before not in NO_END
            and before != " "
            and not (_inside_word(before) and _inside_word(after))
        ):
            return cut
    return len(line)


def break_lines(text: Text, face: str, size: float, room: float, indent: float = 0.0) -> list[list[Piece]]:
    """Lines no wider than `room`; a line never starts with closing punctuation, words of digits and
    letters stay together while they fit."""
    lines: list[list[Piece]] = []
    line: list[Piece] = []
    used = indent
    for p in pieces(text):
        if p.char == "\n":
            lines.append(line)
            line, used = [], 0.0
            continue
        step = _wide(p, face, size)
        if line and used + step > room + 0.01:
            cut = _cut(line, p)
            lines.append(line[:cut])
            line = line[cut:]
            used = sum(_wide(q, face, size) for q in line)
        line.append(p)
        used += step
    lines.append(line)
    return lines


def draw_line(
    page: Page,
    line: list[Piece],
    x: float,
    y: float,
    face: str,
    size: float,
    track: float = 0.0,
    colour: Colour = BLACK,
) -> float:
    """Puts a broken line at a baseline, makes its claims on the page; returns the right end."""
    i = 0
    while i < len(line):
        j = i
        while j < len(line) and line[j].run is line[i].run:
            j += 1
        run = line[i].run
        if line[i].first:
            page.claims.extend(run.claims)
        chars = "".join(p.char for p in line[i:j] if p.char != "\u200b")
        f = _face(face, run)
        w = width(chars, f, size) + track * len(chars)
        if chars.strip():
            page.ops.append(Words(x, y, chars, f, size, colour, track))
        if run.underline:
            page.ops.append(Line(((x, y + size * 0.22), (x + w, y + size * 0.22)), 0.6, colour))
        x += w
        i = j
    return x


@dataclass
class Look:
    """How a document is set."""

    body: str = "song"
    head: str = "hei"
    size: float = 12.0
    leading: float = 1.75  # line pitch over size
    margin: float = 72.0
    foot: str = "- {page} -"  # page number pattern, empty for none


class Flow:
    """Writes downwards over as many pages as it takes."""

    def __init__(
        self, look: Look, size: tuple[float, float] = A4, margin: float | None = None, foot: bool = True
    ) -> None:
        self.look, self.size, self.foot = look, size, foot
        self.margin = look.margin if margin is None else margin
        self.pages: list[Page] = []
        self.new_page()

    @property
    def left(self) -> float:
        return self.margin

    @property
    def room(self) -> float:
        return self.size[0] - 2 * self.margin

    @property
    def bottom(self) -> float:
        return self.size[1] - max(52.0, self.margin * 0.8)

    def new_page(self) -> None:
        self.page = Page(self.size)
        self.pages.append(self.page)
        self.y = max(54.0, self.margin * 0.85)
        if self.foot and self.look.foot:
            self.page.foot = (self.look.foot, self.look.body)

    def need(self, height: float) -> None:
        """Turns the page unless `height` points are left."""
        if self.y + height > self.bottom:
            self.new_page()

    def space(self, height: float) -> None:
        self.y += height

    def put(
        self,
        text: Text,
        y: float,
        x: float | None = None,
        align: str = "left",
        size: float | None = None,
        face: str | None = None,
        colour: Colour = BLACK,
        spread: float = 0.0,
        weight: bool = False,
    ) -> tuple[float, float]:
        """One line at a baseline; returns its left and right ends. `x` is the left end, the centre or the right end."""
        size, face = size or self.look.size, face or self.look.body
        if weight:
            face = bold(face)
        line = pieces(text)
        w = sum(_wide(p, face, size) for p in line) + spread * (len(line) - 1)
        anchor = (
            {"left": self.left, "center": self.size[0] / 2, "right": self.size[0] - self.margin}[align]
            if x is None
            else x
        )
        start = anchor - {"left": 0.0, "center": w / 2, "right": w}[align]
        return start, draw_line(self.page, line, start, y, face, size, spread, colour)

    def title(
        self,
        text: Text,
        size: float = 18,
        face: str | None = None,
        after: float = 14,
        spread: float = 0.0,
        colour: Colour = BLACK,
        weight: bool = False,
    ) -> None:
        """A centred title, broken when too long."""
        face = face or self.look.head
        if weight:
            face = bold(face)
        for line in break_lines(text, face, size, self.room):
            self.need(size * 1.5)
            w = sum(_wide(p, face, size) for p in line) + spread * (len(line) - 1)
            draw_line(self.page, line, (self.size[0] - w) / 2, self.y + size, face, size, spread, colour)
            self.y += size * 1.5
        self.y += after

    def para(
        self,
        text: Text,
        indent: float = 2,
        size: float | None = None,
        face: str | None = None,
        align: str = "justify",
        after: float = 0.0,
        weight: bool = False,
        x: float | None = None,
        room: float | None = None,
        leading: float | None = None,
    ) -> None:
        """A paragraph; `indent` in characters."""
        size, face = size or self.look.size, face or self.look.body
        if weight:
            face = bold(face)
        left, room = self.left if x is None else x, self.room if room is None else room
        lines = break_lines(text, face, size, room, indent * size)
        pitch = size * (leading or self.look.leading)
        for i, line in enumerate(lines):
            self.need(pitch)
            inset = indent * size if i == 0 else 0.0
            w = sum(_wide(p, face, size) for p in line)
            slack = room - inset - w
            track, start = 0.0, left + inset
            if align == "justify" and i < len(lines) - 1 and 0 < slack < 3 * size and len(line) > 4:
                track = slack / (len(line) - 1)
            elif align == "right":
                start = left + room - w
            elif align == "center":
                start = left + (room - w) / 2
            draw_line(self.page, line, start, self.y + size + (pitch - size) * 0.4, face, size, track)
            self.y += pitch
        self.y += after

    def rule(
        self, width_: float = 0.8, colour: Colour = BLACK, x0: float | None = None, x1: float | None = None
    ) -> None:
        a, b = x0 if x0 is not None else self.left, x1 if x1 is not None else self.size[0] - self.margin
        self.page.ops.append(Line(((a, self.y), (b, self.y)), width_, colour))

    def stamp(
        self, image: object, x: float, y: float, w: float, h: float | None = None, ink: bool = True
    ) -> None:
        """A picture (seal, signature, photo) with its upper left corner at x, y."""
        self.page.ops.append(Picture(x, y, w, w if h is None else h, image, ink))  # type: ignore[arg-type]

    def claim(self, claim: Claim, page: int = 0) -> None:
        """A claim that is not bound to a printed run, such as a count of rows."""
        self.pages[page].claims.append(claim)
