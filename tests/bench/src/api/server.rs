//! Servers, each a process of its own that says where it listens in a line of JSON.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;

use crate::{Result, machine};

/// The token that lets everybody in.
pub(super) const TOKEN: &str = "the-token-of-the-bench";

/// A server that runs until it is dropped.
pub(super) struct Server {
    program: Child,
    /// The host and port that it listens on.
    pub(super) address: String,
    /// How long it took from its start until it said so.
    pub(super) ready_after: Duration,
}

#[derive(Deserialize)]
struct Ready {
    listening: String,
}

impl Server {
    /// `manifold serve` of a repository, with its data and its log in a folder.
    pub(super) fn start(repository: &Path, data: &Path) -> Result<Self> {
        std::fs::create_dir_all(data)?;
        let mut program = Command::new(std::env::current_exe()?.with_file_name("manifold"));
        program
            .args(["serve", "--listen", "127.0.0.1:0", "--repo"])
            .arg(repository)
            .env("MANIFOLD_DATA", data)
            .env("MANIFOLD_API_TOKEN", TOKEN)
            .env("GIT_AUTHOR_NAME", "Sample builder")
            .env("GIT_AUTHOR_EMAIL", "builder@example.com")
            .stderr(File::create(data.join("log"))?);
        Self::ready(&mut program)
    }

    /// Starts a program that serves, and waits until it does.
    pub(super) fn ready(program: &mut Command) -> Result<Self> {
        let begin = Instant::now();
        let mut program = program.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let output = program.stdout.take().ok_or("the server has no output")?;
        let mut server = Self {
            program,
            address: String::new(),
            ready_after: Duration::ZERO,
        };
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        server.ready_after = begin.elapsed();
        let Ready { listening } = serde_json::from_str(&line)?;
        listening
            .trim_start_matches("http://")
            .clone_into(&mut server.address);
        Ok(server)
    }

    /// The most memory that it ever held, in MiB.
    pub(super) fn peak_memory(&self) -> Result<f64> {
        machine::peak_memory(self.program.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        self.program.kill().ok();
        self.program.wait().ok();
    }
}
