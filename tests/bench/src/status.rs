//! `manifold status`: the whole program, from its start to the printed matrix.

use std::process::Command;
use std::time::Instant;

use crate::fixture::Fixture;
use crate::measurement::{Measurement, median};
use crate::{Result, git};

const SAMPLES: usize = 9;

/// Measures it on a repository whose mirror is there: the first run makes that.
pub(crate) fn measure(fixture: &Fixture) -> Result<Measurement> {
    let program = std::env::current_exe()?.with_file_name("manifold");
    let data = tempfile::tempdir()?;
    let run = || {
        let mut status = Command::new(&program);
        status
            .arg("status")
            .arg("--repo")
            .arg(&fixture.repository)
            .env("MANIFOLD_DATA", data.path());
        git::finish(&mut status)
    };
    run()?;
    let mut samples = Vec::new();
    for _ in 0..SAMPLES {
        let begin = Instant::now();
        let output = run()?;
        samples.push(begin.elapsed());
        let lines = String::from_utf8(output.stdout)?.lines().count();
        if lines < 1_000 {
            return Err(format!("manifold status printed {lines} lines").into());
        }
    }
    Ok(Measurement {
        name: "manifold status".to_owned(),
        value: median(samples),
        unit: "ms".to_owned(),
        at_most: Some(600.0),
        reference: None,
    })
}
