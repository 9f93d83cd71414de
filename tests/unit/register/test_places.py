"""Where the file of a register may stand: network and synchronised folders are told apart from a disk's own."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from practice_audit.register import Register, RegisterUnusable, places
from practice_audit.register.places import Mount, mounts_in, mounts_told, shared_by

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

TABLE = r"""
24 30 0:22 / /sys rw,nosuid - sysfs sysfs rw
30 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
41 30 0:40 / /mnt/team\040drive rw,relatime - cifs //server/team rw,username=x
42 30 0:41 / /home/me/far rw - fuse.sshfs me@server: rw
43 41 8:2 / /mnt/team\040drive/local rw shared:9 master:2 - ext4 /dev/sdb1 rw
44 30 0:50 / /net rw - ext4 /dev/sdc1 rw
45 30 0:51 / /net rw - nfs4 server:/net rw
broken line
"""

OF_A_MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//worker@server._smb._tcp.local/Team%20drive on /Volumes/Team drive (quality) (smbfs, nodev, nosuid, mounted by worker)
server:/export on /Volumes/far (nfs)
broken line
"""


def nothing(_: PurePath) -> Collection[str]:
    """No names in any folder."""
    return ()


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("/srv/audits/register.db", None),
        ("/mnt/team drive/register.db", "a network"),
        ("/mnt/team drive/audits/2026/register.db", "a network"),
        ("/mnt/team drive/local/register.db", None),
        ("/mnt/team drives/register.db", None),
        ("/home/me/far/register.db", "a network"),
        ("/net/register.db", "a network"),
        ("/register.db", None),
    ],
)
def test_network_folders(file: str, found: str | None) -> None:
    """The innermost mount over a folder decides, and of two over one folder the later."""
    assert shared_by(PurePosixPath(file), mounts_in(TABLE), nothing) == found


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("/Users/worker/register.db", None),
        ("/Volumes/Team drive (quality)/register.db", "a network"),
        ("/Volumes/far/register.db", "a network"),
        ("/Volumes/stick/register.db", None),
    ],
)
def test_network_folders_of_a_mac(file: str, found: str | None) -> None:
    """A Mac tells of its mounts in words."""
    assert shared_by(PurePosixPath(file), mounts_told(OF_A_MAC), nothing) == found


def test_a_register_on_a_network_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine tells that the folder is on a network, no register is made there, and it is said what to do."""
    monkeypatch.setattr(places, "_mounts", lambda: (Mount(folder=tmp_path.resolve(), kind="cifs"),))
    with pytest.raises(RegisterUnusable, match="network") as refused:
        Register.in_file(tmp_path / "register.db", create=True)
    assert "Keep the register in a folder of this machine alone" in str(refused.value)
    assert not (tmp_path / "register.db").exists()


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("OneDrive - Some Council", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("OneDrive-SharedLibraries-Council", "OneDrive"),
        ("SharePoint", "SharePoint"),
        ("Dropbox", "Dropbox"),
        ("dropbox (work)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-me@council.example", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Mobile Documents", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2", "Nextcloud"),
        ("CloudStorage", "a cloud service"),
        ("drive", None),
        ("one drive plans", None),
        ("notdropbox", None),
    ],
)
def test_synchronised_folders_by_name(folder: str, found: str | None) -> None:
    """A folder that a synchroniser names is known at any depth; the file's own name tells nothing."""
    assert shared_by(PureWindowsPath(f"C:/Users/me/{folder}/audits/register.db"), (), nothing) == found
    assert shared_by(PurePosixPath(f"/home/me/{folder}/register.db"), (), nothing) == found
    assert shared_by(PurePosixPath(f"/home/me/{folder}"), (), nothing) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".stfolder", "Syncthing"),
        (".dropbox", None),
        (".bashrc", None),
    ],
)
def test_synchronised_folders_by_what_is_in_them(name: str, found: str | None) -> None:
    """A folder of any name is known by what its synchroniser leaves in the topmost folder."""
    top = PurePosixPath("/home/me/work")
    file = top / "audits" / "register.db"
    assert shared_by(file, (), lambda folder: [name] if folder == top else []) == found


def test_network_paths_and_drives_of_windows() -> None:
    """A path that names a server, a drive that is one of a network, and a library of SharePoint are known."""
    remote = (Mount(folder=PureWindowsPath("S:/"), kind="remote"),)
    assert shared_by(PureWindowsPath("//server/team/register.db"), (), nothing) == "a network"
    assert shared_by(PureWindowsPath("S:/audits/register.db"), remote, nothing) == "a network"
    assert shared_by(PureWindowsPath("C:/audits/register.db"), remote, nothing) is None
    roots = (PureWindowsPath("C:/Users/me/Some Council/Audits - Documents"),)
    inside = roots[0] / "register.db"
    assert shared_by(inside, (), nothing, roots) == "OneDrive"
    assert shared_by(PureWindowsPath("C:/Users/me/register.db"), (), nothing, roots) is None


def test_a_register_in_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    """Neither made nor opened there, nor through a link that leads there; the words say what to do."""
    folder = tmp_path / "OneDrive - Some Council"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    for place in (folder / "register.db", tmp_path / "link" / "register.db"):
        for create in (True, False):
            with pytest.raises(RegisterUnusable, match=r"OneDrive shares .*postgresql://"):
                Register.in_file(place, create=create)
    assert list(folder.iterdir()) == []
