//! What `manifold token` is called with.

use std::time::Duration;

use clap::Subcommand;
use manifold_app::tokens::Scope;

/// The commands about tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Create a token; it is shown this once
    #[command(
        after_help = "Example:\n  manifold token create --name pipeline --scope releases:read,releases:write --expires 90d"
    )]
    Create {
        /// What it is for
        #[arg(long)]
        name: String,
        /// What it allows: releases:read, releases:write or both
        #[arg(long, value_name = "SCOPE", required = true, value_delimiter = ',', value_parser = scope)]
        scope: Vec<Scope>,
        /// After how long it ends, such as 90d or 12h [default: never]
        #[arg(long, value_name = "TIME", value_parser = lifetime)]
        expires: Option<Duration>,
    },
    /// List the tokens, without what they are
    #[command(after_help = "Example:\n  manifold token list")]
    List,
    /// Revoke a token, at once also for a server that runs
    #[command(after_help = "Example:\n  manifold token revoke pipeline")]
    Revoke {
        /// Its name or its id
        token: String,
    },
}

fn scope(text: &str) -> Result<Scope, String> {
    text.parse()
        .map_err(|_| "a scope is releases:read or releases:write".to_owned())
}

/// A number of days or hours.
fn lifetime(text: &str) -> Result<Duration, String> {
    let wrong = || "write a number of days or hours, such as 90d or 12h".to_owned();
    let (number, hours) = match (text.strip_suffix('d'), text.strip_suffix('h')) {
        (Some(days), _) => (days, 24),
        (_, Some(hours)) => (hours, 1),
        _ => return Err(wrong()),
    };
    let number: u32 = number.parse().map_err(|_| wrong())?;
    Ok(Duration::from_hours(u64::from(number) * hours))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_is_a_number_of_days_or_hours() {
        assert_eq!(lifetime("90d"), Ok(Duration::from_hours(90 * 24)));
        assert_eq!(lifetime("12h"), Ok(Duration::from_hours(12)));
        for wrong in ["", "90", "d", "-1d", "1.5d", "4294967296d"] {
            assert!(lifetime(wrong).is_err(), "{wrong}");
        }
    }
}
