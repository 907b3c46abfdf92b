"""OCR engines behind one protocol: where text stands, and what a line says.

RapidOCR's two networks are called apart, so that detected lines can be cut at ruled lines in between and lines
that nobody needs are never recognised. Tesseract is the second opinion on single lines and the fallback.
"""

from __future__ import annotations

import importlib.metadata
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import UsageError
from pipeline.model import EngineName
from pipeline.reading.glyphs import simplified
from pipeline.reading.settings import Image, Settings

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
        }
        whole: Any = RapidOCR(params=settings)
        self._detector: Any = whole._load_det_model()
        self._recogniser: Any = whole._load_rec_model()
        self._letters: list[str] = self._recogniser.postprocess_op.character
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
        """Lines with a doubtful character are read in two more ways, and the readings vote."""
        first = self._read(crops)
        doubtful = [i for i, r in enumerate(first) if r.doubtful]
        air, narrow = (self._read([way(crops[i]) for i in doubtful]) for way in (_with_air, _narrowed))
        for i, b, c in zip(doubtful, air, narrow, strict=True):
            first[i] = _vote((first[i], b, c))
        return [(simplified(r.text), r.confidence) for r in first]

    def _read(self, crops: Sequence[Image]) -> list[_Read]:
        """The recogniser's own batching pads all lines to 320 pixels and to the widest of six; padding costs the
        same as text, so lines of one width go together. Without any padding single characters suffer."""
        order = sorted(range(len(crops)), key=lambda i: crops[i].shape[1] / crops[i].shape[0])
        out: list[_Read] = [_Read("", 0.0, 0.0)] * len(crops)
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            widest = max(max(crops[i].shape[1] / crops[i].shape[0] for i in batch), 2.0)
            widest = min(widest, 80.0)
            lines = np.stack([self._recogniser.resize_norm_img(crops[i], widest) for i in batch])
            for i, probabilities in zip(
                batch, self._recogniser.session(lines.astype(np.float32)), strict=True
            ):
                out[i] = self._decode(probabilities)
        return out

    def _decode(self, probabilities: NDArray[np.float32]) -> _Read:
        """Greedy CTC: the best class at each step, repeats and blanks (class 0) dropped."""
        best = probabilities.argmax(axis=1)
        keep = np.concatenate(([True], best[1:] != best[:-1])) & (best != 0)
        if not keep.any():
            return _Read("", 0.0, 0.0)
        sure = probabilities.max(axis=1)[keep]
        letters = [self._letters[i] for i in best[keep]]
        figures = [float(p) for p, c in zip(sure, letters, strict=True) if c.isdigit() or c in ".,，%"]
        return _Read("".join(letters), float(sure.mean()), float(sure.min()), min(figures, default=1.0))


BATCH = 4
DOUBT = 0.7  # on speckled copies 12 lines in 100 hold a character below this, and among them all misread ones
SHORT = 12


@dataclass(frozen=True, slots=True)
class _Read:
    """A reading with the mean and least probability of its characters, and the least of its figures."""

    text: str
    mean: float
    least: float
    figure: float = 1.0

    @property
    def doubtful(self) -> bool:
        """Worth two more looks: long prose costs most and bears a doubtful character best."""
        return self.figure < DOUBT or (self.least < DOUBT and 1 < len(self.text) <= 2 * SHORT)

    @property
    def confidence(self) -> float:
        """As sure as the least sure character of a short line or of a figure; long lines bear one doubt better."""
        whole = self.least if len(self.text) <= SHORT else (self.mean + self.least) / 2
        return min(whole, self.figure)


def _vote(readings: Sequence[_Read]) -> _Read:
    """The text with most support; where readings differ, none is sure."""
    weight: dict[str, float] = {}
    for r in readings:
        weight[r.text] = weight.get(r.text, 0.0) + r.least
    text = max(weight, key=lambda t: weight[t])
    same = [r for r in readings if r.text == text]
    share = 1.0 if len(same) == len(readings) else 0.9
    best = max(same, key=lambda r: r.least)
    return _Read(text, best.mean * share, best.least * share, best.figure * (1.0 if len(same) > 1 else share))


def _with_air(crop: Image) -> Image:
    air = max(1, crop.shape[0] // 10)
    return np.asarray(cv2.copyMakeBorder(crop, air, air, 2, 2, cv2.BORDER_REPLICATE), np.uint8)


def _narrowed(crop: Image) -> Image:
    return np.asarray(cv2.resize(crop, None, fx=0.9, fy=1, interpolation=cv2.INTER_AREA), np.uint8)


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
