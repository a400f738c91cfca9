//! Writes that are sent again because their answer was lost: a request with the `Idempotency-Key` of one that was carried
//! out is answered as that was, and nothing is done. Where it is not known whether it was, the remote is asked first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::HeaderValue;
use manifold_app::SentBranch;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex as Turn;

use crate::answer::{Answer, Refused};

/// How long a key is remembered, and how many are.
const REMEMBERED_FOR: Duration = Duration::from_hours(24);
const MOST_REMEMBERED: usize = 10_000;
/// The longest key, in bytes.
const LONGEST_KEY: usize = 255;

/// What is known of the one request of a key. Whoever holds it carries it out.
pub(crate) type Place = Arc<Turn<Known>>;

/// What is known of a write.
#[derive(Clone, Debug, Default)]
pub(crate) enum Known {
    /// It was not carried out.
    #[default]
    NotDone,
    /// This was sent, and the remote did not say whether it took it.
    Unanswered(SentBranch),
    /// It was carried out, and this was answered.
    Done(Bytes),
}

/// What a request asks for: two that ask for the same have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a request for this call with this path, query and body.
    pub(crate) fn new(call: &str, address: &str, body: &[u8]) -> Self {
        let mut digest = Sha256::new();
        for part in [call.as_bytes(), address.as_bytes()] {
            digest.update(part);
            digest.update([0]);
        }
        digest.update(body);
        Self(digest.finalize().into())
    }
}

/// The keys that were used, by token.
#[derive(Debug, Default)]
pub(crate) struct Repeats(Mutex<HashMap<Key, Used>>);

/// The id of a token, and what its owner calls the write.
type Key = (String, Box<[u8]>);

#[derive(Debug)]
struct Used {
    by: Fingerprint,
    first: Instant,
    place: Place,
}

impl Repeats {
    /// The place of a token's key. A key that was used for something else is refused.
    pub(crate) fn place(
        &self,
        token: &str,
        key: &HeaderValue,
        by: Fingerprint,
        now: Instant,
    ) -> Answer<Place> {
        let key = key.as_bytes();
        if !(1..=LONGEST_KEY).contains(&key.len()) || !key.iter().all(u8::is_ascii_graphic) {
            return Err(Refused::bad(format!(
                "An Idempotency-Key has 1 to {LONGEST_KEY} visible ASCII characters."
            )));
        }
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (token.to_owned(), key.into());
        if let Some(known) = used.get(&key).filter(|known| is_young(known, now)) {
            return if known.by == by {
                Ok(Arc::clone(&known.place))
            } else {
                Err(Refused::bad(
                    "This Idempotency-Key was used for another request. Use a new one for each write.",
                ))
            };
        }
        if used.len() >= MOST_REMEMBERED {
            forget(&mut used, now);
        }
        let place = Place::default();
        let entry = Used {
            by,
            first: now,
            place: Arc::clone(&place),
        };
        used.insert(key, entry);
        Ok(place)
    }
}

fn is_young(used: &Used, now: Instant) -> bool {
    now.duration_since(used.first) < REMEMBERED_FOR
}

/// Makes room: the keys whose time is over go, and if there are none the older half does.
fn forget(used: &mut HashMap<Key, Used>, now: Instant) {
    used.retain(|_, known| is_young(known, now));
    if used.len() >= MOST_REMEMBERED {
        let mut times: Vec<Instant> = used.values().map(|known| known.first).collect();
        let middle = times.len() / 2;
        let (_, middle, _) = times.select_nth_unstable(middle);
        let middle = *middle;
        used.retain(|_, known| known.first > middle);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    const KEY: HeaderValue = HeaderValue::from_static("one");

    fn print(body: &str) -> Fingerprint {
        Fingerprint::new("setManifest", "/a", body.as_bytes())
    }

    #[test]
    fn a_key_has_one_place_for_each_token_and_one_request() {
        let (repeats, now) = (Repeats::default(), Instant::now());
        let first = repeats.place("a", &KEY, print("1"), now).unwrap();
        assert!(Arc::ptr_eq(
            &first,
            &repeats.place("a", &KEY, print("1"), now).unwrap()
        ));
        assert!(!Arc::ptr_eq(
            &first,
            &repeats.place("b", &KEY, print("1"), now).unwrap()
        ));
        assert!(repeats.place("a", &KEY, print("2"), now).is_err());
        assert!(repeats.place("a", &KEY, print("2"), now + REMEMBERED_FOR).is_ok());
    }

    #[test]
    fn a_key_that_is_empty_endless_or_not_visible_is_refused() {
        let (repeats, now) = (Repeats::default(), Instant::now());
        for key in ["", "a b", "\u{e9}", &"x".repeat(256)] {
            let key = HeaderValue::from_bytes(key.as_bytes()).unwrap();
            assert!(repeats.place("a", &key, print("1"), now).is_err(), "{key:?}");
        }
    }

    #[test]
    fn the_older_half_goes_where_keys_are_many() {
        let (repeats, now) = (Repeats::default(), Instant::now());
        let key = |number: usize| HeaderValue::try_from(number.to_string()).unwrap();
        let at = |number: usize| now + Duration::from_millis(number as u64);
        for number in 0..=MOST_REMEMBERED {
            repeats.place("a", &key(number), print("1"), at(number)).unwrap();
        }
        assert!(repeats.0.lock().unwrap().len() <= MOST_REMEMBERED / 2 + 1);
        let last = repeats.place("a", &key(MOST_REMEMBERED), print("2"), at(MOST_REMEMBERED));
        assert!(last.is_err());
    }
}
