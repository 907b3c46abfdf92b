"""The Jinja2 environment of the pages: everything escaped, nothing fetched, a strict policy in the head."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent / "templates"
# Control characters are invalid in HTML; the bidirectional ones could make a hostile text show otherwise
# than it is.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def _visible(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", value)


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


@cache
def _asset(name: str) -> str:
    return (FOLDER / name).read_text("utf-8").strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, **values: object) -> bytes:
    """A self-contained page. Its style and script are allowed by their hashes, all else by nobody."""
    css, js = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(js)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    # Our own files, not a document's text: the only strings that go in unescaped.
    values |= {"css": Markup(css), "js": Markup(js), "policy": policy}
    text = _environment().get_template(template).render(values)
    return (text.strip() + "\n").encode("utf-8", "replace")
