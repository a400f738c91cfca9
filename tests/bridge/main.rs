//! The application behind a loopback HTTP address, so that a browser test can click what a person clicks.
//!
//! `manifold-bridge <data folder> <folder of the built window>` prints one line of JSON when it is ready,
//! `{"url":"http://127.0.0.1:PORT/?token=…"}`, and ends when its standard input does. A browser that opened
//! the address carries the token on in a cookie; nobody else is answered.

mod access;
mod assets;
mod person;
mod routes;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use manifold_app::App;
use tokio::net::TcpListener;

use crate::access::Access;
use crate::assets::Assets;
use crate::person::Person;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("manifold-bridge: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(data_folder), Some(window)) = (arguments.next(), arguments.next()) else {
        return Err("say which data folder to use, and where the built window is".to_owned());
    };
    let assets =
        Assets::read(&window).map_err(|error| format!("cannot read {}: {error}", window.display()))?;
    let person = Arc::new(Person::saving_to(data_folder.join("saved")));
    let app = App::new(Some(data_folder), person.clone()).map_err(|failure| failure.message)?;

    let listener = TcpListener::bind(("127.0.0.1", 0))
        .await
        .map_err(|error| error.to_string())?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let access = Access::new(port);
    let ready = serde_json::json!({ "url": access.first_address() });
    writeln!(std::io::stdout(), "{ready}").map_err(|error| error.to_string())?;

    let resuming = Arc::clone(&app);
    tokio::task::spawn_blocking(move || resuming.resume_api());
    let router = routes::router(Arc::clone(&app), person, assets, access);
    let outcome = tokio::select! {
        served = async { axum::serve(listener, router).await } => served.map_err(|error| error.to_string()),
        ended = tokio::task::spawn_blocking(wait_for_end_of_input) => {
            ended.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
        }
    };
    let ending = tokio::task::spawn_blocking(move || app.end());
    ending.await.map_err(|error| error.to_string())?;
    outcome
}

/// Returns when whoever started this has closed its end, as it does by ending itself.
fn wait_for_end_of_input() -> std::io::Result<()> {
    std::io::stdin().read_to_end(&mut Vec::new()).map(drop)
}
