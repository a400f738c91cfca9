//! What a program without a window gives the application, in place of a person who sets a connection.

use manifold_domain::plan::BranchName;
use manifold_engine::secrets::Secret;

use crate::wire::operation::OperationId;

/// What whoever started a program gave for a repository. It holds while the repository is open, and is kept nowhere.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The branch to take for the default branch; it comes before the connection's.
    pub default_branch: Option<BranchName>,
    /// Whose name commits carry, where the connection does not say.
    pub committer_name: Option<String>,
    /// Whose e-mail address commits carry, where the connection does not say.
    pub committer_email: Option<String>,
    /// The token of an HTTPS host; it comes before the keyring's.
    pub(crate) token: Option<Secret>,
}

impl Environment {
    /// The same, with the token of an HTTPS host. An empty text is none.
    #[must_use]
    pub fn with_token(self, token: Option<String>) -> Self {
        Self {
            token: token.filter(|token| !token.is_empty()).map(Secret::new),
            ..self
        }
    }
}

/// Opens a repository for a program without a window.
#[derive(Clone, Debug)]
pub struct OpenUnlistedRequest {
    /// Its folder or its address.
    pub repository: String,
    /// What the program was given for it.
    pub environment: Environment,
    /// The operation.
    pub operation: OperationId,
}
