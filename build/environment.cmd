@echo off
rem Called by run.cmd and test.cmd: makes .venv from requirements.lock when it is missing, moved or out of date,
rem and sets ROOT and PYTHON.
for %%i in ("%~dp0..") do set "ROOT=%%~fi"
set "VENV=%ROOT%\.venv"
set "PYTHON=%VENV%\Scripts\python.exe"
set "PYTHONPATH=%ROOT%"
set "PIP_DISABLE_PIP_VERSION_CHECK=1"

"%PYTHON%" -c "import pathlib, sys; sys.exit(pathlib.Path(sys.prefix, 'made-for').read_text('utf-8') != sys.prefix)" >nul 2>nul || goto make
fc /b "%ROOT%\requirements.lock" "%VENV%\installed.lock" >nul 2>nul || goto install
exit /b 0

:make
set "BASE="
for %%v in (3.11 3.12 3.13) do (
  if not defined BASE py -%%v -c "" >nul 2>nul && set "BASE=py -%%v"
)
if not defined BASE (
  python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))" >nul 2>nul && set "BASE=python"
)
if not defined BASE (
  echo 公开栏：需要 Python 3.11、3.12 或 3.13（64 位），请先安装，再运行一次。
  exit /b 1
)
echo 公开栏：正在建立运行环境……
if exist "%VENV%" rmdir /s /q "%VENV%"
%BASE% -m venv "%VENV%" || exit /b 1
"%PYTHON%" -c "import pathlib, sys; pathlib.Path(sys.prefix, 'made-for').write_text(sys.prefix, 'utf-8')" || exit /b 1

:install
echo 公开栏：正在安装依赖（首次约需几分钟，之后直接启动）……
del "%VENV%\installed.lock" >nul 2>nul
set "WHEELS="
if exist "%ROOT%\.wheels" set WHEELS=--find-links "%ROOT%\.wheels"
"%PYTHON%" -m pip install -q --require-hashes --only-binary :all: %WHEELS% -r "%ROOT%\requirements.lock" || (
  echo 公开栏：依赖没有装全。请检查网络后再运行一次。
  exit /b 1
)
copy /y "%ROOT%\requirements.lock" "%VENV%\installed.lock" >nul
exit /b 0
