@echo off
rem Starts the program: without arguments the desktop on the sample township, otherwise a verb without a screen.
setlocal
chcp 65001 >nul
call "%~dp0environment.cmd" || exit /b 1
if "%~1"=="" (
  "%PYTHON%" -P -m ui --sample
) else (
  "%PYTHON%" -P -m ui %*
)
exit /b %errorlevel%
