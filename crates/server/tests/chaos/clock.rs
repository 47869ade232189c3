//! Clocks that can be moved: one for each process, by a small library that is loaded into it (`clock.c`).

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The library, if it can be built here.
pub(crate) struct Clocks {
    library: PathBuf,
    folder: PathBuf,
}

impl Clocks {
    /// Builds the library in `folder`; `None` where there is no C compiler or no `LD_PRELOAD`.
    pub(crate) fn make(folder: &Path) -> Option<Self> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let library = folder.join("clock.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/chaos/clock.c");
        let build = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-o"])
            .args([library.as_path(), Path::new(source)])
            .stderr(Stdio::null())
            .status();
        build.is_ok_and(|status| status.success()).then(|| Self { library, folder: folder.to_owned() })
    }

    /// The variables that give a process a clock of its own, at the right time.
    pub(crate) fn variables(&self, name: &str) -> [(&'static str, PathBuf); 2] {
        self.set(name, 0);
        [("LD_PRELOAD", self.library.clone()), ("CHAOS_CLOCK", self.file(name))]
    }

    /// Moves the clock of this process this many seconds off the right time.
    pub(crate) fn set(&self, name: &str, seconds: i64) {
        // In place and never shorter: the process has mapped this file.
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(self.file(name));
        file.unwrap().write_all(&seconds.to_ne_bytes()).unwrap();
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("clock-{name}"))
    }
}
