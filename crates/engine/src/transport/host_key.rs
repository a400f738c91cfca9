//! Whether an SSH host is the one it was before.

use std::path::Path;

use git2::cert::CertHostkey;
use ssh2::{CheckResult, KnownHostFileKind, Session};

use super::credentials::{AcceptedHostKeys, Credentials};
use crate::repository::RemoteAddress;
use crate::{Error, Result};

/// SSH's own port.
const PORT: u16 = 22;

/// Passes a host that shows the key which `known_hosts` lists or the user has accepted, and never one that shows another.
pub(super) fn check(
    address: &RemoteAddress,
    key: &CertHostkey<'_>,
    credentials: &dyn Credentials,
) -> Result<()> {
    let RemoteAddress::Ssh(ssh) = address else {
        return Err(Error::RedirectRefused { host: address.name() });
    };
    let port = ssh.port.unwrap_or(PORT);
    let host = name(&ssh.host, port);
    let (Some(bytes), Some(digest)) = (key.hostkey(), key.hash_sha256()) else {
        return Err(Error::NetworkUnreachable {
            host,
            reason: "it shows no key".to_owned(),
        });
    };
    let fingerprint = fingerprint(digest);
    if let Some(file) = credentials.known_hosts() {
        match known(&file, &ssh.host, port, bytes) {
            CheckResult::Match => return Ok(()),
            CheckResult::Mismatch => {
                return Err(Error::HostKeyChanged {
                    host,
                    fingerprint,
                    file,
                });
            }
            CheckResult::NotFound | CheckResult::Failure => {}
        }
    }
    let AcceptedHostKeys { fingerprints, file } = credentials.accepted_host_keys(&host);
    if fingerprints.contains(&fingerprint) {
        Ok(())
    } else if fingerprints.is_empty() {
        Err(Error::HostKeyUnknown { host, fingerprint })
    } else {
        Err(Error::HostKeyChanged {
            host,
            fingerprint,
            file,
        })
    }
}

/// A host as `known_hosts` names it: each port may be another machine's.
fn name(host: &str, port: u16) -> String {
    match port {
        PORT => host.to_owned(),
        _ => format!("[{host}]:{port}"),
    }
}

/// What `known_hosts` says; a file that cannot be read knows no host.
fn known(file: &Path, host: &str, port: u16, key: &[u8]) -> CheckResult {
    let checked = || -> Result<CheckResult, ssh2::Error> {
        let mut hosts = Session::new()?.known_hosts()?;
        hosts.read_file(file, KnownHostFileKind::OpenSSH)?;
        Ok(hosts.check_port(host, port, key))
    };
    checked().unwrap_or(CheckResult::NotFound)
}

/// `SHA256:` and the digest in Base64 without padding, as `ssh-keygen -lf` prints it.
fn fingerprint(digest: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = "SHA256:".to_owned();
    for chunk in digest.chunks(3) {
        let bits = chunk
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for index in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(bits >> (18 - 6 * index)) as usize & 63]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_written_as_openssh_writes_it() {
        // printf '' | sha256sum | xxd -r -p | base64
        let digest = [
            0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
            0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
        ];
        assert_eq!(
            fingerprint(&digest),
            "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
        );
    }
}
