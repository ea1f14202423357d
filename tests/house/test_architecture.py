"""Who may import whom: the contracts of pyproject.toml hold, and app/ runs without a screen."""

import os
import subprocess
import sys

from tests.house.source import ROOT, module_names


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_import_contracts() -> None:
    done = run_python("from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_app_loads_no_qt() -> None:
    names = module_names("app")
    assert "app.domain" in names
    done = run_python(
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "qt = sorted(name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6', 'ui'))\n"
        "raise SystemExit(', '.join(qt) if qt else 0)"
    )
    assert done.returncode == 0, done.stderr
