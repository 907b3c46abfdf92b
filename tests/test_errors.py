"""The exception tree and the exit status of each branch."""

from __future__ import annotations

import inspect
import re

import pytest

from pipeline import errors
from pipeline.errors import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    EXIT_UNREADABLE,
    EXIT_USAGE,
    ContractError,
    CorruptError,
    DocumentError,
    EncryptedError,
    LimitError,
    RulesetError,
    ShenyanError,
    UnsupportedError,
    UsageError,
)


def test_exit_statuses_are_those_of_the_contract() -> None:
    assert (EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREADABLE) == (0, 1, 2, 3)


@pytest.mark.parametrize(
    ("error", "parent", "status"),
    [
        (UsageError, ShenyanError, 2),
        (RulesetError, ShenyanError, 2),
        (ContractError, ShenyanError, 2),
        (DocumentError, ShenyanError, 3),
        (EncryptedError, DocumentError, 3),
        (CorruptError, DocumentError, 3),
        (LimitError, DocumentError, 3),
        (UnsupportedError, DocumentError, 3),
    ],
)
def test_the_tree(error: type[ShenyanError], parent: type[ShenyanError], status: int) -> None:
    assert error.__base__ is parent
    assert error.exit_status == status


@pytest.mark.parametrize(
    ("error", "category"),
    [(DocumentError, "unreadable"), (EncryptedError, "encrypted"), (CorruptError, "corrupt"), (LimitError, "limit"),
     (UnsupportedError, "unsupported")],
)  # fmt: skip
def test_a_document_error_names_the_category_of_its_problem(
    error: type[DocumentError], category: str
) -> None:
    assert error("x").category == category


def test_an_error_says_the_same_in_both_languages() -> None:
    both, one = UsageError("no such folder", "没有这个文件夹"), UsageError("no such folder")
    assert (str(both), both.en, both.zh) == ("no such folder", "no such folder", "没有这个文件夹")
    assert one.zh == "no such folder"


def test_the_docstring_draws_the_whole_tree() -> None:
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, ShenyanError)]
    assert {c.__name__ for c in classes} == set(
        re.findall(r"^[├└│─ ]*(\w+Error)\b", errors.__doc__ or "", re.M)
    )
