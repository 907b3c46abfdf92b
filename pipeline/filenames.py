"""The names of files in packages: their order, their encoding, which are litter, which are safe."""

from __future__ import annotations

import os
import zipfile

_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def natural(path: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key under which `2.pdf` comes before `10.pdf`."""
    parts: list[tuple[int, int | str]] = []
    number = ""
    for character in [*path, ""]:
        if character.isascii() and character.isdigit() and len(number) < 15:
            number += character
            continue
        if number:
            parts.append((0, int(number)))
            number = character if character.isascii() and character.isdigit() else ""
            if number:
                continue
        if character:
            parts.append((1, character))
    return tuple(parts)


def readable(name: str) -> str:
    """A name on disk as its maker meant it: bytes that are no UTF-8 are GBK, unpacked by an old program."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def is_litter(name: str) -> bool:
    """Files that systems and office programs leave behind."""
    parts = name.replace("\\", "/").split("/")
    last = parts[-1].lower()
    return last in _LITTER or last.startswith(("~$", "._", ".~")) or "__MACOSX" in parts


def safe_name(name: str, longest: int = 240) -> bool:
    """Whether a member's name is a plain relative path."""
    if not name or len(name) > longest or any(ord(c) < 32 for c in name):
        return False
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":") or ".." in parts)


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as the packer meant it: UTF-8 if flagged or if its bytes are, else GBK."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return member.filename
