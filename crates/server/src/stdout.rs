//! What commands answer, on stdout, which may be a pipe that is read in part or a file on a disk that is full.

use std::io::{self, ErrorKind, Write, stdout};

use crate::commands::Failure;

/// Prints a line as `println!` does, by [`print()`].
macro_rules! say {
    ($($text:tt)*) => { $crate::stdout::print(&format!("{}\n", format_args!($($text)*))) };
}
pub(crate) use say;

/// Writes what a command answers. Where nobody reads on, as behind `head`, they have what they wanted: the
/// command goes on in silence.
///
/// # Errors
/// If it cannot be written for another reason.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    judge(write(text))
}

/// Writes this text, and leaves nothing of it in a buffer.
pub(crate) fn write(text: &str) -> io::Result<()> {
    let mut stdout = stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Whether a command can go on after this, as [`print()`] says.
pub(crate) fn judge(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the answer cannot be written to stdout: {error}")))
        }
        _ => Ok(()),
    }
}
