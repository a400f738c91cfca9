//! The remote as it is at this moment.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use manifold_domain::snapshot::Snapshot;
use manifold_engine::operation::Watch;

use super::{OpenRepository, lock};
use crate::App;
use crate::wire::error::Failure;

/// Looks at the remote, shared by those who ask at the same time.
#[derive(Default)]
pub(super) struct Looks {
    begun: AtomicU64,
    /// The number of the last look that ended, and what came of it.
    last: Mutex<(u64, Option<Failure>)>,
}

impl OpenRepository {
    /// What the default branch says on the remote at this moment, also where it was moved backwards or rewritten.
    ///
    /// Where a remote that is a folder still has what was read last, its reference says so; else it is looked at.
    pub(crate) fn snapshot_now(&self, app: &App, watch: &dyn Watch) -> Result<Arc<Snapshot>, Failure> {
        let chosen = self.chosen_branch()?;
        let tip = self.with_mirror(|mirror| Ok(mirror.remote_tip(chosen.as_ref())))?;
        if let Some(snapshot) = tip.and_then(|tip| self.snapshot_of(tip)) {
            return Ok(snapshot);
        }
        self.look(app, watch)?;
        self.snapshot()
    }

    /// Looks at the remote: fetches. Those who ask while somebody looks share one look that begins after they asked.
    pub(crate) fn look(&self, app: &App, watch: &dyn Watch) -> Result<(), Failure> {
        let before = self.looks.begun.load(Ordering::SeqCst);
        let mut last = lock(&self.looks.last);
        let (number, failure) = &*last;
        if *number > before {
            return failure.clone().map_or(Ok(()), Err);
        }
        // Whoever writes looks too, and two fetches would be in each other's way.
        let _writing = self.begin_writing();
        let number = self.looks.begun.fetch_add(1, Ordering::SeqCst) + 1;
        let fetched = self.fetch(app, watch);
        // That one gave up is no answer for the others.
        if !watch.is_cancelled() {
            *last = (number, fetched.as_ref().err().cloned());
        }
        if fetched? {
            app.tell_changed(self.id());
        }
        Ok(())
    }
}
