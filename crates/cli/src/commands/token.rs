//! `manifold token`: who may ask a server of ours.

use std::path::Path;
use std::time::Duration;

use manifold_app::now;
use manifold_app::tokens::{self, NewToken, Token, TokenError};
use manifold_app::wire::change::RefusalView;
use manifold_app::wire::error::Failure;
use manifold_domain::object::Timestamp;
use manifold_domain::plan::RefusalCode;
use serde_json::{Value, json};

use crate::arguments::TokenCommand;
use crate::output::{Answer, HINT, PLAIN, Page, Table, date, timestamp};
use crate::stop::Stop;

/// The last second that RFC 3339 can write.
const LAST_SECOND: i64 = 253_402_300_799;

/// Carries a command about tokens out, on the file that holds them.
pub(crate) fn run(file: &Path, command: TokenCommand) -> Result<Answer, Stop> {
    match command {
        TokenCommand::Create { name, scope, expires } => {
            let expires = expires.map(|lifetime| after(now(), lifetime)).transpose()?;
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

fn after(time: Timestamp, lifetime: Duration) -> Result<Timestamp, Stop> {
    Some(time.0.saturating_add_unsigned(lifetime.as_secs()))
        .filter(|end| *end <= LAST_SECOND)
        .map(Timestamp)
        .ok_or_else(|| Stop::Usage("A token ends in the year 9999 at the latest, or never.".to_owned()))
}

/// How it is told that tokens cannot be read or changed.
pub(super) fn stop(error: TokenError) -> Stop {
    match error {
        TokenError::File(error) => Failure::from(error).into(),
        taken @ TokenError::NameTaken(_) => Stop::Refused(vec![RefusalView {
            code: RefusalCode::NameTaken,
            message: taken.to_string(),
            field: Some("name".to_owned()),
            folder: None,
        }]),
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
