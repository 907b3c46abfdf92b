"""The attachment items of the contract (section 3), in the order in which reports list them."""

ITEMS: tuple[str, ...] = (
    "application-report", "licence", "audit-report", "special-audit-report", "financial-statements",
    "premises-proof", "equipment-list", "service-evidence", "prior-recognition", "qualification",
    "other-proof", "truth-declaration", "credit-report", "cooperation-agreements", "fee-schedule",
    "social-insurance", "personnel-certificates", "welfare-proof", "staff-roster", "served-list",
)  # fmt: skip
