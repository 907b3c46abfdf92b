"""The type faces: found in the font folders of the distribution, measured, with a fallback."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

# name of the face: (file, wanted collection member, Debian package)
FACES: dict[str, tuple[str, str, str]] = {
    "song": ("NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "fonts-noto-cjk"),
    "song-bold": ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "fonts-noto-cjk"),
    "ming": ("uming.ttc", "AR PL UMing CN", "fonts-arphic-uming"),
    "kai": ("ukai.ttc", "AR PL UKai CN", "fonts-arphic-ukai"),
    "hei": ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "fonts-noto-cjk"),
    "hei-bold": ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "fonts-noto-cjk"),
    "zenhei": ("wqy-zenhei.ttc", "WenQuanYi Zen Hei", "fonts-wqy-zenhei"),
    "times": ("LiberationSerif-Regular.ttf", "Liberation Serif", "fonts-liberation"),
}
BOLD = {"song": "song-bold", "hei": "hei-bold", "zenhei": "hei-bold", "ming": "song-bold", "kai": "kai"}
TRUETYPE = ("ming", "kai", "zenhei")  # outlines that a PDF writer can embed as a subset
FALLBACK = "song"
# Faces such as "kai+times" take ASCII letters and digits from the second, as word processors do.


class FontMissingError(RuntimeError):
    """A face is not installed; the message names the package that holds it."""


def folders() -> list[Path]:
    """Where fonts are looked for; SHENYAN_FONTS adds a folder in front."""
    places = [
        os.environ.get("SHENYAN_FONTS", ""),
        "~/.local/share/fonts",
        "~/.fonts",
        "/usr/local/share/fonts",
        "/usr/share/fonts",
    ]
    return [Path(p).expanduser() for p in places if p]


@cache
def locate(face: str) -> tuple[str, int]:
    """File and collection index of a face."""
    name, family, package = FACES[face]
    for folder in folders():
        for path in sorted(folder.rglob(name)):
            for index in range(12):
                try:
                    font = ImageFont.truetype(str(path), 20, index=index)
                except OSError:
                    break
                if font.getname()[0] == family:
                    return str(path), index
    raise FontMissingError(f"font {name} ({family}) not found: install the Debian package {package}")


@lru_cache(maxsize=512)
def load(face: str, pixels: float) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels."""
    path, index = locate(face)
    return ImageFont.truetype(path, pixels, index=index, layout_engine=ImageFont.Layout.BASIC)


@cache
def _blank(face: str) -> bytes:
    return bytes(load(face, 40).getmask("\uffff"))


@cache
def real(face: str, char: str) -> str:
    """The plain face that draws a character of a (composed) face."""
    base, _, latin = face.partition("+")
    if latin and char.isascii() and not char.isspace():
        return latin
    if char.isspace() or bytes(load(base, 40).getmask(char)) != _blank(base):
        return base
    return FALLBACK


@cache
def advance(face: str, char: str) -> float:
    """Advance width of one character, in ems."""
    return load(real(face, char), 100).getlength(char) / 100


def width(text: str, face: str, size: float, track: float = 0.0) -> float:
    """Width of a line in points."""
    return sum(advance(face, c) for c in text) * size + track * max(0, len(text) - 1)


def bold(face: str) -> str:
    """The bold companion of a face."""
    base, plus, latin = face.partition("+")
    return BOLD.get(base, base) + plus + latin
