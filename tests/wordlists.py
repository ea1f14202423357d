"""Rules on words for tests alone: whatever the forms and lists of the program say, only those of the test are read."""

from collections.abc import Iterator

from app.checks import registry
from app.checks.readers import Reading
from app.forms.model import Form
from app.wording.model import Wording


def only_lists(form: Form, wording: Wording) -> Iterator[Reading]:
    """In the place of ``readers._readings``: the rules of the lists, none of the form."""
    for known in wording.lists:
        for rule in known.rules:
            reader = registry.KINDS[rule.kind].reader
            if reader is not None:
                yield Reading(rule, reader(form, rule, wording))
