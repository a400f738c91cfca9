//! Any requests in any order: the answers keep the contract, and what was not answered with success changed nothing.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::model::{Change, Expected, Model};
use crate::requests::{Request, requests};
use crate::shop::{DASHBOARD, sandbox};
use crate::support::{Pushed, Server};

/// A server, and what the contract says of its repository.
struct Trial {
    server: Server,
    model: Model,
    /// Every reference of the remote with its commit.
    references: Vec<String>,
    /// What was read last at some addresses: the tag and the text of the answer.
    read: Vec<(String, String, String)>,
}

impl Trial {
    fn new() -> Self {
        let server = Server::of(sandbox());
        let references = references(&server);
        let read = [
            "manifests",
            "manifests/dev",
            &format!("releases/apps/{DASHBOARD}"),
        ];
        let read = read.map(|path| {
            let address = format!("/api/v2/source_control/{path}");
            let reply = server.ask("GET", &address, "");
            let tag = reply.header("etag").to_owned();
            assert!(!tag.is_empty(), "{reply:?}");
            (address, tag, reply.text)
        });
        Self {
            server,
            model: Model::of_the_shop(),
            references,
            read: read.into(),
        }
    }

    /// Sends a request and holds its answer, and what it did, against the contract.
    fn ask(&mut self, number: usize, request: &Request) {
        let key = format!("request-{number}");
        let headers: &[(&str, &str)] = if request.is_write() {
            &[("Idempotency-Key", &key)]
        } else {
            &[]
        };
        let ask = |body: &str| {
            self.server
                .ask_with(&request.method(), &request.address(), headers, body)
        };
        let reply = ask(&request.body());
        assert!(!reply.header("x-request-id").is_empty(), "{request:?}: {reply:?}");
        match self.model.answer(request) {
            Expected::Refused(status) => {
                reply.refusal(status);
                assert_eq!(status == 405, !reply.header("allow").is_empty(), "{request:?}");
                assert_eq!(references(&self.server), self.references, "{request:?}");
            }
            Expected::Data(data) => {
                assert_eq!(without_times(reply.data()), data, "{request:?}");
                assert_eq!(references(&self.server), self.references, "{request:?}");
            }
            Expected::Pushed(change) => {
                let again = ask(&request.body());
                let replayed = (again.header("idempotent-replayed"), &again.text);
                assert_eq!(replayed, ("true", &reply.text), "{request:?}");
                ask(r#"{"another":"request"}"#).refusal(400);
                let pushed = Pushed::of(&reply);
                self.look_at(request, &pushed, &change);
                self.model.take(&change);
                self.merge(&pushed, change, request.is_merged);
            }
        }
    }

    /// What was read is not sent again as long as it says the same, and only then.
    fn read_again(&mut self) {
        for (address, tag, text) in &mut self.read {
            let now = self.server.ask("GET", address, "");
            let tagged = [("If-None-Match", tag.as_str())];
            let again = self.server.ask_with("GET", address, &tagged, "");
            let expected = if now.text == *text {
                (304, "")
            } else {
                (now.status, now.text.as_str())
            };
            assert_eq!((again.status, again.text.as_str()), expected, "{address}");
            assert_eq!(again.header("etag"), now.header("etag"), "{address}");
            if now.status == 200 {
                now.header("etag").clone_into(tag);
                *text = now.text;
            }
        }
    }

    /// One branch more, one commit on top of the default branch, one file in it; and nothing else moved.
    fn look_at(&mut self, request: &Request, pushed: &Pushed, change: &Change) {
        let branch = format!("refs/heads/{} {}", pushed.branch, pushed.commit);
        self.references.push(branch);
        self.references.sort();
        assert_eq!(references(&self.server), self.references, "{request:?}");
        let commit = self
            .server
            .git(&["log", "-1", "--format=%P%n%B", "--name-status", &pushed.commit]);
        let (parent, rest) = commit.split_once('\n').unwrap();
        assert_eq!(parent, self.server.git(&["rev-parse", "main"]), "{request:?}");
        let (message, file) = rest.rsplit_once("\n\n").unwrap();
        assert_eq!(file, change.file, "{request:?}");
        if let Some(written) = request.message {
            let written = written.replace(|c: char| c.is_control() && c != '\n', "");
            assert!(
                message.trim() == written.trim() || written.trim().is_empty(),
                "{message:?}"
            );
        }
    }

    /// Merges a branch, reads what it changed, and takes the merge back again where it is not to stay.
    fn merge(&mut self, pushed: &Pushed, change: Change, stays: bool) {
        let main = self.server.git(&["rev-parse", "main"]);
        self.server
            .git(&["update-ref", "refs/heads/main", &pushed.commit]);
        let (path, expected) = &change.read;
        let reply = self
            .server
            .ask("GET", &format!("/api/v2/source_control/{path}"), "");
        match expected {
            Some(data) => assert_eq!(without_times(reply.data()), *data, "{path}"),
            None => assert!(reply.refusal(400).contains("There is no manifest"), "{path}"),
        }
        self.read_again();
        if stays {
            self.model = change.merged;
            self.references = references(&self.server);
        } else {
            self.server.git(&["update-ref", "refs/heads/main", &main]);
        }
    }
}

fn references(server: &Server) -> Vec<String> {
    let all = server.git(&["for-each-ref", "--format=%(refname) %(objectname)"]);
    all.lines().map(str::to_owned).collect()
}

/// The same data, with times checked and left out.
fn without_times(mut data: Value) -> Value {
    for release in data.as_array_mut().into_iter().flatten() {
        let created = release.as_object_mut().unwrap().remove("created_at").unwrap();
        assert!(created.as_str().unwrap().ends_with('Z'), "{created}");
    }
    data
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn whatever_is_asked_is_answered_as_the_contract_says_and_nothing_else_changes(
        requests in prop::collection::vec(requests(), 16..32),
    ) {
        let mut trial = Trial::new();
        for (number, request) in requests.iter().enumerate() {
            trial.ask(number, request);
        }
        let data = trial.server.get("test_connection");
        prop_assert_eq!(data, json!({ "success": true }));
        trial.server.sandbox.assert_sound(&trial.server.sandbox.remote());
    }
}

/// How many sequences are tried: a few, unless `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(4)
}
