//! Where the window serves the programming interface, and which repository.

use std::net::{Ipv4Addr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::RepositoryId;

/// What the user chose for the programming interface, on this computer. Without a file it is off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ApiServing {
    /// The repository that is served; nothing where it is switched off.
    pub repository: Option<RepositoryId>,
    /// The address and port to listen on.
    pub listen: SocketAddr,
}

impl Default for ApiServing {
    fn default() -> Self {
        Self {
            repository: None,
            listen: (Ipv4Addr::LOCALHOST, 7171).into(),
        }
    }
}
