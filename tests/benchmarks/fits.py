"""Which rules may speak of which labelled mistake, by the beginning of their ids.

A code that is not here may be named by any rule that quotes it; a label without a quote needs its code here.
"""

from __future__ import annotations

from collections.abc import Mapping

FITS: Mapping[str, tuple[str, ...]] = {
    "BLANK_CELLS": ("printed.", "proactive.filled", "requests.filled", "disputes.filled"),
    "TOTAL_BLANK": ("printed.",),
    "CELL_FORMAT": ("printed.",),
    "FORMAT_VER": ("printed.",),
    "HEADER_VAR": ("printed.",),
    "ROW_LABEL": ("printed.",),
    "MISSING_SECTION": ("printed.", "matters."),
    "MISSING_TABLE": ("printed.", "proactive.filled", "requests.filled", "disputes.filled"),
    "NUMBERING": ("printed.",),
    "EARLY": ("printed.",),
    "BALANCE": ("requests.balance",),
    "SUM_RESULT": ("requests.results_total",),
    "SUM_T4": ("disputes.",),
}

# A label that quotes nothing is about what a rule of its own finds.
UNQUOTED: Mapping[str, tuple[str, ...]] = {
    "CITATION": ("citation.",),
    "FIELD_LOGIC": ("proactive.decisions",),
    "HEADING": ("printed.",),
    "LEGAL": ("proactive.",),
    "NARR_INTERNAL": ("numbers.",),
    "NARR_SCOPE": ("numbers.",),
    "NARR_SUM": ("numbers.",),
    "NARR_SUSPECT": ("numbers.",),
    "NARR_TABLE": ("numbers.",),
    "NO_NUMBERS": ("overview.", "numbers."),
    "PERCENT": ("numbers.",),
    "PERIOD": ("period.",),
    "PHONE": ("contact.",),
    "PII": ("private.",),
    "PUNCT": ("punctuation.", "text."),
    "SECTION_LIST": ("preface.",),
    "SECTION_SUB": ("overview.", "text."),
    "TERM": ("terms.",),
    "TITLE": ("printed.title",),
    "TYPO": ("name.",),
    "UNIT": ("printed.no_unit", "printed.unit", "proactive.procurement", "numbers."),
}

# Ends of the ids of rules that say that something is not there.
ABSENCE = (".present", ".filled", ".mentions", ".missing", ".no_title")


def fits(code: str, rule: str, *, is_quoted: bool) -> bool:
    """True where a finding of ``rule`` may speak of a mistake ``code``."""
    if code in FITS:
        return rule.startswith(FITS[code])
    return is_quoted or rule.startswith(UNQUOTED.get(code, ()))
