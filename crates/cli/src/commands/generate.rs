//! `manifold completions` and `manifold man`: what packages install beside the program.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use manifold_app::wire::error::Failure;
use serde_json::json;

use crate::arguments::Arguments;
use crate::output::{Answer, Body, Page};
use crate::stop::{Exit, Stop};

/// Completions for a shell.
pub(crate) fn completions(shell: Shell) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "manifold", &mut script);
    let json = json!({ "shell": shell.to_string(), "script": String::from_utf8_lossy(&script) });
    Answer {
        body: Body::Bytes(script),
        json,
        exit: Exit::Done,
    }
}

/// A manual page for the program and for each of its commands.
pub(crate) fn manual(folder: &Path) -> Result<Answer, Stop> {
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
        .map_err(|error| {
            Failure::new("io", format!("The manual pages could not be written: {error}."))
                .with_hint("Choose another folder, or make room on the disk.")
        })?;
    let mut page = Page::default();
    page.plain("The manual pages are in ")
        .plain(folder.display())
        .plain(".")
        .end();
    Ok(Answer::done(
        page,
        json!({ "folder": folder.display().to_string() }),
    ))
}
