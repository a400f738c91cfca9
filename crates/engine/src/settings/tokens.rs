//! Tokens of the programming interface: who may ask a server of ours for what.
//!
//! A token is 256 random bits. It is told once, when it is made; the file keeps its SHA-256, which is as good as the
//! token for recognising it and no good for using it. So many bits cannot be guessed, and need no slow hash.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use manifold_domain::object::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::file;
use crate::Error;
use crate::secrets::Secret;

/// What opens every token, so that people and scanners for leaked secrets know one when they see it.
const PREFIX: &str = "manifold_";

/// The longest name of a token, in characters.
const LONGEST_NAME: usize = 100;

/// What a token allows. Neither scope has the other in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// `releases:read`: to read manifests and releases.
    #[serde(rename = "releases:read")]
    Read,
    /// `releases:write`: to push branches that change manifests or add releases.
    #[serde(rename = "releases:write")]
    Write,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    /// The scope as people write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "releases:read",
            Self::Write => "releases:write",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scope {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        let known = Self::ALL.into_iter().find(|scope| scope.as_str() == text);
        known.ok_or_else(|| TokenError::ScopeUnknown(text.to_owned()))
    }
}

/// A token, without what it is recognised by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// Names it for [`revoke`]: eight hexadecimal digits.
    pub id: String,
    /// What it is for, in its maker's words; no two have the same.
    pub name: String,
    /// What it allows, sorted.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created: Timestamp,
    /// From when on it allows nothing; nothing where it never ends.
    pub expires: Option<Timestamp>,
}

/// A token that is to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it allows.
    pub scopes: Vec<Scope>,
    /// From when on it allows nothing; nothing for never.
    pub expires: Option<Timestamp>,
}

/// Why a token cannot be made, or the file of tokens not be used.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// A name that is empty, too long or not on one line.
    #[error("A token's name is one line of 1 to {LONGEST_NAME} characters.")]
    Name,
    /// Another token has the name.
    #[error("There is already a token named {0}. Revoke it first, or choose another name.")]
    NameTaken(String),
    /// A token that allows nothing.
    #[error("A token needs a scope: releases:read, releases:write, or both.")]
    NoScope,
    /// Not a scope.
    #[error("There is no scope '{0}'. There are releases:read and releases:write.")]
    ScopeUnknown(String),
    /// A token that has ended before it began.
    #[error("The time at which the token ends is past.")]
    Expired,
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] Error),
}

#[derive(Clone, Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    token: Token,
    /// The SHA-256 of the token's text, in hexadecimal digits.
    sha256: String,
}

#[derive(Default, Serialize, Deserialize)]
struct Content {
    tokens: Vec<Stored>,
}

/// Makes a token and adds it to the file, which is made where it is missing, readable for its owner alone. The secret is
/// kept nowhere.
pub fn create(path: &Path, new: NewToken, now: Timestamp) -> Result<(Token, Secret), TokenError> {
    let NewToken {
        name,
        mut scopes,
        expires,
    } = new;
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count())
        && name.trim() == name
        && !name.contains(char::is_control);
    if !is_name {
        return Err(TokenError::Name);
    }
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(TokenError::NoScope);
    }
    if expires.is_some_and(|expires| expires <= now) {
        return Err(TokenError::Expired);
    }
    if let Some(folder) = path.parent() {
        file::create_private_folder(folder)?;
    }
    let _lock = lock(path)?;
    let mut content = read(path)?;
    if content.tokens.iter().any(|stored| stored.token.name == name) {
        return Err(TokenError::NameTaken(name));
    }
    let secret = Secret::new(format!("{PREFIX}{}", hex(&rand::random::<[u8; 32]>())));
    let token = Token {
        id: format!("{:08x}", rand::random::<u32>()),
        name,
        scopes,
        created: now,
        expires,
    };
    content.tokens.push(Stored {
        token: token.clone(),
        sha256: hex(&digest(secret.expose())),
    });
    file::write(path, &content)?;
    Ok((token, secret))
}

/// The tokens of the file, oldest first; none where there is no file.
pub fn list(path: &Path) -> Result<Vec<Token>, TokenError> {
    Ok(read(path)?
        .tokens
        .into_iter()
        .map(|stored| stored.token)
        .collect())
}

/// Takes the token of this id or name out of the file, so that it allows nothing any more. Answers it; nothing where there
/// is none.
pub fn revoke(path: &Path, id_or_name: &str) -> Result<Option<Token>, TokenError> {
    if !path.exists() {
        return Ok(None);
    }
    let _lock = lock(path)?;
    let mut content = read(path)?;
    let is_it = |stored: &Stored| stored.token.id == id_or_name || stored.token.name == id_or_name;
    let Some(index) = content.tokens.iter().position(is_it) else {
        return Ok(None);
    };
    let revoked = content.tokens.remove(index);
    file::write(path, &content)?;
    Ok(Some(revoked.token))
}

/// The tokens that a server recognises: those of a file, as it is at each request, and one that its environment gives it.
pub struct Tokens {
    path: PathBuf,
    given: Option<Stored>,
    read: Mutex<Option<(Stamp, Arc<[Stored]>)>>,
}

/// What tells one state of a file from another: every change puts a new file in its place.
type Stamp = Option<(SystemTime, u64, u64)>;

impl Tokens {
    /// The tokens of this file, which need not be there yet. `given`, unless it is empty, is one more token, named
    /// `environment`, with every scope.
    pub fn new(path: PathBuf, given: Option<&str>) -> Self {
        let given = given.filter(|text| !text.is_empty()).map(|text| Stored {
            token: Token {
                id: "environment".to_owned(),
                name: "environment".to_owned(),
                scopes: Scope::ALL.into(),
                created: Timestamp(0),
                expires: None,
            },
            sha256: hex(&digest(text)),
        });
        Self {
            path,
            given,
            read: Mutex::default(),
        }
    }

    /// Whether no token is recognised at all.
    pub fn is_empty(&self) -> Result<bool, TokenError> {
        Ok(self.given.is_none() && self.stored()?.is_empty())
    }

    /// The token that somebody shows, where it is one and has not ended. Takes as long for a wrong one as for a right one.
    pub fn find(&self, shown: &str, now: Timestamp) -> Result<Option<Token>, TokenError> {
        let shown = hex(&digest(shown));
        let stored = self.stored()?;
        let mut found = None;
        for known in stored.iter().chain(&self.given) {
            if known.sha256.as_bytes().ct_eq(shown.as_bytes()).into() {
                found = Some(&known.token);
            }
        }
        Ok(found
            .filter(|token| token.expires.is_none_or(|expires| now < expires))
            .cloned())
    }

    fn stored(&self) -> Result<Arc<[Stored]>, TokenError> {
        // Asked before the file is read: what changes meanwhile is read at the next request.
        let stamp = stamp(&self.path)?;
        let mut known = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, stored)) = known.as_ref().filter(|(of, _)| *of == stamp) {
            return Ok(Arc::clone(stored));
        }
        let stored: Arc<[Stored]> = read(&self.path)?.tokens.into();
        *known = Some((stamp, Arc::clone(&stored)));
        Ok(stored)
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

fn stamp(path: &Path) -> Result<Stamp, Error> {
    let metadata = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found.map_err(Error::io(format!("Reading {}", path.display())))?,
    };
    let modified = metadata
        .modified()
        .map_err(Error::io(format!("Reading {}", path.display())))?;
    Ok(Some((modified, metadata.len(), file_number(&metadata))))
}

#[cfg(unix)]
fn file_number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn file_number(_: &fs::Metadata) -> u64 {
    0
}

/// A file that cannot be understood is left as it is: whoever is in it, nobody else gets in.
fn read(path: &Path) -> Result<Content, Error> {
    let failed = || format!("Reading {}", path.display());
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::default()),
        read => read.map_err(Error::io(failed()))?,
    };
    serde_json::from_slice(&bytes).map_err(|error| Error::io(failed())(error.into()))
}

/// Waits until no other process changes the file. The lock ends with the value.
fn lock(path: &Path) -> Result<File, Error> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let failed = || format!("Locking {}", path.display());
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(name)
        .map_err(Error::io(failed()))?;
    lock.lock().map_err(Error::io(failed()))?;
    Ok(lock)
}
