//! The plain MD5 sum that App47 sends beside its payload.
//!
//! It proves nothing about the sender: there is no key in it. It is here because receivers compare it.

use std::fmt::Write;

use md5::{Digest, Md5};

/// The MD5 sum (RFC 1321) of `bytes` as 32 lower-case hexadecimal digits.
pub fn md5_hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(32);
    for byte in Md5::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_of_rfc_1321_come_out() {
        assert_eq!(md5_hex(b""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(md5_hex(b"message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
    }
}
