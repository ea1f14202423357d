"""What the preface says, one thing at a time: the office's own words, else the default that form and office give."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.document.templates import fill, is_known
from app.domain.contact import tidy
from app.domain.organ import Organ
from app.domain.report import Report
from app.forms.model import Form, Preface, PrefaceField

# Without , and ;: behind an address they part it from what follows.
_WEB = re.compile(
    r"(?<![@\w.])(?:https?://|www\.)[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&*+=%()-]{2,}", re.ASCII | re.IGNORECASE
)
_LONGEST_WEB = 200  # a code with more on it is not read from where people stand


def facts_of(form: Form, report: Report, organ: Organ) -> dict[str, str]:
    """What titles, prefaces and their defaults may name; "" for what the office has not told."""
    return {
        "organ": organ.short_name,
        "year": str(report.key.year),
        "authority": form.authority,
        "office": organ.office or organ.short_name,
        "phone": tidy("phone", organ.phone),
    }


def web_address(form: Form, report: Report) -> str:
    """Where the report can be read on the web, as its preface says; "" where it names no address."""
    preface = form.preface
    said = [report.passages.get(preface.passage(field), "") for field in preface.fields] if preface else []
    found = next(filter(None, map(_WEB.search, said)), None)
    address = found[0].rstrip(".:!?*") if found else ""
    if address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1]
    return address if len(address) <= _LONGEST_WEB else ""


def default_of(field: PrefaceField, facts: Mapping[str, str]) -> str:
    """What is printed for ``field`` where the office wrote nothing; "" where that needs a fact nobody has told."""
    return fill(field.default, facts) if is_known(field.default, facts) else ""


def with_fields(preface: Preface, passages: Mapping[str, str], facts: Mapping[str, str]) -> dict[str, str]:
    """``facts`` and what every field says, by the names that the template uses; own words on one line.

    Telephone and postcode print half-width, however an older report kept them.
    """
    said = dict(facts)
    for field in preface.fields:
        own = "".join(line.strip() for line in passages.get(preface.passage(field), "").splitlines())
        said[field.id] = tidy(field.holds, own) or default_of(field, facts)
    return said
