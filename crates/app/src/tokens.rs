//! Tokens of the programming interface.

use std::path::PathBuf;

use crate::App;

pub use manifold_engine::secrets::Secret;
pub use manifold_engine::settings::tokens::{
    NewToken, Scope, Token, TokenError, Tokens, create, list, revoke,
};

impl App {
    /// The file of tokens in the data folder, which need not be there yet.
    pub fn token_file(&self) -> PathBuf {
        self.settings.token_file()
    }
}
