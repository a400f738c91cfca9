//! SSH host keys that the user accepted, beside those in `known_hosts`.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct TrustedHosts {
    pub(super) hosts: Vec<TrustedHost>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TrustedHost {
    pub(super) host: String,
    /// `SHA256:…`, as OpenSSH prints it.
    pub(super) fingerprint: String,
}

impl TrustedHosts {
    /// A host may have several keys, of different kinds.
    pub(super) fn add(&mut self, host: &str, fingerprint: &str) {
        let trusted = TrustedHost {
            host: host.to_owned(),
            fingerprint: fingerprint.to_owned(),
        };
        if !self.hosts.contains(&trusted) {
            self.hosts.push(trusted);
        }
    }
}
