//! `manifold token`: who may ask a server of ours.

use std::path::Path;
use std::time::Duration;

use manifold_app::now;
use manifold_app::tokens::{self, NewToken, Token, TokenError};
use manifold_app::wire::error::Failure;
use manifold_domain::object::Timestamp;
use serde_json::{Value, json};

use crate::arguments::TokenCommand;
use crate::output::{Answer, HINT, PLAIN, Page, Table, date, timestamp};
use crate::stop::Stop;

/// Carries a command about tokens out, on the file that holds them.
pub(crate) fn run(file: &Path, command: TokenCommand) -> Result<Answer, Stop> {
    match command {
        TokenCommand::Create { name, scope, expires } => {
            let expires = expires.map(|lifetime| after(now(), lifetime));
            let new = NewToken {
                name,
                scopes: scope,
                expires,
            };
            let (token, secret) = tokens::create(file, new, now()).map_err(stop)?;
            let mut page = Page::default();
            page.plain(secret.expose()).end();
            page.text(HINT, "Keep it now: it is not shown again.").end();
            let mut json = token_json(&token);
            json["token"] = json!(secret.expose());
            Ok(Answer::done(page, json))
        }
        TokenCommand::List => {
            let tokens = tokens::list(file).map_err(stop)?;
            let json = tokens.iter().map(token_json).collect::<Value>();
            Ok(Answer::done(table(&tokens), json!({ "tokens": json })))
        }
        TokenCommand::Revoke { token } => {
            let revoked = tokens::revoke(file, &token).map_err(stop)?;
            let revoked =
                revoked.ok_or_else(|| Stop::not_found("token", format!("There is no token '{token}'.")))?;
            let mut page = Page::default();
            page.plain("Revoked ").plain(&revoked.name).plain(".").end();
            Ok(Answer::done(page, token_json(&revoked)))
        }
    }
}

fn after(time: Timestamp, lifetime: Duration) -> Timestamp {
    Timestamp(time.0.saturating_add_unsigned(lifetime.as_secs()))
}

fn stop(error: TokenError) -> Stop {
    match error {
        TokenError::File(error) => Failure::from(error).into(),
        refused => Stop::Usage(refused.to_string()),
    }
}

fn table(tokens: &[Token]) -> Page {
    let mut table = Table::default();
    for token in tokens {
        let expires = token.expires.map_or_else(
            || "never expires".to_owned(),
            |time| format!("expires {}", date(time.0)),
        );
        table.row([
            (PLAIN, token.name.clone()),
            (HINT, token.id.clone()),
            (PLAIN, scopes(token).join(", ")),
            (HINT, format!("created {}, {expires}", date(token.created.0))),
        ]);
    }
    let mut page = Page::default();
    if tokens.is_empty() {
        page.text(HINT, "There is no token.").end();
    }
    table.add_to(&mut page, 0);
    page
}

fn scopes(token: &Token) -> Vec<&'static str> {
    token.scopes.iter().map(|scope| scope.as_str()).collect()
}

fn token_json(token: &Token) -> Value {
    json!({
        "id": token.id,
        "name": token.name,
        "scopes": scopes(token),
        "created": timestamp(token.created.0),
        "expires": token.expires.map(|time| timestamp(time.0)),
    })
}
