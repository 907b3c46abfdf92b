"""A package (folder, archive or one file) becomes source files, under limits, told apart by content.

Nothing of a package decides where anything is written: members of archives are unpacked under names that we
make. What cannot be used becomes a Problem that names the file and the mend; litter is passed over.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.filekinds import CONVERT, kind_of
from pipeline.filenames import is_litter, member_name, natural, readable, safe_name
from pipeline.model import Media, Message, Problem, SourceFile


@dataclass(frozen=True, slots=True)
class Limits:
    """What one package may hold. Sizes in bytes; `ratio` is unpacked to packed size."""

    files: int = 2000
    depth: int = 2
    folders: int = 12
    file_bytes: int = 500_000_000
    total_bytes: int = 3_000_000_000
    ratio: float = 200.0
    ratio_from: int = 5_000_000
    name_length: int = 240


LIMITS = Limits()

_UNREADABLE = Message(
    "PDF、PNG、JPEG、TIFF、XLSX、XLS、CSV 或 DOCX", "PDF, PNG, JPEG, TIFF, XLSX, XLS, CSV or DOCX"
)


def gather(
    package: Path, workdir: Path, limits: Limits = LIMITS
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """The files of `package`, in the order of their paths, and what could not be used.

    `workdir` is where members of archives are unpacked. Raises UsageError if `package` does not exist.
    """
    if not package.exists():
        raise UsageError(f"{package} does not exist", f"{package} 不存在")
    collector = _Collector(workdir, limits)
    if package.is_dir():
        collector.folder(package)
    else:
        collector.file(package, readable(package.name), depth=0, top=True)
    files = sorted(collector.files, key=lambda f: natural(f.path))
    if not files and not collector.problems:
        collector.problem(
            "empty",
            readable(package.name),
            "holds no documents; hand in the scans",
            "中没有任何材料，请补交扫描件",
        )
    return tuple(files), tuple(collector.problems)


@dataclass(slots=True)
class _Collector:
    """Gathers files and problems, and keeps the count of what the limits bound."""

    workdir: Path
    limits: Limits
    files: list[SourceFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _met: int = 0
    _bytes: int = 0
    _unpacked: int = 0
    _full: bool = False

    def problem(self, category: str, name: str, en: str, zh: str) -> None:
        self.problems.append(Problem("intake", category, Message(f"{name} {zh}", f"{name} {en}"), name))

    def folder(self, root: Path) -> None:
        """All files below `root`; links are not followed."""
        for path, name in self._walk(root, "", 0):
            self.file(path, name, depth=0)
            if self._full:
                return

    def _walk(self, folder: Path, prefix: str, depth: int) -> Iterator[tuple[Path, str]]:
        if depth > self.limits.folders:
            self.problem(
                "limit", prefix or readable(folder.name), f"is nested deeper than {self.limits.folders} folders; flatten it",
                f"文件夹嵌套超过 {self.limits.folders} 层，请减少层级",
            )  # fmt: skip
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda e: natural(e.name))
        except OSError:
            self.problem(
                "corrupt",
                prefix or readable(folder.name),
                "cannot be opened; copy it again",
                "无法打开，请重新拷贝",
            )
            return
        for entry in entries:
            name = f"{prefix}{readable(entry.name)}"
            if entry.is_symlink():
                self.problem(
                    "unsafe",
                    name,
                    "is a link and was not followed; hand in the file itself",
                    "是链接文件，未予读取，请提交文件本身",
                )
            elif entry.is_dir():
                if entry.name != "__MACOSX":
                    yield from self._walk(Path(entry.path), name + "/", depth + 1)
            elif entry.is_file():
                yield Path(entry.path), name

    def file(self, path: Path, name: str, depth: int, top: bool = False) -> None:
        """One file on disk that is called `name` in the package."""
        if is_litter(name) or self._full:
            return
        self._met += 1
        try:
            size = path.stat().st_size
            self._bytes += size
            if self._over(name, size):
                return
            kind = kind_of(path)
        except OSError:
            self.problem("corrupt", name, "cannot be opened; copy it again", "无法打开，请重新拷贝")
            return
        if kind == "zip":
            self._archive(path, name, depth, "" if top else f"{name}/")
        elif kind in {"pdf", "image", "sheet", "csv", "docx"}:
            self._add(path, name, kind)  # type: ignore[arg-type]
        else:
            self._refuse(name, kind)

    def _over(self, name: str, size: int) -> bool:
        limits = self.limits
        if size > limits.file_bytes:
            self.problem("limit", name, f"is larger than {limits.file_bytes // 10**6} MB; scan it at 200 to 300 dpi",
                         f"大于 {limits.file_bytes // 10**6} MB，请按 200 至 300 dpi 重新扫描或拆分")  # fmt: skip
            return True
        if self._met > limits.files or self._bytes > limits.total_bytes:
            self._full = True
            self.problem("limit", name, f"is beyond what a package may hold ({limits.files} files, "
                         f"{limits.total_bytes // 10**6} MB): it and what follows was not read; split the package",
                         f"超出单个申报包的上限（{limits.files} 个文件、{limits.total_bytes // 10**6} MB），此文件及其后的文件未读取，请拆分提交")  # fmt: skip
            return True
        return False

    def _add(self, path: Path, name: str, media: Media) -> None:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest not in self._seen:  # handed in twice is read once
            self._seen.add(digest)
            self.files.append(SourceFile(name, digest, media, path.absolute()))

    def _refuse(self, name: str, kind: str) -> None:
        if kind == "empty":
            self.problem(
                "empty", name, "is empty (0 bytes); hand it in again", "为空文件（0 字节），请重新提交"
            )
        elif kind == "encrypted":
            self.problem(
                "encrypted",
                name,
                "is protected by a password; save it without one",
                "设有密码，请解除密码后重新提交",
            )
        elif kind == "damaged":
            self.problem(
                "corrupt",
                name,
                "is damaged or not what its name says; export it again",
                "已损坏或内容与扩展名不符，请重新导出",
            )
        elif kind in CONVERT:
            en, zh = CONVERT[kind]
            self.problem("unsupported", name, f"is {kind.upper()}, which is not read; convert it to {en}",
                         f"为 {kind.upper()} 格式，暂不支持，请转换为 {zh} 后提交")  # fmt: skip
        else:
            self.problem("unsupported", name, f"is of an unknown kind; convert it to {_UNREADABLE.en}",
                         f"格式无法识别，请转换为 {_UNREADABLE.zh} 后提交")  # fmt: skip

    def _archive(self, path: Path, name: str, depth: int, prefix: str) -> None:
        if depth >= self.limits.depth:
            self.problem("limit", name, f"is an archive nested deeper than {self.limits.depth}; unpack it",
                         f"压缩包嵌套超过 {self.limits.depth} 层，请解压后提交")  # fmt: skip
            return
        try:
            with zipfile.ZipFile(path) as archive:
                members = [m for m in archive.infolist() if not m.is_dir()]
                if len(members) > self.limits.files:
                    self.problem("limit", name, f"holds {len(members)} files, more than {self.limits.files}; split it",
                                 f"含 {len(members)} 个文件，超过上限 {self.limits.files} 个，请拆分")  # fmt: skip
                    return
                if any(m.flag_bits & 1 for m in members):
                    self.problem("encrypted", name, "is an archive with a password; pack it without one",
                                 "为加密压缩包，请取消密码后重新打包")  # fmt: skip
                    return
                for member in sorted(members, key=lambda m: natural(member_name(m))):
                    self._member(archive, member, prefix, depth)
                    if self._full:
                        return
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error, EOFError):
            self.problem("corrupt", name, "is a damaged archive; pack it again", "压缩包已损坏，请重新打包")

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, prefix: str, depth: int) -> None:
        inner = member_name(member)
        name = prefix + inner
        if is_litter(inner):
            return
        if not safe_name(inner, self.limits.name_length) or stat.S_ISLNK(member.external_attr >> 16):
            shown = prefix + "".join(c if c.isprintable() else "?" for c in inner)[:80]
            self.problem("unsafe", shown, "has a path that leads out of the archive or is a link; pack it again",
                         "的路径指向压缩包之外或为链接文件，未予读取，请重新打包")  # fmt: skip
            return
        packed = max(member.compress_size, 1)
        if member.file_size > self.limits.ratio_from and member.file_size > self.limits.ratio * packed:
            self._bomb(name)
            return
        target = self.workdir / f"m{self._unpacked:05d}{PurePosixPath(inner).suffix.lower()[:8]}"
        self._unpacked += 1
        try:
            whole = self._unpack(archive, member, target)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            zlib.error,
            EOFError,
            RuntimeError,
        ):
            self.problem(
                "corrupt",
                name,
                "is damaged inside the archive; pack it again",
                "在压缩包内已损坏，请重新打包",
            )
            return
        if not whole:
            target.unlink(missing_ok=True)
            self._bomb(name)
            return
        self.file(target, name, depth + 1)

    def _bomb(self, name: str) -> None:
        self.problem(
            "limit",
            name,
            "unpacks to far more than a document can be; it was not read",
            "解压后体积异常，未予读取，请检查文件",
        )

    def _unpack(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> bool:
        """Writes a member, believing what comes out, not the sizes that the archive states."""
        self.workdir.mkdir(parents=True, exist_ok=True, mode=0o700)
        written = 0
        allowed = min(self.limits.file_bytes, self.limits.total_bytes - self._bytes)
        packed = max(member.compress_size, 1)
        with archive.open(member) as source, target.open("xb") as out:
            while chunk := source.read(1 << 20):
                written += len(chunk)
                if written > allowed or (
                    written > self.limits.ratio_from and written > self.limits.ratio * packed
                ):
                    return False
                out.write(chunk)
        return True
