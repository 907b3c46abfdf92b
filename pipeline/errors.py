"""The exception tree, and the exit status each branch leads to.

ShenyanError                    status 2: said in one line, with the mend
├── UsageError                  a wrong option, folder or set-up
├── RulesetError                a ruleset that is malformed or unknown; names file, path and mend
├── ContractError               a module of extractors/, checks/ or reports/ that breaks its contract
└── DocumentError               one file or page that cannot be used; becomes a Problem, never ends a batch
    ├── EncryptedError
    ├── CorruptError
    ├── LimitError              too large, too many, too deep, too slow
    └── UnsupportedError        a format that is not read; names what to convert it to
"""

from __future__ import annotations

from typing import ClassVar

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREADABLE = 0, 1, 2, 3


class ShenyanError(Exception):
    """Root of the tree. `zh` and `en` say the same thing, with the mend."""

    exit_status: ClassVar[int] = EXIT_USAGE

    def __init__(self, en: str, zh: str | None = None) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh or en


class UsageError(ShenyanError):
    """A wrong option, a missing folder, a set-up that cannot work."""


class RulesetError(ShenyanError):
    """A ruleset that cannot be used."""


class ContractError(ShenyanError):
    """A discovered module that breaks the contract of its room."""


class DocumentError(ShenyanError):
    """One file or page that cannot be used. `category` goes into the Problem."""

    exit_status = EXIT_UNREADABLE
    category: ClassVar[str] = "unreadable"


class EncryptedError(DocumentError):
    category = "encrypted"


class CorruptError(DocumentError):
    category = "corrupt"


class LimitError(DocumentError):
    category = "limit"


class UnsupportedError(DocumentError):
    category = "unsupported"
