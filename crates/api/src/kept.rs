//! Answers that were given, for those who ask the same of the same commit.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::HeaderValue;
use manifold_domain::object::CommitId;
use sha2::{Digest, Sha256};

/// How many bytes of answers are kept.
const MOST_KEPT: usize = 32 << 20;

/// The text of an answer, and what tells it from any other text.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) bytes: Bytes,
    pub(crate) tag: HeaderValue,
}

impl Text {
    /// The text with its tag: 128 bits of its SHA-256, so that it lives on where a new commit says the same.
    pub(crate) fn new(text: String) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        let first = digest.first_chunk().copied().map_or(0, u128::from_be_bytes);
        let tag = HeaderValue::try_from(format!("\"{first:032x}\""));
        Self {
            bytes: text.into(),
            tag: tag.unwrap_or(HeaderValue::from_static("\"\"")),
        }
    }

    /// Whether an `If-None-Match` header names this text.
    pub(crate) fn is_known_by(&self, header: &HeaderValue) -> bool {
        let tag = self.tag.as_bytes();
        let mut known = header
            .as_bytes()
            .split(|byte| *byte == b',')
            .map(<[u8]>::trim_ascii);
        known.any(|known| known == b"*" || known.strip_prefix(b"W/").unwrap_or(known) == tag)
    }
}

/// The answers about one commit, by what was asked.
#[derive(Debug, Default)]
pub(crate) struct Answers(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    commit: Option<CommitId>,
    texts: HashMap<String, Arc<Text>>,
    bytes: usize,
}

impl Answers {
    /// What was answered to this question about this commit.
    pub(crate) fn get(&self, commit: CommitId, question: &str) -> Option<Arc<Text>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = kept.commit == Some(commit);
        is_it.then(|| kept.texts.get(question).cloned()).flatten()
    }

    /// Keeps an answer, and forgets those about another commit, or all where they are many.
    pub(crate) fn keep(&self, commit: CommitId, question: String, text: Arc<Text>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = question.len() + text.bytes.len();
        if kept.commit != Some(commit) || kept.bytes + size > MOST_KEPT {
            *kept = Kept {
                commit: Some(commit),
                ..Kept::default()
            };
        }
        if size <= MOST_KEPT && kept.texts.insert(question, text).is_none() {
            kept.bytes += size;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;
    use manifold_domain::object::ObjectId;

    fn commit(byte: u8) -> CommitId {
        CommitId(ObjectId::from_bytes([byte; 20]))
    }

    #[test]
    fn an_answer_is_kept_for_its_commit_alone() {
        let answers = Answers::default();
        answers.keep(commit(1), "a".to_owned(), Arc::new(Text::new("x".to_owned())));
        assert_eq!(answers.get(commit(1), "a").unwrap().bytes, "x");
        assert!(answers.get(commit(1), "b").is_none());
        assert!(answers.get(commit(2), "a").is_none());
        answers.keep(commit(2), "b".to_owned(), Arc::new(Text::new("y".to_owned())));
        assert!(answers.get(commit(2), "a").is_none());
    }

    #[test]
    fn no_more_is_kept_than_fits() {
        let answers = Answers::default();
        let half = Arc::new(Text::new("x".repeat(MOST_KEPT / 2)));
        for question in ["a", "b"] {
            answers.keep(commit(1), question.to_owned(), Arc::clone(&half));
        }
        assert!(answers.get(commit(1), "a").is_none());
        assert!(answers.get(commit(1), "b").is_some());
    }

    #[test]
    fn a_text_is_known_by_its_tag_in_any_list_and_by_a_star() {
        let text = Text::new("x".to_owned());
        let tag = text.tag.to_str().unwrap().to_owned();
        for known in [
            tag.clone(),
            format!("\"other\", {tag}"),
            format!("W/{tag}"),
            "*".to_owned(),
        ] {
            assert!(text.is_known_by(&known.parse().unwrap()), "{known}");
        }
        assert!(!text.is_known_by(&HeaderValue::from_static("\"other\"")));
    }
}
