@echo off
rem All checks: lint, format, types, contracts, tests. Goes on after a failure, and fails if any of them failed.
setlocal
chcp 65001 >nul
call "%~dp0environment.cmd" || exit /b 1
cd /d "%ROOT%"
set "QT_QPA_PLATFORM=offscreen"
set "FAILED="
"%VENV%\Scripts\ruff" check . || set "FAILED=%FAILED% lint"
"%VENV%\Scripts\ruff" format --check --quiet . || set "FAILED=%FAILED% format"
"%VENV%\Scripts\mypy" --strict || set "FAILED=%FAILED% types"
"%VENV%\Scripts\lint-imports" --no-logo || set "FAILED=%FAILED% contracts"
"%PYTHON%" -m pytest %* || set "FAILED=%FAILED% tests"
echo.
if defined FAILED (
  echo FAILED:%FAILED%
  exit /b 1
)
echo lint ok, types ok, contracts ok, tests ok
exit /b 0
