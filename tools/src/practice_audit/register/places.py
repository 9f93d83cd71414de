"""Which folders a register's file may stand in: not one that a network or a synchroniser shares.

There, locks do not reach as far as the file does, and two programs that write at once destroy it. Whether a
folder is such a one follows from its path, the mounts of the machine and the names in its folders, all of
them arguments; the functions at the end ask the machine. Knows nothing of databases.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable


@dataclass(frozen=True, kw_only=True, slots=True)
class Mount:
    """A file system and the folder that it is seen in; `kind` is "nfs4", "ext4", "fuse.sshfs" and so on."""

    folder: PurePath
    kind: str


NETWORK: Final = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "auristorfs", "coda", "davfs", "ceph"),
        *("glusterfs", "lustre", "beegfs", "pvfs2", "fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs"),
        *("fuse.ceph", "fuse.ceph-fuse", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.rclone"),
        *("fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.curlftpfs", "remote"),
        *("afpfs", "webdav", "vboxsf", "prl_fs", "vmhgfs", "fuse.vmhgfs-fuse"),
    }
)
"""Kinds of file systems that another machine keeps, one that runs beside this one among them."""

_SYNCHRONISED: Final = {
    "OneDrive": r"onedrive( ?-.*)?|skydrive",
    "SharePoint": r"sharepoint( ?-.*)?",
    "Dropbox": r"dropbox( ?[-(].*)?",
    "Google Drive": r"google ?drive( ?[-(].*)?|googledrive-.*",
    "iCloud": r"icloud ?drive.*|mobile documents|com~apple~clouddocs",
    "Nextcloud": r"nextcloud\d*|owncloud\d*",
    "Box": r"box sync|box-box",
    "a cloud service": r"cloudstorage",
}
_NAMES: Final = {service: re.compile(pattern, re.IGNORECASE) for service, pattern in _SYNCHRONISED.items()}
"""Names of folders that programs keep the same on several computers."""

_MARKS: Final = {
    "OneDrive": re.compile(r"\.849C9593-D756-4E56-8D6E-42412F2A707B"),
    "Dropbox": re.compile(r"\.dropbox\.cache"),
    "Google Drive": re.compile(r"\.tmp\.drive(download|upload)"),
    "Nextcloud": re.compile(r"\.nextcloudsync\.log|\.owncloudsync\.log|\._?sync_[0-9a-f]+\.db"),
    "Syncthing": re.compile(r"\.stfolder"),
}
"""What they leave in the topmost of their folders."""


def shared_by(
    file: PurePath,
    mounts: Iterable[Mount],
    names_in: Callable[[PurePath], Collection[str]],
    roots: Collection[PurePath] = (),
) -> str | None:
    """What shares the folder of a file with other machines ("OneDrive", "a network"); None where nothing does.

    `names_in` gives the names of what stands in a folder; `roots` are folders known to be synchronised.
    """
    if isinstance(file, PureWindowsPath) and file.drive.startswith("\\\\"):
        return "a network"
    around = [mount for mount in mounts if file.is_relative_to(mount.folder)]
    if around and max(around, key=lambda mount: len(mount.folder.parts)).kind in NETWORK:
        return "a network"
    if any(file.is_relative_to(root) for root in roots):
        return "OneDrive"
    for folder in file.parents:
        for service, name in _NAMES.items():
            if name.fullmatch(folder.name):
                return service
        found = names_in(folder)
        for service, mark in _MARKS.items():
            if any(mark.fullmatch(each) for each in found):
                return service
    return None


def mounts_in(table: str) -> tuple[Mount, ...]:
    """The mounts that Linux tells of in /proc/self/mountinfo; the last one over a folder is the one seen."""
    mounts = {}
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if dash and len(fields) > _FOLDER:
            mounts[_unescaped(fields[_FOLDER])] = after.split(" ")[0]
    return tuple(Mount(folder=Path(folder), kind=kind) for folder, kind in mounts.items())


def mounts_told(table: str) -> tuple[Mount, ...]:
    """The mounts that macOS tells of by its command `mount`: "//pc/share on /Volumes/share (smbfs, nodev)"."""
    told = re.findall(r"^.* on (/.*) \((\w+)[,)]", table, re.MULTILINE)
    return tuple(Mount(folder=Path(folder), kind=kind) for folder, kind in told)


_FOLDER: Final = 4


def _unescaped(text: str) -> str:
    """A folder's name as it is: the table writes a space, and the like, by its number."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match.group(1), 8)), text)


def shared_here(file: Path) -> str | None:
    """What shares the folder of this file of this machine, as named and as it really is; None if nothing does."""
    mounts, roots = _mounts(), _roots()
    for path in dict.fromkeys((file.absolute(), file.resolve())):
        found = shared_by(path, (*mounts, *_drive(path)), _names_in, roots)
        if found:
            return found
    return None


def _mounts() -> tuple[Mount, ...]:
    try:
        return mounts_in(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:  # not Linux
        return mounts_told(_told_by_mac()) if sys.platform == "darwin" else ()


def _told_by_mac() -> str:
    try:
        done = subprocess.run(["/sbin/mount"], check=False, capture_output=True, encoding="utf-8", timeout=10)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _names_in(folder: PurePath) -> Collection[str]:
    """The hidden names in a folder; none where it cannot be looked into."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.name.startswith(".")]
    except OSError:
        return ()


if sys.platform == "win32":
    import ctypes
    import winreg

    _REMOTE: Final = 4

    def _drive(path: Path) -> tuple[Mount, ...]:
        """The drive of a path, where it is one of a network."""
        if not path.anchor or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) != _REMOTE:
            return ()
        return (Mount(folder=Path(path.anchor), kind="remote"),)

    def _roots() -> tuple[Path, ...]:
        """The folders that OneDrive keeps, libraries of SharePoint among them."""
        found = [os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")]
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\SyncEngines\Providers\OneDrive") as top:
                for number in range(winreg.QueryInfoKey(top)[0]):
                    with winreg.OpenKey(top, winreg.EnumKey(top, number)) as key:
                        found.append(str(winreg.QueryValueEx(key, "MountPoint")[0]))
        except OSError:  # OneDrive is not there, or keeps nothing
            pass
        return tuple(Path(each) for each in found if each)

else:

    def _drive(path: Path) -> tuple[Mount, ...]:  # noqa: ARG001 - drives are of Windows
        """No drive."""
        return ()

    def _roots() -> tuple[Path, ...]:
        """No folder that is known by more than its name and marks."""
        return ()
