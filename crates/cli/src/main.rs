//! Manifold without a window: the commands that scripts and pipelines call.
//!
//! A host of [`manifold_app`], as the window is another. What is here reads arguments, asks the application, and shows its
//! answers; nothing is decided here that the window would decide elsewhere.

mod arguments;
mod ask;
mod beside;
mod commands;
mod output;
mod session;
mod stop;

use std::env;
use std::panic::resume_unwind;
use std::process::ExitCode;
use std::thread::{self, JoinHandle};

use clap::Parser;

use arguments::Arguments;
use stop::{Exit, Stop};

/// As large as the main thread's own.
const STACK: usize = 8 << 20;

fn main() -> ExitCode {
    // A signal interrupts what the main thread waits for, and a network that is interrupted looks like one that failed. So
    // the main thread waits for nothing but the end.
    let worker = thread::Builder::new().stack_size(STACK).spawn(run);
    match worker.map(JoinHandle::join) {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => run().into(),
    }
}

fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Not what asks for help, which is no error.
        Err(error) if error.use_stderr() && env::args_os().any(|word| word == "--json") => {
            return Stop::misread(&error).report(true);
        }
        Err(error) => error.exit(),
    };
    let is_json = arguments.is_json();
    commands::run(arguments)
        .and_then(|answer| answer.print(is_json))
        .unwrap_or_else(|stop| stop.report(is_json))
}
