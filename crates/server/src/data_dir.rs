//! The folder for what an installation keeps on disk. Only its owner may look into it.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

/// Makes the folder and those above it if they are missing; one that exists stays as it is.
pub(crate) fn make(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}
