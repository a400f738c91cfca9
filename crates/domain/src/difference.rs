//! How two things that hold values by key differ.

/// A key of which two sides say different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Difference<'a, K, V> {
    pub(crate) key: &'a K,
    /// What the one side has; nothing where it does not have the key.
    pub(crate) before: Option<&'a V>,
    /// What the other side has; nothing where it does not have the key.
    pub(crate) after: Option<&'a V>,
}

/// The keys of which two sides say different things, in order. Both sides are sorted by key, each key once.
pub(crate) fn differences<'a, K: Ord, V: PartialEq>(
    before: &[(&'a K, &'a V)],
    after: &[(&'a K, &'a V)],
) -> Vec<Difference<'a, K, V>> {
    let mut before = before.iter().copied().peekable();
    let mut after = after.iter().copied().peekable();
    let mut found = Vec::new();
    loop {
        let heads = before.peek().into_iter().chain(after.peek());
        let Some(key) = heads.map(|(key, _)| *key).min() else {
            return found;
        };
        let is_next = |(next, _): &(&K, &V)| *next == key;
        let difference = Difference {
            key,
            before: before.next_if(is_next).map(|(_, value)| value),
            after: after.next_if(is_next).map(|(_, value)| value),
        };
        if difference.before != difference.after {
            found.push(difference);
        }
    }
}
