//! What goes on beside a command: a line that says how far it is, and an ear for Ctrl C.

use std::future::Future;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use manifold_app::App;
use manifold_app::wire::error::Failure;
use manifold_app::wire::operation::{Event, Phase};
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::oneshot;

use crate::stop::{Exit, Stop};

/// Goes on until it is dropped.
pub(crate) struct Beside {
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Beside {
    /// Hears Ctrl C: what is under way is told to stop and puts in order what it began. Where nothing is, or it was told
    /// before, the program ends at once, as it would with nobody listening; a crash at any moment does no harm either.
    pub(crate) fn interrupts(app: &Arc<App>) -> Result<Self, Stop> {
        let app = Arc::clone(app);
        let (hears, is_heard) = mpsc::channel();
        let ear = Self::begin(async move |ended| {
            let interrupts = signal(SignalKind::interrupt());
            hears.send(()).ok();
            // Without it Ctrl C ends the program, which is no worse.
            let Ok(mut interrupts) = interrupts else {
                return;
            };
            let listen = async {
                while interrupts.recv().await.is_some() {
                    if !app.cancel_all() {
                        std::process::exit(Exit::Interrupted as i32);
                    }
                }
            };
            tokio::select! {
                () = listen => {}
                _ = ended => {}
            }
        })?;
        // From here on it is heard. A thread that could not even ask has ended, and said so.
        is_heard.recv().ok();
        Ok(ear)
    }

    /// Shows how far the application's work is, in one line of standard error; nothing where that is no terminal, and in
    /// JSON.
    pub(crate) fn progress(app: &App, is_json: bool) -> Result<Option<Self>, Stop> {
        if is_json || !io::stderr().is_terminal() {
            return Ok(None);
        }
        let mut events = app.events();
        let shown = Self::begin(async move |mut ended| {
            loop {
                tokio::select! {
                    // What is told comes before the end, so that the line is gone when the command goes on.
                    biased;
                    event = events.recv() => match event {
                        Ok(Event::Progress { phase, done, total, .. }) => draw(&line(phase, done, total)),
                        Ok(_) | Err(RecvError::Lagged(_)) => {}
                        Err(RecvError::Closed) => break,
                    },
                    _ = &mut ended => break,
                }
            }
            draw("");
        })?;
        Ok(Some(shown))
    }

    fn begin<W, F>(work: W) -> Result<Self, Stop>
    where
        W: FnOnce(oneshot::Receiver<()>) -> F + Send + 'static,
        F: Future<Output = ()>,
    {
        let failed =
            |error: io::Error| Failure::new("io", format!("A thread could not be started: {error}."));
        let runtime = Builder::new_current_thread()
            .enable_io()
            .build()
            .map_err(failed)?;
        let (end, ended) = oneshot::channel();
        let thread = thread::Builder::new()
            .spawn(move || runtime.block_on(work(ended)))
            .map_err(failed)?;
        Ok(Self {
            end: Some(end),
            thread: Some(thread),
        })
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.end.take();
        // One that panicked has said so, and nothing depends on it.
        self.thread.take().map(JoinHandle::join).transpose().ok();
    }
}

/// Puts a text in place of the line that the terminal's cursor is in.
fn draw(text: &str) {
    // A terminal that is gone needs no progress.
    write!(io::stderr(), "\r\u{1b}[K{text}").ok();
}

fn line(phase: Phase, done: u64, total: u64) -> String {
    let (doing, counted) = match phase {
        Phase::Connecting => ("Connecting", ""),
        Phase::Copying => ("Copying objects", " MiB"),
        Phase::Receiving => ("Receiving objects", ""),
        Phase::Resolving => ("Resolving deltas", ""),
        Phase::Reading => ("Reading the repository", ""),
        Phase::Packing => ("Packing artifacts", ""),
        Phase::Writing => ("Writing the branch", ""),
        Phase::Sending => ("Sending objects", ""),
    };
    if total == 0 {
        format!("{doing} …")
    } else {
        format!("{doing}: {done} of {total}{counted}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_where_there_is_something_to_count() {
        assert_eq!(line(Phase::Connecting, 0, 0), "Connecting …");
        assert_eq!(line(Phase::Copying, 8, 80), "Copying objects: 8 of 80 MiB");
        assert_eq!(line(Phase::Receiving, 3, 900), "Receiving objects: 3 of 900");
    }
}
