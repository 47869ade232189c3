//! Mails as files, for as long as no mail server is configured: `<data dir>/mail/<time>-<kind>-<id>.eml`.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Writes a mail so that its file, once it can be seen, is whole and outlasts a power cut. Only its owner may read
/// it: it may hold a link that opens an account. The same name again replaces the file.
pub(super) fn write(folder: &Path, name: &str, mail: &[u8]) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // Not `.eml` yet: whoever watches the folder must not see half a mail.
    let draft = folder.join(format!("{name}.{}.part", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    let written = file.write_all(mail).and_then(|()| file.sync_all());
    let placed = written.and_then(|()| fs::rename(&draft, folder.join(format!("{name}.eml"))));
    if placed.is_err() {
        let _ = fs::remove_file(&draft);
    }
    placed?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use super::*;

    #[test]
    fn a_mail_is_whole_and_only_its_owner_may_read_it() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("mail");
        write(&folder, "a", b"first").unwrap();
        write(&folder, "a", b"again").unwrap();
        let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files, [folder.join("a.eml")]);
        assert_eq!(fs::read(&files[0]).unwrap(), b"again");
        assert_eq!(fs::metadata(&files[0]).unwrap().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_mail_that_cannot_be_written_leaves_nothing_behind() {
        let data = tempfile::tempdir().unwrap();
        fs::create_dir_all(data.path().join("a.eml/full")).unwrap();
        assert!(write(data.path(), "a", b"x").is_err());
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 1);
    }
}
