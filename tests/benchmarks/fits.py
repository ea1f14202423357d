"""Which rules may speak of which labelled mistake, by the beginning of their ids.

A code that is not here may be named by any rule that quotes it; a label without a quote needs its code here.
"""

from __future__ import annotations

from collections.abc import Mapping

_BLANK = ("proactive.filled", "requests.filled", "disputes.filled")
_LABELS = ("printed.label", "printed.no_label")
_HEADINGS = ("printed.heading", "printed.numbering", "printed.unnumbered", "printed.stranger", "printed.twice")

FITS: Mapping[str, tuple[str, ...]] = {
    "BALANCE": ("requests.balance",),
    "BLANK_CELLS": (*_BLANK, "printed.no_total"),
    "CELL_FORMAT": ("printed.noughts", "printed.stroke", "printed.unit", "printed.words"),
    "EARLY": ("printed.early",),
    "FORMAT_VER": ("printed.format", "printed.undivided", "printed.outline", *_HEADINGS),
    "HEADER_VAR": _LABELS,
    "MISSING_SECTION": ("overview.present", "problems.present", "matters.present"),
    "MISSING_TABLE": (*_BLANK, "printed.no_table"),
    "NUMBERING": _HEADINGS,
    "ROW_LABEL": _LABELS,
    "SUM_RESULT": ("requests.results_total",),
    "SUM_T4": ("disputes.",),
    "TOTAL_BLANK": ("printed.no_total",),
}

# A label that quotes nothing is about what a rule of its own finds.
UNQUOTED: Mapping[str, tuple[str, ...]] = {
    "CITATION": ("citation.",),
    "FIELD_LOGIC": ("proactive.decisions",),
    "HEADING": (*_HEADINGS, "printed.outline"),
    "LEGAL": ("proactive.no_rules",),
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


def names(code: str, rule: str) -> bool:
    """True where ``rule`` is one that a label of that code is about, whatever it quotes."""
    return rule.startswith((*FITS.get(code, ()), *UNQUOTED.get(code, ())))
