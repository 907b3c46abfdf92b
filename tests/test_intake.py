"""What goes into a package, and what is kept out, with the mend."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.intake import LIMITS, Limits, gather, is_litter, natural, safe_name

PDF = b"%PDF-1.4\n% "
PNG = b"\x89PNG\r\n\x1a\n"


def said(package: Path, tmp_path: Path, limits: Limits = LIMITS) -> tuple[list[str], list[tuple[str, str]]]:
    files, problems = gather(package, tmp_path / "work", limits)
    return [f.path for f in files], [(p.category, p.file or "") for p in problems]


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


def test_folder_with_subfolders_litter_and_doubles(tmp_path: Path) -> None:
    root = tmp_path / "pkg"
    (root / "附件").mkdir(parents=True)
    for name, data in {
        "附件/10.pdf": PDF + b"10", "附件/2.pdf": PDF + b"2", "again.pdf": PDF + b"2", "photo.png": PNG,
        "Thumbs.db": b"x", "~$表.docx": b"x", ".DS_Store": b"x",
    }.items():  # fmt: skip
        (root / name).write_bytes(data)
    assert said(root, tmp_path) == (["again.pdf", "photo.png", "附件/10.pdf"], [])


def test_kinds_by_content_not_by_name(tmp_path: Path) -> None:
    root = tmp_path / "pkg"
    root.mkdir()
    (root / "scan.doc").write_bytes(PDF)
    (root / "scan.png").write_bytes(b"\xff\xd8\xff\xe0")
    files, _ = gather(root, tmp_path / "work")
    assert [(f.path, f.media) for f in files] == [("scan.doc", "pdf"), ("scan.png", "image")]


def test_one_file_is_a_package(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert said(tmp_path / "a.pdf", tmp_path) == (["a.pdf"], [])


@pytest.mark.parametrize(
    ("name", "data", "mend"),
    [
        ("a.rar", b"Rar!\x1a\x07", "ZIP"), ("a.7z", b"7z\xbc\xaf\x27\x1c", "ZIP"), ("a.ofd", b"", "PDF"),
        ("a.heic", b"\0\0\0\x18ftypheic", "JPEG"), ("a.wps", b"", "DOCX"), ("a.doc", b"", "DOCX"),
        ("a.xyz", b"what", "PDF"),
    ],
)  # fmt: skip
def test_unsupported_kinds_name_the_mend(tmp_path: Path, name: str, data: bytes, mend: str) -> None:
    if name in {"a.wps", "a.doc"}:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100 + "WordDocument".encode("utf-16-le")
    if name == "a.ofd":
        data = archive(tmp_path / "x", {"OFD.xml": b"<x/>"}).read_bytes()
    root = tmp_path / "pkg"
    root.mkdir()
    (root / name).write_bytes(data)
    _, (problem,) = gather(root, tmp_path / "work")
    assert (problem.category, problem.stage, problem.file) == ("unsupported", "intake", name)
    assert mend in problem.message.en
    assert name in problem.message.zh


def test_empty_and_damaged_files(tmp_path: Path) -> None:
    root = tmp_path / "pkg"
    root.mkdir()
    (root / "a.pdf").write_bytes(b"")
    (root / "b.pdf").write_bytes(b"no pdf at all")
    assert said(root, tmp_path) == ([], [("empty", "a.pdf"), ("corrupt", "b.pdf")])


def test_empty_package_and_missing_package(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    assert said(tmp_path / "pkg", tmp_path) == ([], [("empty", "pkg")])
    with pytest.raises(UsageError):
        gather(tmp_path / "nowhere", tmp_path / "work")


def test_links_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "pkg"
    root.mkdir()
    (tmp_path / "secret.pdf").write_bytes(PDF)
    (root / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    (root / "loop").symlink_to(root)
    assert said(root, tmp_path) == ([], [("unsafe", "a.pdf"), ("unsafe", "loop")])


def test_zip_with_chinese_names_of_both_kinds(tmp_path: Path) -> None:
    path = tmp_path / "pkg.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("审计报告.pdf", PDF + b"1")
        gbk = zipfile.ZipInfo("x")
        gbk.filename = "营业执照.pdf".encode("gbk").decode("cp437")
        made.writestr(gbk, PDF + b"2")
    data = path.read_bytes()
    # zipfile flags names that are not ASCII as UTF-8; the old packers that write GBK do not
    raw, wrong = "营业执照.pdf".encode("gbk"), "营业执照.pdf".encode("gbk").decode("cp437").encode()
    for head, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        start = data.index(wrong) if head == b"PK\x03\x04" else data.rindex(wrong)
        begin = data.rindex(head, 0, start)
        header = bytearray(data[begin:start])
        flag = 6 if head == b"PK\x03\x04" else 8
        header[flag + 1] &= ~0x08
        header[at : at + 2] = len(raw).to_bytes(2, "little")
        data = data[:begin] + bytes(header) + raw + data[start + len(wrong) :]
    end = data.rindex(b"PK\x05\x06")
    directory = data.index(b"PK\x01\x02")
    tail = bytearray(data[end:])
    tail[12:16], tail[16:20] = (end - directory).to_bytes(4, "little"), directory.to_bytes(4, "little")
    path.write_bytes(data[:end] + bytes(tail))
    assert said(path, tmp_path) == (["审计报告.pdf", "营业执照.pdf"], [])


def test_members_never_choose_where_they_are_written(tmp_path: Path) -> None:
    names = ["../evil.pdf", "/etc/evil.pdf", "C:\\evil.pdf", "a/../../evil.pdf", "..\\evil.pdf"]
    path = archive(tmp_path / "pkg.zip", {n: PDF + n.encode() for n in names} | {"good/a.pdf": PDF})
    files, problems = gather(path, tmp_path / "work")
    assert [f.path for f in files] == ["good/a.pdf"]
    assert {p.category for p in problems} == {"unsafe"}
    assert len(problems) == len(names)
    assert not list(tmp_path.rglob("evil*"))
    assert files[0].location.parent == tmp_path / "work"


def test_link_in_a_zip(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.pdf")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "pkg.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    assert said(tmp_path / "pkg.zip", tmp_path) == ([], [("unsafe", "a.pdf")])


def test_ten_thousand_members(tmp_path: Path) -> None:
    path = archive(tmp_path / "pkg.zip", {f"{i}.pdf": b"" for i in range(10_000)})
    assert said(path, tmp_path) == ([], [("limit", "pkg.zip")])


def test_a_thousand_to_one(tmp_path: Path) -> None:
    path = archive(tmp_path / "pkg.zip", {"a.pdf": PDF + b"\0" * 20_000_000, "b.pdf": PDF})
    assert said(path, tmp_path) == (["b.pdf"], [("limit", "a.pdf")])


def test_sizes_that_the_archive_understates(tmp_path: Path) -> None:
    path = archive(tmp_path / "pkg.zip", {"a.pdf": PDF + b"\0" * 20_000_000})
    data = path.read_bytes()
    true = (20_000_000 + len(PDF)).to_bytes(4, "little")
    path.write_bytes(data.replace(true, (1000).to_bytes(4, "little")))
    files, problems = said(path, tmp_path)
    assert files == []
    assert len(problems) == 1


def test_total_size_and_number_of_files(tmp_path: Path) -> None:
    root = tmp_path / "pkg"
    root.mkdir()
    for i in range(5):
        (root / f"{i}.pdf").write_bytes(PDF + bytes([i]) * 100)
    assert said(root, tmp_path, Limits(files=3)) == (["0.pdf", "1.pdf", "2.pdf"], [("limit", "3.pdf")])
    assert said(root, tmp_path, Limits(total_bytes=250)) == (["0.pdf", "1.pdf"], [("limit", "2.pdf")])
    assert said(root, tmp_path, Limits(file_bytes=50))[1][0] == ("limit", "0.pdf")


def test_nested_zips_to_a_depth_of_two(tmp_path: Path) -> None:
    inner = PDF
    name = "a.pdf"
    for level in range(3):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as made:
            made.writestr(name, inner)
            made.writestr(f"{level}.pdf", PDF + bytes([level]))
        inner, name = buffer.getvalue(), f"z{level}.zip"
    (tmp_path / "pkg.zip").write_bytes(inner)
    files, problems = said(tmp_path / "pkg.zip", tmp_path)
    assert files == ["2.pdf", "z1.zip/1.pdf"]
    assert problems == [("limit", "z1.zip/z0.zip")]


def test_encrypted_and_damaged_zips(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.pdf": PDF})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert said(path, tmp_path) == ([], [("encrypted", "a.zip")])
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 broken")
    assert said(tmp_path / "b.zip", tmp_path) == ([], [("corrupt", "b.zip")])


def test_folders_nested_without_end(tmp_path: Path) -> None:
    deep = tmp_path / "pkg" / "/".join("d" * 20)
    deep.mkdir(parents=True)
    (deep / "a.pdf").write_bytes(PDF)
    assert [c for c, _ in said(tmp_path / "pkg", tmp_path)[1]] == ["limit"]


def test_litter_and_order() -> None:
    assert is_litter("x/__MACOSX/._a.pdf")
    assert is_litter("报告/~$申请书.docx")
    assert not is_litter("报告.pdf")
    assert sorted(["10.pdf", "2.pdf", "1a.pdf"], key=natural) == ["1a.pdf", "2.pdf", "10.pdf"]


@given(st.text(max_size=40))
def test_safe_names_stay_inside(name: str) -> None:
    if safe_name(name):
        assert not name.startswith(("/", "\\"))
        assert ".." not in name.replace("\\", "/").split("/")


@given(st.lists(st.text(alphabet="a1２9.", max_size=8), max_size=6))
def test_order_is_total(names: list[str]) -> None:
    assert sorted(sorted(names, key=natural, reverse=True), key=natural) == sorted(names, key=natural)
