//! A small disk of its own for the database, so that it can be filled up without hurting anybody else.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Small enough to be filled in a moment, large enough for what a run writes.
const SIZE: &str = "size=600m,mode=755";
/// What fills it.
const BALLAST: &str = "ballast";

/// A folder that goes away when this is dropped; a disk of its own where mounting is allowed.
pub(crate) struct Disk {
    folder: PathBuf,
    /// True if it can be filled up.
    pub(crate) is_own: bool,
}

impl Disk {
    pub(crate) fn make() -> Self {
        // A socket's path may have 107 bytes, and TMPDIR may be long.
        let folder = tempfile::Builder::new().prefix("billhook-chaos.").tempdir_in("/tmp").unwrap().keep();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "billhook-chaos"])
            .arg(&folder)
            .stderr(Stdio::null())
            .status();
        Self { folder, is_own: mount.is_ok_and(|status| status.success()) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.folder
    }

    /// Leaves no byte free.
    pub(crate) fn fill(&self) {
        let mut ballast = File::create(self.folder.join(BALLAST)).unwrap();
        let mut piece = &[0_u8; 1 << 20][..];
        while !piece.is_empty() {
            if ballast.write_all(piece).is_err() {
                piece = &piece[..piece.len() / 2];
            }
        }
    }

    /// Takes the ballast away.
    pub(crate) fn free(&self) {
        let _ = fs::remove_file(self.folder.join(BALLAST));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_own {
            let _ = Command::new("umount").arg("--lazy").arg(&self.folder).status();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}
