"""The page cache: a hit reads nothing, a damaged entry is a miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Page, SourceFile
from pipeline.reading import Cache, Settings, cached_read
from pipeline.reading import cache as module
from pipeline.reading.source import raster
from tests.reading.drawn import paper, source


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A reader that notes what it is asked for."""
    seen: list[str] = []

    def reader(file: SourceFile, index: int, settings: Settings) -> Page:
        seen.append(f"{file.path}:{index}")
        digest = raster(file, index, settings).digest
        return Page(file.path, index, index, 595, 842, "ocr", "full", image_hash=digest)

    monkeypatch.setattr(module, "read", reader)
    return seen


def picture(path: Path, shade: int = 248) -> SourceFile:
    made = paper((500, 400))
    made.paste((shade, shade, shade), (0, 0, 100, 100))
    made.save(path)
    return source(path, "image")


def test_second_time_nothing_is_read(tmp_path: Path, reads: list[str]) -> None:
    cache, file = Cache(tmp_path / "cache"), picture(tmp_path / "a.png")
    first, second = (cached_read(file, 1, cache=cache) for _ in range(2))
    assert first == second
    assert reads == ["a.png:1"]


def test_same_picture_in_another_file_is_a_hit_under_its_own_name(tmp_path: Path, reads: list[str]) -> None:
    cache = Cache(tmp_path / "cache")
    cached_read(picture(tmp_path / "a.png"), 1, cache=cache)
    made = paper((500, 400))
    made.save(tmp_path / "b.bmp")
    made.paste((248, 248, 248), (0, 0, 100, 100))
    made.save(tmp_path / "b.bmp")
    page = cached_read(source(tmp_path / "b.bmp", "image"), 1, cache=cache)
    assert page.file == "b.bmp"
    assert reads == ["a.png:1"]


def test_other_settings_and_other_pictures_are_read(tmp_path: Path, reads: list[str]) -> None:
    file, other = picture(tmp_path / "a.png"), picture(tmp_path / "b.png", 90)
    cached_read(file, 1, cache=Cache(tmp_path / "cache"))
    cached_read(other, 1, cache=Cache(tmp_path / "cache"))
    fine = Settings(dpi=250)
    cached_read(file, 1, fine, Cache(tmp_path / "cache", fine))
    assert reads == ["a.png:1", "b.png:1", "a.png:1"]


def test_damaged_entries_are_read_again(tmp_path: Path, reads: list[str]) -> None:
    cache, file = Cache(tmp_path / "cache"), picture(tmp_path / "a.png")
    cached_read(file, 1, cache=cache)
    for path in (tmp_path / "cache").rglob("*.json"):
        path.write_bytes(b"{half")
    assert cached_read(file, 1, cache=cache).width == 595
    assert len(reads) == 2
    assert cached_read(file, 1, cache=cache).width == 595
    assert len(reads) == 2


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path: Path, reads: list[str]) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should be")
    assert cached_read(picture(tmp_path / "a.png"), 1, cache=Cache(tmp_path / "cache")).width == 595
    assert reads == ["a.png:1"]
