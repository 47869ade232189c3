//! Plain digests, and bytes as text. They prove nothing about who made them: there is no key in them, see `signature`.

use std::fmt::Write;

use aws_lc_rs::digest::{Context, SHA256};
use md5::{Digest, Md5};

/// The SHA-256 (FIPS 180-4) of these parts, one after the other.
pub fn sha256<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    parts.into_iter().for_each(|part| context.update(part));
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
}

/// The MD5 sum (RFC 1321) of `bytes` as 32 lower-case hexadecimal digits. It is here because receivers of App47 compare
/// it.
pub fn md5_hex(bytes: &[u8]) -> String {
    hex(&Md5::digest(bytes))
}

/// `bytes` as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
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

    #[test]
    fn the_sum_of_parts_is_that_of_the_whole() {
        let whole = sha256([b"abc".as_slice()]);
        assert_eq!(hex(&whole), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sha256([b"a".as_slice(), b"", b"bc"]), whole);
    }
}
