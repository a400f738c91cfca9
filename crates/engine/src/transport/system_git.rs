//! Pushing with the system's `git`, where a folder's hooks must run or a branch must go into a working folder.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use git2::Repository;

use super::Update;
use super::server_text::visible;
use crate::operation::{Phase, Watch};
use crate::repository::Mirror;
use crate::{Error, Result};

/// How often a running `git` is looked at, and the user's Cancel with it.
const GLANCE: Duration = Duration::from_millis(10);
/// What `git` and the hooks get of this program's environment.
const ENVIRONMENT: [&str; 8] = [
    "PATH",
    "HOME",
    "USER",
    "TMPDIR",
    "TEMP",
    "SystemRoot",
    "USERPROFILE",
    "LOGNAME",
];

/// Pushes one branch into the repository of a folder, running its hooks.
pub(super) fn push(
    mirror: &Mirror,
    update: &Update<'_>,
    remote: &Repository,
    watch: &dyn Watch,
) -> Result<()> {
    let target = update.target();
    if watch.is_cancelled() {
        return Err(Error::Cancelled);
    }
    // Not force: the branch moves only from exactly where it was expected, which for a new branch is nowhere.
    let lease = update.expected.map(|id| id.to_string()).unwrap_or_default();
    let mut git = git();
    git.arg("--git-dir")
        .arg(mirror.git().path())
        .args(["push", "--porcelain", "--no-verify"])
        .arg(format!("--force-with-lease={target}:{lease}"))
        .arg("--")
        .arg(remote.path())
        .arg(format!("{}:{target}", update.commit));
    watch.progress(Phase::Sending, 0, 0);
    let Finished {
        status,
        output,
        errors,
    } = finish(start(git)?, watch).map_err(|because| update.unanswered(because))?;
    match flag_of(&output, &target) {
        Some((' ' | '*' | '=', _)) if status.success() => Ok(()),
        Some(('!', reason)) if reason.contains("stale info") => Err(update.differs()),
        Some((_, reason)) => Err(refused(update, reason, &errors)),
        None => Err(refused(update, "git push failed", &errors)),
    }
}

fn refused(update: &Update<'_>, reason: &str, errors: &str) -> Error {
    let said: String = errors
        .lines()
        .filter_map(|line| line.strip_prefix("remote:"))
        .collect::<Vec<_>>()
        .join("\n");
    let said = if said.is_empty() { errors } else { &said };
    Error::PushRefused {
        branch: update.branch.clone(),
        reason: format!("{}: {}", visible(reason), visible(said)),
    }
}

/// The flag and summary that `git push --porcelain` prints for a reference.
fn flag_of<'a>(output: &'a str, target: &str) -> Option<(char, &'a str)> {
    output.lines().find_map(|line| {
        let mut columns = line.split('\t');
        let flag = columns.next()?.chars().next()?;
        let (_, to) = columns.next()?.rsplit_once(':')?;
        (to == target).then_some((flag, columns.next().unwrap_or_default()))
    })
}

/// `git` with no configuration but the two repositories' own.
fn git() -> Command {
    let mut git = Command::new("git");
    git.env_clear()
        .envs(
            ENVIRONMENT
                .iter()
                .filter_map(|name| Some((name, std::env::var_os(name)?))),
        )
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env(
            "GIT_CONFIG_GLOBAL",
            if cfg!(windows) { "NUL" } else { "/dev/null" },
        )
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    git
}

struct Finished {
    status: ExitStatus,
    output: String,
    errors: String,
}

fn start(mut git: Command) -> Result<Child> {
    git.stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::GitMissing,
            _ => Error::io("Running git")(error),
        })
}

/// Waits for `git`. When cancelled it is killed, but what it asked of the other side goes on there.
fn finish(mut child: Child, watch: &dyn Watch) -> Result<Finished> {
    let failed = || "Running git".to_owned();
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    // Not waited for when cancelled: a hook that still runs holds the other ends of the pipes.
    let (output, errors) = (thread::spawn(|| read(output)), thread::spawn(|| read(errors)));
    let status = wait(&mut child, watch)?;
    let text = |read: thread::Result<std::io::Result<Vec<u8>>>| {
        let bytes = read.map_err(|_| std::io::Error::other("a reader stopped"))?;
        bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(Finished {
        status,
        output: text(output.join()).map_err(Error::io(failed()))?,
        errors: text(errors.join()).map_err(Error::io(failed()))?,
    })
}

fn wait(child: &mut Child, watch: &dyn Watch) -> Result<ExitStatus> {
    let failed = || "Running git".to_owned();
    loop {
        if let Some(status) = child.try_wait().map_err(Error::io(failed()))? {
            return Ok(status);
        }
        if watch.is_cancelled() {
            child.kill().map_err(Error::io(failed()))?;
            child.wait().map_err(Error::io(failed()))?;
            return Err(Error::Cancelled);
        }
        thread::sleep(GLANCE);
    }
}

fn read(pipe: Option<impl Read>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        pipe.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
