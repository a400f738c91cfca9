//! The commands, a file each.

mod change;
mod doctor;
mod generate;
mod manifest;
mod promote;
mod release;
mod serve;
mod status;
mod token;

use crate::arguments::{Arguments, Command};
use crate::output::Answer;
use crate::session::{Session, application};
use crate::stop::Stop;

/// Carries a call out.
pub(crate) fn run(arguments: Arguments) -> Result<Answer, Stop> {
    let is_json = arguments.is_json();
    let Arguments { common, command } = arguments;
    let open = || Session::open(&common, is_json);
    match command {
        Command::Status => status::status(&open()?),
        Command::Doctor { at, format } => doctor::doctor(&common, at.as_deref(), format, is_json),
        Command::Manifest(command) => manifest::run(&open()?, command, common.json),
        Command::Release(command) => release::run(&open()?, command, common.json),
        Command::Promote {
            from,
            to,
            elements,
            why,
            change,
        } => {
            let wanted = promote::Wanted {
                from,
                to,
                elements,
                why,
            };
            promote::promote(&open()?, wanted, change, common.json)
        }
        Command::Serve {
            listen,
            host_name,
            token_file,
        } => serve::serve(open()?, listen, host_name, token_file),
        Command::Token { token_file, command } => {
            let file = match token_file {
                Some(file) => file,
                None => application(&common)?.token_file(),
            };
            token::run(&file, command)
        }
        Command::Completions { shell } => Ok(generate::completions(shell)),
        Command::Man { folder } => generate::manual(&folder),
    }
}
