"""Which drives are sticks, what they are called, and whether they can be written to."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QStorageInfo

from app.system.files import write_bytes
from tests.disks import fill_up, read_only, small_disk
from ui.handover import drives, words


def kernel_tree(root: Path, bus: str, removable: str) -> Path:
    """/sys as the kernel lays it out: a link per block device to its place in the tree of buses."""
    disk = root / "devices" / bus / "block" / "sdb"
    part = disk / "sdb1"
    part.mkdir(parents=True)
    (disk / "removable").write_text(f"{removable}\n", encoding="ascii")
    links = root / "class" / "block"
    links.mkdir(parents=True)
    (links / "sdb").symlink_to(disk)
    (links / "sdb1").symlink_to(part)
    return links


@pytest.mark.skipif(os.name == "nt", reason="links and /sys are of POSIX")
class TestLinux:
    def test_a_stick_says_removable(self, tmp_path: Path) -> None:
        links = kernel_tree(tmp_path, "pci0000:00/0000:00:14.0/mmc0", "1")
        assert drives.linux_removable("/dev/sdb1", links)
        assert drives.linux_removable("/dev/sdb", links)

    def test_a_disk_in_a_usb_case_says_no_but_hangs_on_usb(self, tmp_path: Path) -> None:
        links = kernel_tree(tmp_path, "pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host4", "0")
        assert drives.linux_removable("/dev/sdb1", links)

    def test_the_disk_inside_is_no_stick(self, tmp_path: Path) -> None:
        links = kernel_tree(tmp_path, "pci0000:00/0000:00:17.0/ata1/host0", "0")
        assert not drives.linux_removable("/dev/sdb1", links)

    @pytest.mark.parametrize("device", ["tmpfs", "//server/share", "", "/dev/nothing9", "overlay"])
    def test_what_is_no_disk_is_no_stick(self, tmp_path: Path, device: str) -> None:
        assert not drives.linux_removable(device, kernel_tree(tmp_path, "usb1", "1"))


@pytest.mark.parametrize(
    ("root", "label", "shown"),
    [
        ("E:/", "KINGSTON", "U 盘（E:）"),
        ("e:\\", "", "U 盘（E:）"),
        ("/media/me/资料", "资料", "U 盘（资料）"),
        ("/media/me/8A3C-11FE", "", "U 盘（8A3C-11FE）"),
        ("/", "", "U 盘"),
    ],
)
def test_a_stick_has_the_name_the_clerk_knows(root: str, label: str, shown: str) -> None:
    assert drives.stick_name(root, label) == shown


def test_the_system_disk_is_never_offered() -> None:
    assert all(not QStorageInfo(str(drive.path)).isRoot() for drive in drives.plugged())


def test_a_folder_on_the_computer(tmp_path: Path) -> None:
    drive = drives.folder(tmp_path)
    assert drive.writable
    assert not drive.is_stick
    assert drive.name == tmp_path.name
    assert 0 < drive.free <= drive.total
    assert drive.device == tmp_path.stat().st_dev


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    drive = drives.folder(tmp_path / "没有")
    assert not drive.writable
    assert drive.why == drives.GONE
    assert drive.device == 0


def test_a_read_only_disk_says_what_to_do(tmp_path: Path) -> None:
    with read_only(tmp_path):
        drive = drives.folder(tmp_path)
        assert not drive.writable
        assert drive.why in {drives.LOCKED, drives.FORBIDDEN}


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 512) as stick:
        assert drives.folder(stick).writable
        fill_up(stick)
        drive = drives.folder(stick)
        assert not drive.writable
        assert drive.why == drives.FULL
        with pytest.raises(Exception, match="满"):
            write_bytes(stick / "x.zip", b"1234")


def test_a_stick_that_went_is_another_device(tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 512) as stick:
        before = drives.device_of(stick)
        assert before not in {0, drives.device_of(tmp_path)}
    assert drives.device_of(tmp_path / "stick") != before


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 字节"),
        (1, "1 字节"),
        (999, "999 字节"),
        (1000, "1 KB"),
        (626_688, "612 KB"),
        (1_048_576, "1.0 MB"),
        (12_025_908_428, "11.2 GB"),
        (4 << 40, "4.0 TB"),
    ],
)
def test_sizes(count: int, shown: str) -> None:
    assert words.size(count) == shown


def test_codes_are_said_in_two_groups() -> None:
    assert words.grouped("7K3M9QXD") == words.grouped("7K3M 9QXD") == "7K3M 9QXD"
    assert words.spelled("7K3M 9QXD") == "7 K 3 M 9 Q X D"
