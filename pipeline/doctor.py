"""`shenyan doctor`: what this machine has, and how to install what is missing."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Message
from pipeline.store import home

LIBRARIES = ("rapidocr", "onnxruntime", "pypdfium2", "pdfplumber", "spacy", "prefect")
INSTALL = "apt-get install tesseract-ocr tesseract-ocr-chi-sim"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for. What is `needed` and not `good` keeps the program from working."""

    good: bool
    needed: bool
    message: Message


def examine() -> Iterator[Finding]:
    """Everything that is looked for, one by one."""
    for name in LIBRARIES:
        try:
            version = importlib.metadata.version(name)
            yield Finding(True, True, Message(f"{name} {version}", f"{name} {version}"))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(
                False, True, Message(f"缺少 {name}，请运行 make setup", f"{name} is missing; run make setup")
            )
    yield _tesseract()
    yield Finding(True, True, Message(f"页面缓存：{home()}", f"page cache: {home()}"))
    url = os.environ.get("PREFECT_API_URL")
    yield Finding(
        bool(url),
        False,
        Message(
            f"Prefect 服务：{url or '未设置 PREFECT_API_URL，批处理在本机运行'}",
            f"Prefect server: {url or 'PREFECT_API_URL is not set, batches run on this machine'}",
        ),
    )


def _tesseract() -> Finding:
    program = shutil.which("tesseract")
    if program is None:
        return Finding(
            False,
            False,
            Message(
                f"未安装 Tesseract（第二识读引擎），可运行：{INSTALL}",
                f"Tesseract, the second reader, is missing: {INSTALL}",
            ),
        )
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    ).stdout.split()
    if "chi_sim" not in listed:
        return Finding(
            False,
            False,
            Message(f"Tesseract 缺少简体中文，可运行：{INSTALL}", f"Tesseract lacks chi_sim: {INSTALL}"),
        )
    return Finding(True, False, Message("Tesseract（chi_sim）已安装", "Tesseract with chi_sim"))
