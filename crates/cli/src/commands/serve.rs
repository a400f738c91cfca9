//! `manifold serve`: the Source Control API over HTTP.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use manifold_api::{Config, Limits, Log, TOKEN_VARIABLE, serve as bind, tokens};
use manifold_app::wire::error::Failure;
use serde_json::{Value, json};
use tokio::signal::unix::{SignalKind, signal};

use crate::output::{Answer, Page, print_text};
use crate::session::Session;
use crate::stop::Stop;

/// How long what was given up, or whose client is gone, may go on when everybody has been answered. A network that is silent is
/// not waited for any longer.
const AT_LAST: Duration = Duration::from_secs(5);

/// Serves until a signal asks it to end, and then finishes what is under way.
pub(crate) fn serve(
    session: Session,
    listen: SocketAddr,
    host_names: Vec<String>,
    token_file: Option<PathBuf>,
) -> Result<Answer, Stop> {
    let (app, repository) = session.into_served();
    let token_file = token_file.unwrap_or_else(|| app.token_file());
    tokens::list(&token_file).map_err(super::token::stop)?;
    let config = Config {
        token_file,
        app,
        repository,
        listen,
        host_names,
        token: std::env::var(TOKEN_VARIABLE).ok(),
        limits: Limits::default(),
        log: Log::to_standard_error(),
    };
    let runtime = tokio::runtime::Runtime::new().map_err(|error| cannot_serve(listen, &error))?;
    let served = runtime.block_on(async {
        // Heard from here on, so that none is lost while it gets ready.
        let mut asked_to_end =
            signal(SignalKind::terminate()).map_err(|error| cannot_serve(listen, &error))?;
        let bound = bind(config).await.map_err(|error| cannot_serve(listen, &error))?;
        let address = format!("http://{}", bound.address());
        print_text(&format!("{}\n", json!({ "listening": address })))?;
        let end = async {
            tokio::select! {
                _ = asked_to_end.recv() => {}
                // Without a terminal there is no Ctrl C to hear.
                _ = tokio::signal::ctrl_c() => {}
            }
        };
        bound.run(end).await;
        Ok(())
    });
    runtime.shutdown_timeout(AT_LAST);
    served.map(|()| Answer::done(Page::default(), Value::Null))
}

fn cannot_serve(listen: SocketAddr, error: &io::Error) -> Failure {
    Failure::new("serve", format!("{listen} cannot be listened on: {error}."))
        .with_hint("Choose another address with --listen; port 0 takes a free one.")
}
