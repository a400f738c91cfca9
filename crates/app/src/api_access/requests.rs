//! What was asked of the API lately, and which tokens were shown. It is kept in memory alone.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use manifold_domain::object::Timestamp;

use crate::Answered;
use crate::wire::api_access::ApiRequest;
use crate::wire::repositories::RepositoryId;

/// How many requests are remembered.
const REMEMBERED: usize = 200;

/// How many characters of a method or a path are remembered: a client may send endless ones.
const LONGEST: usize = 500;

/// The last requests to one repository, and when each token was shown last.
#[derive(Debug, Default)]
pub(super) struct Requests(Mutex<Heard>);

#[derive(Debug, Default)]
struct Heard {
    of: Option<RepositoryId>,
    count: u64,
    /// Oldest first.
    last: VecDeque<ApiRequest>,
    tokens: HashMap<String, Timestamp>,
}

impl Requests {
    /// From now on another repository is served, or the same again. What was asked of another is forgotten.
    pub(super) fn begin(&self, repository: &RepositoryId) {
        let mut heard = self.lock();
        if heard.of.as_ref() != Some(repository) {
            heard.of = Some(repository.clone());
            heard.last.clear();
        }
    }

    /// Remembers a request.
    pub(super) fn hear(&self, answered: Answered) {
        let mut heard = self.lock();
        if let Some(token) = &answered.token {
            heard.tokens.insert(token.clone(), answered.time);
        }
        if heard.last.len() == REMEMBERED {
            heard.last.pop_front();
        }
        heard.count += 1;
        let number = heard.count;
        heard.last.push_back(ApiRequest {
            number,
            time: answered.time.0,
            method: short(answered.method),
            path: short(answered.path),
            status: answered.status,
            milliseconds: answered.milliseconds,
            token: answered.token,
        });
    }

    /// What was asked of a repository, newest first.
    pub(super) fn of(&self, repository: &RepositoryId) -> Vec<ApiRequest> {
        let heard = self.lock();
        if heard.of.as_ref() != Some(repository) {
            return Vec::new();
        }
        heard.last.iter().rev().cloned().collect()
    }

    /// When a token of this name was shown last, if that was after it was made: names are used again.
    pub(super) fn last_used(&self, token: &str, made: Timestamp) -> Option<Timestamp> {
        let used = self.lock().tokens.get(token).copied();
        used.filter(|used| *used >= made)
    }

    /// Every change is whole, so a poisoned lock still guards whole values.
    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn short(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(path: &str, time: i64) -> Answered {
        Answered {
            time: Timestamp(time),
            method: "GET".to_owned(),
            path: path.to_owned(),
            status: 200,
            milliseconds: 3,
            token: Some("pipeline".to_owned()),
        }
    }

    fn repository(id: &str) -> RepositoryId {
        RepositoryId(id.to_owned())
    }

    #[test]
    fn the_last_two_hundred_are_remembered_newest_first() {
        let requests = Requests::default();
        requests.begin(&repository("a"));
        for number in 0..=200 {
            requests.hear(answered(&format!("/{number}"), number));
        }
        let heard = requests.of(&repository("a"));
        let paths: Vec<&str> = heard.iter().map(|request| request.path.as_str()).collect();
        assert_eq!(paths.len(), 200);
        assert_eq!((paths[0], paths[199]), ("/200", "/1"));
        assert_eq!((heard[0].number, heard[199].number), (201, 2));
    }

    #[test]
    fn requests_to_one_repository_are_not_told_of_another() {
        let requests = Requests::default();
        requests.begin(&repository("a"));
        requests.hear(answered("/", 1));
        assert_eq!(requests.of(&repository("b")), []);
        requests.begin(&repository("a"));
        assert_eq!(requests.of(&repository("a")).len(), 1);
        requests.begin(&repository("b"));
        assert_eq!(requests.of(&repository("b")), []);
    }

    #[test]
    fn a_token_was_used_when_it_was_shown_and_not_when_an_earlier_one_of_its_name_was() {
        let requests = Requests::default();
        requests.hear(answered("/", 5));
        assert_eq!(requests.last_used("pipeline", Timestamp(5)), Some(Timestamp(5)));
        assert_eq!(requests.last_used("pipeline", Timestamp(6)), None);
        assert_eq!(requests.last_used("another", Timestamp(0)), None);
    }

    #[test]
    fn of_an_endless_path_only_the_beginning_is_remembered() {
        let requests = Requests::default();
        requests.begin(&repository("a"));
        requests.hear(answered(&"ä".repeat(100_000), 1));
        let path = requests.of(&repository("a")).remove(0).path;
        assert_eq!((path.chars().count(), path.ends_with("ä…")), (501, true));
    }
}
