//! Tokens of the programming interface.

use std::path::PathBuf;

use manifold_domain::object::Timestamp;

use crate::App;
use crate::app::now;
use crate::wire::Nothing;
use crate::wire::api_access::{
    ApiScope, ApiToken, CreateApiTokenReply, CreateApiTokenRequest, RevokeApiTokenRequest,
};
use crate::wire::error::Failure;
use crate::wire::source_control::FieldRefused;

pub use manifold_engine::secrets::Secret;
pub use manifold_engine::settings::tokens::{
    NewToken, Scope, Token, TokenError, Tokens, create, list, revoke,
};

const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;

impl App {
    /// The file of tokens in the data folder, which need not be there yet.
    pub fn token_file(&self) -> PathBuf {
        self.settings.token_file()
    }

    /// Creates a token, and tells it this once.
    pub fn create_api_token(&self, request: CreateApiTokenRequest) -> Result<CreateApiTokenReply, Failure> {
        let now = now();
        let new = NewToken {
            name: request.name.trim().to_owned(),
            scopes: request.scopes.into_iter().map(Scope::from).collect(),
            expires: request
                .days
                .map(|days| Timestamp(now.0 + i64::from(days) * SECONDS_OF_A_DAY)),
        };
        let (field, refused) = match create(&self.token_file(), new, now) {
            Ok((_, secret)) => {
                return Ok(CreateApiTokenReply::Created {
                    secret: secret.expose().to_owned(),
                });
            }
            Err(TokenError::File(error)) => {
                return Err(Failure::from(error).with_unchanged("No token was made."));
            }
            Err(refused @ (TokenError::Name | TokenError::NameTaken(_))) => ("name", refused),
            Err(refused @ (TokenError::NoScope | TokenError::ScopeUnknown(_))) => ("scopes", refused),
            Err(refused @ TokenError::Expired) => ("days", refused),
        };
        Ok(CreateApiTokenReply::Refused {
            refused: vec![FieldRefused {
                field: field.to_owned(),
                message: refused.to_string(),
            }],
        })
    }

    /// Revokes a token, at once also for a server that runs. One that is no longer there is revoked already.
    pub fn revoke_api_token(&self, request: RevokeApiTokenRequest) -> Result<Nothing, Failure> {
        revoke(&self.token_file(), &request.token)
            .map_err(|error| failed(error).with_unchanged("The token is still valid."))?;
        Ok(Nothing {})
    }

    /// The tokens, oldest first.
    pub(crate) fn api_tokens(&self) -> Result<Vec<ApiToken>, Failure> {
        let now = now();
        let tokens = list(&self.token_file()).map_err(|error| {
            failed(error)
                .with_unchanged("Until the tokens can be read, nobody is let in.")
                .with_hint("Restore the file, or move it away and create the tokens anew.")
        })?;
        let shown = |token: Token| ApiToken {
            last_used: self.api.last_used(&token.name, token.created).map(|time| time.0),
            has_expired: token.expires.is_some_and(|expires| expires <= now),
            id: token.id,
            name: token.name,
            scopes: token.scopes.into_iter().map(ApiScope::from).collect(),
            created: token.created.0,
            expires: token.expires.map(|time| time.0),
        };
        Ok(tokens.into_iter().map(shown).collect())
    }
}

fn failed(error: TokenError) -> Failure {
    match error {
        TokenError::File(error) => error.into(),
        refused => Failure::new("refused", refused.to_string()),
    }
}

impl From<ApiScope> for Scope {
    fn from(scope: ApiScope) -> Self {
        match scope {
            ApiScope::Read => Self::Read,
            ApiScope::Write => Self::Write,
        }
    }
}

impl From<Scope> for ApiScope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Read => Self::Read,
            Scope::Write => Self::Write,
        }
    }
}
