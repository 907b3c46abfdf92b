"""Report formats: one public module a format, with NAME, SUFFIX and render(report, context) -> bytes.

What belongs to no single package (the summary) and what all formats share stands in modules with an
underscore and is handed out here.
"""

from pipeline.reports._context import Context, Crop, Lang, Picture
from pipeline.reports._pictures import cutter
from pipeline.reports._summary import (
    SummaryRow,
    render_summary_html,
    render_summary_json,
    row_from_json,
    row_of,
)

__all__ = [
    "Context",
    "Crop",
    "Lang",
    "Picture",
    "SummaryRow",
    "cutter",
    "render_summary_html",
    "render_summary_json",
    "row_from_json",
    "row_of",
]
