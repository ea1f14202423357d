"""Power cuts without a power switch: a writer's system calls, recorded by strace, played back up to any moment.

The model: what was flushed is on the disk; of what was not, nothing is there (``worst``), or each write is there or
not, in any order, and some torn at a sector (``random``). A new file is there once it or its folder was flushed; an
unlinked one is gone for sure once the folder was flushed.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.running import ROOT

SECTOR = 512
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_HANDLE = re.compile(r"^(?:AT_FDCWD(?:<[^>]*>)?, |\d+<([^>]*)>(?:, )?)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
CALLS = "openat,pwrite64,write,ftruncate,fdatasync,fsync,unlink"


@dataclass(frozen=True)
class Call:
    """One system call that matters: ``name`` of the file in the folder, "" the folder itself."""

    deed: str
    name: str
    data: bytes = b""
    at: int = 0


def record(folder: Path, *arguments: str) -> list[Call]:
    """Run the worker in ``folder`` under strace; its calls on files there, and ``ack`` for each line it says."""
    trace = folder.parent / "trace"
    subprocess.run(
        [
            *("strace", "-f", "-qq", "-y", "-xx", "-s", "300000", "-e", f"trace={CALLS}", "-e", "signal=none"),
            *("-o", str(trace), sys.executable, "-m", "tests.faults.worker", *arguments),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=60,
    )
    lines = trace.read_text().splitlines()
    return [call for line in lines if (call := _call(line, folder)) is not None]


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _call(line: str, folder: Path) -> Call | None:
    match = _CALL.match(line)
    if match is None or int(match[3]) < 0:
        return None
    deed, rest, _ = match.groups()
    handle = _HANDLE.match(rest)
    path = handle[1] if handle and handle[1] else ""
    path = _plain(path).decode() if path.startswith("\\x") else path
    texts = [_plain(text) for text in _TEXT.findall(rest)]
    if deed == "write":
        return Call("ack", "", texts[0]) if path.startswith("pipe:") and rest.startswith("1<") else None
    if deed in ("openat", "unlink"):
        path = texts[0].decode()
        if deed == "openat" and "O_CREAT" not in rest:
            return None
    if path == str(folder):
        return Call(deed, "")
    if Path(path).parent != folder:
        return None
    number = int(rest.rsplit(", ", 1)[-1]) if deed in ("pwrite64", "ftruncate") else 0
    return Call(deed, Path(path).name, texts[0] if deed == "pwrite64" else b"", number)


@dataclass
class _File:
    now: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    pending: list[Call] = field(default_factory=list)

    def flush(self) -> None:
        self.safe, self.pending = bytes(self.now), []


@dataclass
class Disk:
    """The folder as the program sees it, and as it would be found after a cut."""

    files: dict[str, _File] = field(default_factory=dict)
    safe: dict[str, _File] = field(default_factory=dict)
    acknowledged: int = 0

    def play(self, call: Call) -> None:
        if call.deed == "ack":
            said = call.data.decode().split()[-1]
            self.acknowledged = int(said) if said.isdigit() else self.acknowledged
        elif call.deed == "openat":
            self.files.setdefault(call.name, _File())
        elif call.deed == "unlink":
            self.files.pop(call.name)
        elif call.deed in ("fsync", "fdatasync"):
            if call.name:
                self.files[call.name].flush()
                self.safe[call.name] = self.files[call.name]
            else:
                self.safe = dict(self.files)
        else:
            file = self.files[call.name]
            _put(file.now, call, len(call.data))
            file.pending.append(call)

    def cut(self, folder: Path, chance: random.Random | None) -> None:
        """Write the folder as found after a cut now: the worst case, or by ``chance``."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        found = dict(self.safe)
        if chance:
            for name in self.safe.keys() | self.files.keys():
                if self.files.get(name) is not self.safe.get(name) and chance.random() < 0.5:
                    found.pop(name, None)
                    if name in self.files:
                        found[name] = self.files[name]
        for name, file in found.items():
            data = bytearray(file.safe)
            for call in file.pending if chance else ():
                if chance and chance.random() < 0.5:
                    torn = chance.random() < 0.3
                    _put(data, call, SECTOR * chance.randint(0, len(call.data) // SECTOR) if torn else len(call.data))
            (folder / name).write_bytes(data)


def _put(data: bytearray, call: Call, length: int) -> None:
    if call.deed == "ftruncate":
        del data[call.at :]
        data.extend(bytes(call.at - len(data)))
        return
    data.extend(bytes(max(0, call.at - len(data))))
    data[call.at : call.at + length] = call.data[:length]
