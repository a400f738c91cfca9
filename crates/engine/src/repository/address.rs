//! Where a remote is.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{Error, Result};

/// The address of a remote. It never holds a secret: passwords and tokens in a URL are left out when it is read.
///
/// ```
/// use manifold_engine::repository::RemoteAddress;
/// let address: RemoteAddress = "https://jo:ghp_secret@github.com/acme/retool.git".parse().unwrap();
/// assert_eq!(address.to_string(), "https://jo@github.com/acme/retool.git");
/// assert_eq!(address.host(), Some("github.com"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RemoteAddress {
    /// A folder on this computer.
    Path(PathBuf),
    /// The same, written as `file://`.
    File(PathBuf),
    /// `https://…`, or `http://…`: see [`RemoteAddress::is_plain_http`].
    Https(Url),
    /// `ssh://…` or `user@host:path`.
    Ssh(SshAddress),
}

/// The address of a repository that is reached through SSH.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SshAddress {
    /// The user, where the address names one.
    pub user: Option<String>,
    /// The host.
    pub host: String,
    /// The port, where it is not SSH's own.
    pub port: Option<u16>,
    /// The path on the host, as the address writes it: `/srv/x.git`, `acme/retool.git`, `~/x.git`.
    pub path: String,
    /// Whether it is written `user@host:path`, where a path without a leading slash starts at the user's home.
    pub is_scp_like: bool,
}

impl RemoteAddress {
    /// Reads an address as Git does: a space at its beginning or end belongs to it. A relative path starts at the
    /// current folder.
    pub fn parse(text: &str) -> Result<Self> {
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err(refused("An address is one line of text."));
        }
        if let Some((scheme, _)) = text.split_once("://") {
            return Self::parse_url(text, &scheme.to_ascii_lowercase());
        }
        if let Some(ssh) = SshAddress::parse_scp_like(text)? {
            return Ok(Self::Ssh(ssh));
        }
        let path = std::path::absolute(text).map_err(Error::io(format!("Reading the path {text}")))?;
        Ok(Self::Path(path))
    }

    fn parse_url(text: &str, scheme: &str) -> Result<Self> {
        let mut url =
            Url::parse(text).map_err(|error| refused(format!("This is not an address: {error}.")))?;
        url.set_query(None);
        url.set_fragment(None);
        match scheme {
            "https" | "http" => {
                let had_password = url.password().is_some();
                let has_secret_user = !had_password && looks_secret(url.username());
                // Neither call fails for a URL that has a host, as every URL of these schemes has.
                if url.set_password(None).is_err() || (has_secret_user && url.set_username("").is_err()) {
                    return Err(refused("The address has no host."));
                }
                Ok(Self::Https(url))
            }
            "ssh" | "git+ssh" | "ssh+git" => Ok(Self::Ssh(SshAddress::from_url(&url)?)),
            "file" => url
                .to_file_path()
                .map(Self::File)
                .map_err(|()| refused("A file:// address names a folder on this computer.")),
            _ => Err(refused(format!(
                "Addresses that start with {scheme}:// are not supported."
            ))),
        }
    }

    /// The host, in lower case; none for a folder on this computer.
    pub fn host(&self) -> Option<&str> {
        match self {
            Self::Path(_) | Self::File(_) => None,
            Self::Https(url) => url.host_str(),
            Self::Ssh(ssh) => Some(&ssh.host),
        }
    }

    /// The user that the address names.
    pub fn user(&self) -> Option<&str> {
        match self {
            Self::Path(_) | Self::File(_) => None,
            Self::Https(url) => Some(url.username()).filter(|user| !user.is_empty()),
            Self::Ssh(ssh) => ssh.user.as_deref(),
        }
    }

    /// The path on the host, without slashes around it and without `.git`; none for a folder on this computer.
    pub fn repository_path(&self) -> Option<&str> {
        let path = match self {
            Self::Path(_) | Self::File(_) => return None,
            Self::Https(url) => url.path(),
            Self::Ssh(ssh) => &ssh.path,
        };
        let path = path.trim_matches('/');
        Some(path.strip_suffix(".git").unwrap_or(path))
    }

    /// The folder, where the remote is one on this computer.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Path(path) | Self::File(path) => Some(path),
            Self::Https(_) | Self::Ssh(_) => None,
        }
    }

    /// The same address; of a folder on this computer by its real path, where the folder is there.
    #[must_use]
    pub fn resolved(self) -> Self {
        let real = |path: PathBuf| std::fs::canonicalize(&path).unwrap_or(path);
        match self {
            Self::Path(path) => Self::Path(real(path)),
            Self::File(path) => Self::File(real(path)),
            network => network,
        }
    }

    /// Whether both lead to the same place: a folder is the same as a path and as a `file://` address.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self.folder(), other.folder()) {
            (Some(one), Some(other)) => one == other,
            _ => self == other,
        }
    }

    /// The user that SSH signs in as: the one that the address names, else the one by which Git hosts know everybody.
    pub fn ssh_user(&self) -> &str {
        self.user().unwrap_or("git")
    }

    /// Whether what is sent can be read on the way: warn before a secret goes there.
    pub fn is_plain_http(&self) -> bool {
        matches!(self, Self::Https(url) if url.scheme() == "http")
    }

    /// What to call the remote in a sentence: its host, or its folder.
    pub(crate) fn name(&self) -> String {
        self.host().map_or_else(|| self.to_string(), ToOwned::to_owned)
    }

    /// The address as libgit2 reads it. Folders become `file://` URLs, since libgit2 takes a path with a colon in it
    /// for an SSH address.
    pub(crate) fn to_git(&self) -> Result<String> {
        match self.folder() {
            None => Ok(self.to_string()),
            Some(path) => Url::from_file_path(path)
                .map(String::from)
                .map_err(|()| refused(format!("{} is not a whole path.", path.display()))),
        }
    }
}

impl SshAddress {
    /// Reads `[user@]host:path`. Git's own rule: the colon comes before the first slash.
    fn parse_scp_like(text: &str) -> Result<Option<Self>> {
        let Some((authority, path)) = split_authority(text) else {
            return Ok(None);
        };
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        Self::checked(user, host, None, path, true).map(Some)
    }

    fn from_url(url: &Url) -> Result<Self> {
        let user = Some(url.username()).filter(|user| !user.is_empty());
        let host = url.host_str().unwrap_or_default();
        Self::checked(user, host.trim_matches(['[', ']']), url.port(), url.path(), false)
    }

    /// A leading dash would be read as an option by programs further down.
    fn checked(
        user: Option<&str>,
        host: &str,
        port: Option<u16>,
        path: &str,
        is_scp_like: bool,
    ) -> Result<Self> {
        if host.is_empty() || path.trim_matches('/').is_empty() {
            return Err(refused("An SSH address names a host and a path."));
        }
        let is_option = |part: &str| part.starts_with('-');
        if is_option(host) || is_option(path) || path.starts_with(':') || user.is_some_and(is_option) {
            return Err(refused(
                "No part of an SSH address starts with a dash or a second colon.",
            ));
        }
        Ok(Self {
            user: user.map(ToOwned::to_owned),
            host: host.to_ascii_lowercase(),
            port,
            path: path.to_owned(),
            is_scp_like,
        })
    }
}

/// Splits `authority:path`, where the authority may hold an IPv6 address in brackets; nothing for a plain path.
fn split_authority(text: &str) -> Option<(&str, &str)> {
    let after_brackets = text.find(']').map_or(0, |end| end + 1);
    let colon = after_brackets + text.get(after_brackets..)?.find(':')?;
    let (authority, path) = (text.get(..colon)?, text.get(colon + 1..)?);
    // One letter before the colon is a drive on Windows.
    (!authority.contains('/') && authority.len() > 1).then_some((authority, path))
}

/// Whether a user name in a URL is a token instead, as in `https://ghp_…@github.com`.
fn looks_secret(user: &str) -> bool {
    let prefixes = [
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "ATBB",
        "ATCTT",
    ];
    prefixes.iter().any(|prefix| user.starts_with(prefix))
        || (user.len() >= 32 && user.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn refused(reason: impl Into<String>) -> Error {
    Error::AddressRefused {
        reason: reason.into(),
    }
}

impl fmt::Display for RemoteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // What reads back to the same path: not every name of a folder is a line of text.
            Self::Path(path) => match path.to_str() {
                Some(text) if !text.contains(char::is_control) => f.write_str(text),
                _ => write_as_url(path, f),
            },
            Self::File(path) => write_as_url(path, f),
            Self::Https(url) => url.fmt(f),
            Self::Ssh(ssh) => ssh.fmt(f),
        }
    }
}

fn write_as_url(path: &Path, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match Url::from_file_path(path) {
        Ok(url) => f.write_str(url.as_str()),
        Err(()) => write!(f, "file://{}", path.display()),
    }
}

impl fmt::Display for SshAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_scp_like {
            f.write_str("ssh://")?;
        }
        if let Some(user) = &self.user {
            write!(f, "{user}@")?;
        }
        if self.host.contains(':') {
            write!(f, "[{}]", self.host)?;
        } else {
            f.write_str(&self.host)?;
        }
        if self.is_scp_like {
            return write!(f, ":{}", self.path);
        }
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&self.path)
    }
}

impl FromStr for RemoteAddress {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl TryFrom<String> for RemoteAddress {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<RemoteAddress> for String {
    fn from(address: RemoteAddress) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_an_address_reads_back_to_itself() {
        for text in [
            "https://github.com/acme/retool.git",
            "http://git.example.com:3000/acme/retool",
            "ssh://git@example.com:2222/srv/retool.git",
            "ssh://example.com/~jo/retool.git",
            "git@github.com:acme/retool.git",
            "example.com:retool",
            "git@[::1]:retool.git",
            "/srv/git/retool.git",
            "file:///srv/git/a%20b.git",
        ] {
            let address = RemoteAddress::parse(text).unwrap();
            assert_eq!(address.to_string(), text);
            assert_eq!(RemoteAddress::parse(&address.to_string()).unwrap(), address);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_reads_back_whatever_its_name() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        for name in [
            b"apps ".as_slice(),
            b" apps",
            b"\tapps\n",
            b"a:b",
            b"100%",
            b"a?b#c",
            b"caf\xe9",
            "\u{a0}apps\u{2003}".as_bytes(),
        ] {
            let folder = Path::new("/srv").join(OsStr::from_bytes(name));
            for address in [
                RemoteAddress::Path(folder.clone()),
                RemoteAddress::File(folder.clone()),
            ] {
                let read = RemoteAddress::parse(&address.to_string()).unwrap();
                assert_eq!(read.folder(), Some(folder.as_path()), "{address}");
            }
        }
    }

    #[test]
    fn no_secret_of_an_address_is_kept() {
        for (text, shown) in [
            ("https://jo:secret@example.com/x", "https://jo@example.com/x"),
            ("https://ghp_secret@example.com/x", "https://example.com/x"),
            ("https://glpat-secret@example.com/x", "https://example.com/x"),
            (
                "https://example.com/x?private_token=secret#secret",
                "https://example.com/x",
            ),
            ("ssh://git:secret@example.com/x", "ssh://git@example.com/x"),
        ] {
            let address = RemoteAddress::parse(text).unwrap();
            assert_eq!(address.to_string(), shown);
            assert!(!format!("{address:?}").contains("secret"), "{text}");
        }
    }

    #[test]
    fn other_schemes_and_options_in_disguise_are_refused() {
        for text in [
            "",
            "ext::sh -c id",
            "git://example.com/x",
            "ftp://example.com/x",
            "ssh://-oProxyCommand=id/x",
            "-oProxyCommand=id:x",
            "git@example.com:",
            "git@example.com:-x",
            "https://",
            "/srv/\nx",
        ] {
            let refused = RemoteAddress::parse(text).unwrap_err();
            assert!(
                matches!(refused, Error::AddressRefused { .. }),
                "{text}: {refused:?}"
            );
        }
    }

    #[test]
    fn the_parts_of_an_address_are_known() {
        let address = RemoteAddress::parse("git@github.com:acme/retool.git").unwrap();
        assert_eq!(address.host(), Some("github.com"));
        assert_eq!(address.user(), Some("git"));
        assert_eq!(address.repository_path(), Some("acme/retool"));
        assert!(
            RemoteAddress::parse("http://example.com/x")
                .unwrap()
                .is_plain_http()
        );
        assert!(
            !RemoteAddress::parse("https://example.com/x")
                .unwrap()
                .is_plain_http()
        );
    }
}
