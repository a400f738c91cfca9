//! Who commits.

use std::path::Path;

use git2::{Config, ConfigLevel};
use serde::{Deserialize, Serialize};

use super::folder::open_folder;
use crate::{Result, libgit2_options};

/// Who commits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// The `user.name` and `user.email` of Git's configuration: of the folder where one is given, else the user's, else the
/// system's; nothing where either is missing. Nothing else of that configuration is ever read.
///
/// A folder that cannot be opened (any more) says nothing: it is only where to look first.
pub fn configured_identity(folder: Option<&Path>) -> Result<Option<Identity>> {
    let mut config = Config::new()?;
    for (file, level) in libgit2_options::apply()? {
        config.add_file(file, *level, false)?;
    }
    if let Some(folder) = folder.and_then(|folder| open_folder(folder).ok()) {
        let own = folder.commondir().join("config");
        config.add_file(&own, ConfigLevel::Local, false)?;
    }
    let config = config.snapshot()?;
    let value = |key: &str| {
        let text = config.get_string(key).unwrap_or_default();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    Ok(value("user.name")
        .zip(value("user.email"))
        .map(|(name, email)| Identity { name, email }))
}
