//! Long operations under way: their events, and how they are cancelled.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use manifold_engine::operation::{Phase, Watch};
use tokio::sync::broadcast;

use crate::wire::operation::{self as wire, Event, OperationId};

/// At most one event per operation in this time: a window needs no more to look alive.
const BETWEEN_EVENTS: Duration = Duration::from_millis(50);

/// The operations under way.
#[derive(Default)]
pub(crate) struct Operations {
    under_way: Mutex<HashMap<OperationId, Arc<AtomicBool>>>,
}

impl Operations {
    /// Begins an operation; it ends when the answer is dropped.
    pub(crate) fn begin(self: &Arc<Self>, id: OperationId, events: broadcast::Sender<Event>) -> Operation {
        let cancelled = Arc::new(AtomicBool::new(false));
        self.lock().insert(id.clone(), Arc::clone(&cancelled));
        Operation {
            id,
            cancelled,
            events,
            last: Mutex::new(None),
            all: Arc::clone(self),
        }
    }

    /// Asks an operation to stop. One that has just ended is no error.
    pub(crate) fn cancel(&self, id: &OperationId) {
        if let Some(cancelled) = self.lock().get(id) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Asks all of them to stop. Answers whether there was one that was not asked before.
    pub(crate) fn cancel_all(&self) -> bool {
        let under_way = self.lock();
        under_way
            .values()
            .filter(|cancelled| !cancelled.swap(true, Ordering::Relaxed))
            .count()
            > 0
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<OperationId, Arc<AtomicBool>>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One operation under way.
pub(crate) struct Operation {
    id: OperationId,
    cancelled: Arc<AtomicBool>,
    events: broadcast::Sender<Event>,
    last: Mutex<Option<(Phase, Instant)>>,
    all: Arc<Operations>,
}

impl Operation {
    /// Whether this event may be sent now: the first and last of a phase always may.
    fn is_due(&self, phase: Phase, is_last: bool) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let is_due = is_last
            || last.is_none_or(|(before, at)| before != phase || now.duration_since(at) >= BETWEEN_EVENTS);
        if is_due {
            *last = Some((phase, now));
        }
        is_due
    }
}

impl Watch for Operation {
    fn progress(&self, phase: Phase, done: u64, total: u64) {
        if self.is_due(phase, total > 0 && done == total) {
            let event = Event::Progress {
                operation: self.id.clone(),
                phase: phase.into(),
                done,
                total,
            };
            // Without a client there is nobody to tell, which is no failure.
            self.events.send(event).ok();
        }
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Drop for Operation {
    fn drop(&mut self) {
        self.all.lock().remove(&self.id);
    }
}

impl From<Phase> for wire::Phase {
    fn from(phase: Phase) -> Self {
        match phase {
            Phase::Connecting => Self::Connecting,
            Phase::Copying => Self::Copying,
            Phase::Receiving => Self::Receiving,
            Phase::Resolving => Self::Resolving,
            Phase::Reading => Self::Reading,
            Phase::Packing => Self::Packing,
            Phase::Writing => Self::Writing,
            Phase::Sending => Self::Sending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(operations: &Arc<Operations>) -> (Operation, broadcast::Receiver<Event>) {
        let (events, receiver) = broadcast::channel(16);
        (operations.begin(OperationId("one".to_owned()), events), receiver)
    }

    #[test]
    fn a_cancelled_operation_knows_it_and_others_do_not() {
        let operations = Arc::new(Operations::default());
        let (operation, _events) = begin(&operations);
        operations.cancel(&OperationId("another".to_owned()));
        assert!(!operation.is_cancelled());
        operations.cancel(&OperationId("one".to_owned()));
        assert!(operation.is_cancelled());
    }

    #[test]
    fn all_are_cancelled_once() {
        let operations = Arc::new(Operations::default());
        assert!(!operations.cancel_all());
        let (operation, _events) = begin(&operations);
        assert!(operations.cancel_all());
        assert!(operation.is_cancelled());
        assert!(!operations.cancel_all());
    }

    #[test]
    fn the_first_and_the_last_step_of_a_phase_are_always_told() {
        let operations = Arc::new(Operations::default());
        let (operation, mut events) = begin(&operations);
        for done in 0..=100 {
            operation.progress(Phase::Receiving, done, 100);
        }
        let mut steps = Vec::new();
        while let Ok(Event::Progress { done, .. }) = events.try_recv() {
            steps.push(done);
        }
        assert_eq!(steps.first(), Some(&0));
        assert_eq!(steps.last(), Some(&100));
        assert!(steps.len() < 50, "{steps:?}");
    }

    #[test]
    fn an_operation_that_ended_is_forgotten() {
        let operations = Arc::new(Operations::default());
        drop(begin(&operations));
        assert!(operations.lock().is_empty());
    }
}
