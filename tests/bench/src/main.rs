//! Measures Manifold against the Git command line, in the same run and on the same large repository.
//!
//! ```text
//! manifold-bench [--add FILE]…   measures, prints the table, and fails where a goal is missed
//! manifold-bench prepare         makes the repository, where it is missing, and prints its path
//! manifold-bench prepare long    the same for the repository with the long history
//! ```
//!
//! `FILE` holds measurements of other programs, one JSON object a line as in [`measurement::Measurement`]; they
//! join the table and count like our own.

mod api;
mod content;
mod fixture;
mod git;
mod history;
mod long;
mod machine;
mod measurement;
mod promote;
mod release;
mod snapshot;
mod status;
mod waiting;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use fixture::Fixture;
use long::LongHistory;
use measurement::Measurement;

/// A failure of the bench itself, for the person who started it.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("manifold-bench: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether every goal was met.
fn run(arguments: &[&str]) -> Result<bool> {
    match arguments {
        ["prepare"] => {
            println!("{}", Fixture::prepare(&folder()?)?.repository.display());
            Ok(true)
        }
        ["prepare", "long"] => {
            let folder = folder()?;
            let repository = LongHistory::prepare(&folder)?.prepare_released(&folder)?;
            println!("{}", repository.display());
            Ok(true)
        }
        ["read", repository, first, second] => {
            snapshot::read_in_this_process(repository, first, second)?;
            Ok(true)
        }
        ["answer", file] => {
            api::answer_in_this_process(file)?;
            Ok(true)
        }
        ["wait", repository] => {
            waiting::read_in_this_process(repository)?;
            Ok(true)
        }
        _ => measure(&files_to_add(arguments)?),
    }
}

fn files_to_add(arguments: &[&str]) -> Result<Vec<PathBuf>> {
    arguments
        .chunks(2)
        .map(|pair| match pair {
            ["--add", file] => Ok(PathBuf::from(file)),
            _ => Err("usage: manifold-bench [prepare [long] | --add FILE …]".into()),
        })
        .collect()
}

fn measure(files: &[PathBuf]) -> Result<bool> {
    let folder = folder()?;
    let fixture = Fixture::prepare(&folder)?;
    let mut measurements: Vec<Measurement> = snapshot::measure(&fixture)?;
    measurements.extend(release::measure(&fixture, &folder)?);
    measurements.push(promote::measure(&fixture)?);
    measurements.push(history::measure_page(&fixture)?);
    let long = LongHistory::prepare(&folder)?;
    measurements.extend(history::measure_counts(&long)?);
    measurements.push(release::measure_many(&long, &folder)?);
    measurements.extend(waiting::measure(&fixture, &folder)?);
    measurements.push(status::measure(&fixture)?);
    measurements.extend(api::measure(&fixture, &folder)?);
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        for line in text.lines().filter(|line| !line.is_empty()) {
            measurements.push(serde_json::from_str(line)?);
        }
    }
    println!("{}\n", machine::description()?);
    print!("{}", measurement::table(&measurements));
    Ok(measurements.iter().all(Measurement::is_met))
}

/// Where fixtures are kept: beside the profile's folder in Cargo's target folder.
fn folder() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program
        .ancestors()
        .nth(2)
        .ok_or("the program is not in a target folder")?;
    Ok(target.join("bench-fixture"))
}
