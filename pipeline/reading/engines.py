"""OCR engines behind one protocol: where text stands, and what a line says.

RapidOCR's two networks are called apart, so that detected lines can be cut at ruled lines in between and lines
that nobody needs are never recognised. Tesseract is the second opinion on single lines and the fallback.
"""

from __future__ import annotations

import importlib.metadata
import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import UsageError
from pipeline.reading.settings import EngineName, Image, Settings

Quad = NDArray[np.float32]  # (4, 2): corners, clockwise from the upper left, in pixels
Reading = tuple[str, float]  # text, confidence 0..1


class Engine(Protocol):
    """Finds lines of text in a BGR page and reads BGR crops of one line each."""

    name: str
    version: str

    def detect(self, image: Image, longer_side: int) -> list[Quad]: ...

    def recognise(self, crops: Sequence[Image]) -> list[Reading]: ...


class RapidOcr:
    """PP-OCRv6 through RapidOCR and onnxruntime."""

    name = "rapidocr"

    def __init__(self, threads: int) -> None:
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        from rapidocr import RapidOCR

        settings = {
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_side_len": 160,
            # Narrow crops are padded to this width: 320, the default, costs twice the time for figures in cells
            # and reads no better; without any padding single characters suffer.
            "Rec.rec_img_shape": [3, 48, 96],
            "Rec.rec_batch_num": 4,
        }
        whole: Any = RapidOCR(params=settings)
        self._detector: Any = whole._load_det_model()
        self._recogniser: Any = whole._load_rec_model()
        self.version = importlib.metadata.version("rapidocr")

    def detect(self, image: Image, longer_side: int) -> list[Quad]:
        ratio = longer_side / max(image.shape[:2])
        way = cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC
        small = (
            image if abs(ratio - 1) < 0.02 else cv2.resize(image, None, fx=ratio, fy=ratio, interpolation=way)
        )
        boxes = self._detector(small).boxes
        if boxes is None:
            return []
        back = np.array([image.shape[1] / small.shape[1], image.shape[0] / small.shape[0]], np.float32)
        return [np.asarray(b, np.float32) * back for b in boxes]

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not crops:
            return []
        out = self._recogniser(TextRecInput(img=list(crops)))
        return [(str(t), float(s)) for t, s in zip(out.txts, out.scores, strict=True)]


class Tesseract:
    """Tesseract 5 with simplified Chinese and English."""

    name = "tesseract"

    def __init__(self, timeout: float) -> None:
        import pytesseract

        self._api: Any = pytesseract
        self._timeout = timeout
        try:
            self.version = str(pytesseract.get_tesseract_version())
            languages = set(pytesseract.get_languages())
        except (OSError, pytesseract.TesseractError) as error:
            raise UsageError(
                "tesseract is not installed; run `shenyan doctor`",
                "未安装 tesseract，请运行 shenyan doctor 查看安装方法",
            ) from error
        self._languages = "+".join(x for x in ("chi_sim", "eng") if x in languages) or "eng"

    def detect(self, image: Image, longer_side: int) -> list[Quad]:
        data = self._data(image, 11)
        lines: dict[tuple[int, int, int], list[tuple[int, int, int, int]]] = {}
        for i, text in enumerate(data["text"]):
            if str(text).strip():
                key = (data["block_num"][i], data["par_num"][i], data["line_num"][i])
                left, top = data["left"][i], data["top"][i]
                lines.setdefault(key, []).append(
                    (left, top, left + data["width"][i], top + data["height"][i])
                )
        quads = []
        for parts in lines.values():
            x0, y0 = min(p[0] for p in parts), min(p[1] for p in parts)
            x1, y1 = max(p[2] for p in parts), max(p[3] for p in parts)
            quads.append(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32))
        return quads

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        return [self._line(c) for c in crops]

    def _line(self, crop: Image) -> Reading:
        ratio = min(max(56 / crop.shape[0], 1.0), 4.0)
        large = cv2.resize(crop, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_CUBIC)
        framed = cv2.copyMakeBorder(large, 16, 16, 16, 16, cv2.BORDER_CONSTANT, value=(255, 255, 255))
        data = self._data(np.asarray(framed, np.uint8), 7)
        found = [(str(t).strip(), float(c)) for t, c in zip(data["text"], data["conf"], strict=True)]
        words = [(t, c) for t, c in found if t and c >= 0]
        if not words:
            return "", 0.0
        return _join([t for t, _ in words]), min(c for _, c in words) / 100

    def _data(self, image: Image, psm: int) -> dict[str, list[Any]]:
        try:
            result = self._api.image_to_data(
                image[:, :, ::-1] if image.ndim == 3 else image,
                lang=self._languages,
                config=f"--psm {psm}",
                timeout=self._timeout,
                output_type=self._api.Output.DICT,
            )
        except (RuntimeError, OSError):  # a time-out is a RuntimeError: this line stays unread
            return {"text": [], "conf": []}
        return dict(result)


def _join(words: Sequence[str]) -> str:
    """Tesseract puts spaces between Chinese characters: keep those between Latin words alone."""
    text = ""
    for word in words:
        if text and text[-1].isascii() and word[0].isascii():
            text += " "
        text += word
    return text


@lru_cache(maxsize=4)
def _engine(name: EngineName, threads: int, timeout: float) -> Engine:
    return RapidOcr(threads) if name == "rapidocr" else Tesseract(timeout)


def engine(settings: Settings, name: EngineName | None = None) -> Engine:
    """The engine of this process, loaded once."""
    return _engine(name or settings.engine, settings.threads, settings.tesseract_timeout)
