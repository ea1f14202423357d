"""The sample township, as the program has it."""

from collections.abc import Mapping

import pytest

from app.document.blocks import Document
from app.workbench import papers
from app.workbench.bench import Workbench
from app.workbench.sample import fill


@pytest.fixture(scope="session")
def sample_documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Document]:
    with Workbench.open(tmp_path_factory.mktemp("sample") / "sample.db") as bench:
        fill(bench)
        return {report.key.year: papers.document(bench, bench.find(report.key.year)) for report in bench.reports()}
