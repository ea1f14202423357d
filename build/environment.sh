# shellcheck shell=bash
# Sourced by the starters in this folder. Makes .venv from requirements.lock when it is missing, moved or out of date,
# and sets:
#   ROOT     the checkout, whatever the current folder is
#   PYTHON   the interpreter of .venv
# Where nothing is to be done, it costs a few milliseconds. Messages are short and in Chinese: clerks see them too.

ROOT=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
VENV=$ROOT/.venv
PYTHON=$VENV/bin/python
PLUGINS=$VENV/platforms # marks: which Qt platform plugins were seen to load
export PYTHONPATH=$ROOT${PYTHONPATH:+:$PYTHONPATH}
export PIP_DISABLE_PIP_VERSION_CHECK=1

# The system libraries Qt needs on Debian and its relatives: to be imported and drawn without a screen, and for X11 or Wayland.
QT_LIBRARIES=(libglib2.0-0 libgl1 libegl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0 libbrotli1)
X11_LIBRARIES=(libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0)
WAYLAND_LIBRARIES=(libwayland-client0 libwayland-cursor0 libwayland-egl1)

say() { printf '公开栏：%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

has_display() {
  [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

# apt_install PACKAGE...: quietly; fails when there is no right to use apt.
apt_install() {
  as_root true || return 1
  say "正在安装系统软件包：$*"
  local log install
  log=$(mktemp)
  install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
  if as_root "${install[@]}" >"$log" 2>&1 ||
    { as_root apt-get update -q >>"$log" 2>&1 && as_root "${install[@]}" >>"$log" 2>&1; }; then
    rm -f "$log"
  else
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# ---------------------------------------------------------------------------------------------------------- Python

python_is_ours() { # INTERPRETER: one of the versions this program runs on
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}

python_makes_venvs() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Sets BASE to an interpreter that can make a venv, or returns 1. ALMOST is one that lacks only the venv package.
find_python() {
  local name path
  BASE='' ALMOST=''
  for name in "${GONGKAILAN_PYTHON:-}" python3.11 python3.12 python3.13 python3 python; do
    if [ -z "$name" ] || ! path=$(command -v "$name") || ! python_is_ours "$path"; then continue; fi
    if python_makes_venvs "$path"; then
      BASE=$path
      return 0
    fi
    ALMOST=${ALMOST:-$path}
  done
  return 1
}

get_python() {
  local packages=(python3 python3-venv)
  find_python && return 0
  if [ -n "$ALMOST" ]; then
    packages=("$("$ALMOST" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
  fi
  if command -v apt-get >/dev/null; then
    apt_install "${packages[@]}" && find_python && return 0
    find_python || die "需要 Python 3.11、3.12 或 3.13（含 venv）。请执行一次：sudo apt-get install -y ${packages[*]}"
  else
    die "需要 Python 3.11、3.12 或 3.13（含 venv 和 pip），请先安装，再运行一次。"
  fi
}

# -------------------------------------------------------------------------------------------------------- the venv

real_python() { readlink -f -- "$PYTHON"; }

# What the venv was made for. A moved folder or another Python makes it useless: both stand written inside it.
venv_is_sound() {
  [ -x "$PYTHON" ] && [ "$(cat "$VENV/made-for" 2>/dev/null)" = "$VENV $(real_python)" ]
}

venv_is_current() {
  venv_is_sound && cmp -s "$ROOT/requirements.lock" "$VENV/installed.lock"
}

make_venv() {
  if ! venv_is_sound || ! "$PYTHON" -c 'import pip' 2>/dev/null; then
    get_python
    say "正在建立运行环境（$("$BASE" -V 2>&1)）……"
    rm -rf -- "$VENV"
    "$BASE" -m venv "$VENV" >&2 || die "运行环境没有建成：$VENV 写不进去。"
    printf '%s\n' "$VENV $(real_python)" >"$VENV/made-for"
  fi
  say "正在安装依赖（首次约需几分钟，之后直接启动）……"
  rm -f "$VENV/installed.lock"
  local wheels=()
  [ -d "$ROOT/.wheels" ] && wheels=(--find-links "$ROOT/.wheels") # wheels brought along, for a machine without network
  "$PYTHON" -m pip install -q --require-hashes --only-binary :all: "${wheels[@]}" -r "$ROOT/requirements.lock" >&2 ||
    die "依赖没有装全。请检查网络后再运行一次；已经下载的不会重复下载。"
  cp "$ROOT/requirements.lock" "$VENV/installed.lock"
}

# ----------------------------------------------------------------------------------------- Qt's system libraries

plugin_loads() { # PLUGIN: a cheap try that opens no window
  "$PYTHON" - "$1" 2>/dev/null <<'PY'
import ctypes, pathlib, sys
import PySide6.QtWidgets

folder = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
ctypes.CDLL(str(folder / f"libq{sys.argv[1]}.so"))
PY
}

need_plugin() { # PLUGIN PACKAGE...
  local plugin=$1
  shift
  [ -e "$PLUGINS/$plugin" ] && return 0
  if ! plugin_loads "$plugin"; then
    if command -v apt-get >/dev/null; then
      apt_install "$@" || die "缺少系统库。请执行一次：sudo apt-get install -y --no-install-recommends $*"
    else
      say "缺少系统库。本系统不用 apt，请安装与下列 Debian 软件包相当的库，再运行一次："
      die "$*"
    fi
    plugin_loads "$plugin" || die "系统库已安装，但 Qt 的 $plugin 插件仍然加载不了。"
  fi
  mkdir -p "$PLUGINS" && : >"$PLUGINS/$plugin"
}

# --------------------------------------------------------------------------------------------------------- all of it

if ! venv_is_current; then
  exec 9>"$ROOT/.venv.lock"
  if command -v flock >/dev/null; then flock 9; fi # two starters at once: the second waits, and then finds it made
  venv_is_current || make_venv
  exec 9>&-
fi
if [ "$(uname -s)" = Linux ]; then
  need_plugin offscreen "${QT_LIBRARIES[@]}"
  if [ -n "${DISPLAY:-}" ]; then
    need_plugin xcb "${QT_LIBRARIES[@]}" "${X11_LIBRARIES[@]}"
  elif [ -n "${WAYLAND_DISPLAY:-}" ]; then
    need_plugin wayland-generic "${QT_LIBRARIES[@]}" "${WAYLAND_LIBRARIES[@]}"
  fi
fi
