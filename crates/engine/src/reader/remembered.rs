//! What one look at the branches keeps for the next.

use std::collections::HashMap;
use std::hash::Hash;

use crate::Result;

/// What was read, by what it was read of. After each whole look, what that look did not use is forgotten; a look that
/// ended early forgets nothing.
pub(super) struct Remembered<K, V> {
    before: HashMap<K, V>,
    used: HashMap<K, V>,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self {
            before: HashMap::new(),
            used: HashMap::new(),
        }
    }
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// The value of this key: the one that is remembered, else what `read` gives.
    pub(super) fn get(&mut self, key: K, read: impl FnOnce() -> Result<V>) -> Result<V> {
        if let Some(known) = self.used.get(&key) {
            return Ok(known.clone());
        }
        let value = match self.before.remove(&key) {
            Some(known) => known,
            None => read()?,
        };
        self.used.insert(key, value.clone());
        Ok(value)
    }

    /// Ends a look that went through.
    pub(super) fn forget_unused(&mut self) {
        self.before = std::mem::take(&mut self.used);
    }
}
