//! Manifold without a window: the commands that scripts and pipelines call.
//!
//! A host of [`manifold_app`], as the window is another. What is here reads arguments, asks the application, and shows its
//! answers; nothing is decided here that the window would decide elsewhere.

mod arguments;
mod commands;
mod output;
mod session;
mod stop;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let is_json = arguments.is_json();
    let exit = commands::run(arguments)
        .and_then(|answer| answer.print(is_json))
        .unwrap_or_else(|stop| stop.report(is_json));
    exit.into()
}
