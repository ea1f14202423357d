"""What every test may rely on: no screen, no real user folder, the same random examples on every CI run."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything can import Qt

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# As in the program (ui/kit/rubbish.py): a collection in a worker thread would take Qt objects to pieces.
gc.disable()
_MUCH_GARBAGE = 20_000

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=50,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session", autouse=True)
def no_real_user_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Whatever a test forgets to redirect, child processes too, goes into a folder that is thrown away."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
            patch.setenv(name, str(home))
        yield home


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A place for a database that is not there yet."""
    return tmp_path / "gongkailan.db"


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collects garbage between tests, in the thread where Qt objects may die."""
    if gc.get_count()[0] > _MUCH_GARBAGE:
        gc.collect()
