//! Files of private keys.

use std::fs;
use std::path::Path;

use crate::{Error, Result};

/// How the content of an OpenSSH key begins whose cipher is `none`: the Base64 of `openssh-key-v1`, a zero byte and
/// the length and text of the cipher's name
/// (<https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key>).
const UNENCRYPTED_OPENSSH: &str = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU";

/// Whether a private key needs a passphrase, by what its file says of itself. A file that holds no key needs none.
pub(super) fn is_encrypted(file: &Path) -> Result<bool> {
    let text = fs::read(file).map_err(Error::io(format!("Reading the key {}", file.display())))?;
    Ok(says_encrypted(&String::from_utf8_lossy(&text)))
}

fn says_encrypted(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| !line.starts_with("-----BEGIN "));
    match lines.next() {
        Some("-----BEGIN ENCRYPTED PRIVATE KEY-----") => true,
        Some("-----BEGIN OPENSSH PRIVATE KEY-----") => lines
            .next()
            .is_some_and(|line| !line.starts_with(UNENCRYPTED_OPENSSH)),
        // RFC 1421, which RSA, DSA and EC keys in the older form follow.
        Some(_) => lines
            .take_while(|line| line.contains(':'))
            .any(|line| line == "Proc-Type: 4,ENCRYPTED"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_key_says_whether_it_is_encrypted() {
        let key = |kind: &str, body: &str| format!("-----BEGIN {kind}-----\n{body}\n-----END {kind}-----\n");
        // The first lines of what `ssh-keygen` and `openssl genpkey` write.
        for (text, expected) in [
            (
                key(
                    "OPENSSH PRIVATE KEY",
                    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW",
                ),
                false,
            ),
            (
                key(
                    "OPENSSH PRIVATE KEY",
                    "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABDS6cvZrr",
                ),
                true,
            ),
            (key("PRIVATE KEY", "MC4CAQAwBQYDK2VwBCIEIA"), false),
            (key("ENCRYPTED PRIVATE KEY", "MIGbMFcGCSqGSIb3DQEFDT"), true),
            (key("RSA PRIVATE KEY", "MIIEpAIBAAKCAQEA"), false),
            (
                key(
                    "RSA PRIVATE KEY",
                    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMIIE",
                ),
                true,
            ),
            ("ssh-ed25519 AAAA".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(says_encrypted(&text), expected, "{text}");
        }
    }
}
