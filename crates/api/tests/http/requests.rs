//! Requests for every call of the contract, most of them well-formed.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use crate::contract::{CALLS, Call, Kind};
use crate::model::{LISTS, is_uuid, list_of};
use crate::shop::{DASHBOARD, NIGHTLY, NOBODY, REFUNDS};

/// Names that are taken, free, and not allowed.
const NAMES: [&str; 8] = ["dev", "prod", "uat", "qa", "DEV", "null", "-rf", "a b"];
const UUIDS: [&str; 5] = [DASHBOARD, REFUNDS, NIGHTLY, NOBODY, "6e69709c"];
const RELEASES: [&str; 7] = ["latest", "1.0.0", "1.0.1", "1.1.0", "2.0.0", "1.0", "v1.0.0"];
const DESCRIPTIONS: [&str; 3] = ["", "More dogs", "Several\n\nlines \u{202e}\"{}'"];
const MESSAGES: [&str; 4] = [
    "",
    "Why",
    "Why\n\nBecause\nit is so",
    "\u{0}\u{1b}\r\nWhy \u{1f436}\u{7}",
];
const QUERIES: [&str; 5] = [
    "elementType=PAGE",
    "elementType=WORKFLOW",
    "",
    "elementType=page",
    "elementType=PAGE&elementType=PAGE",
];

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// What is called.
    pub(crate) call: Call,
    /// The manifest's name.
    pub(crate) name: &'static str,
    uuid: &'static str,
    query: &'static str,
    /// The release or version in the body.
    pub(crate) release: &'static str,
    /// What is new in a release.
    pub(crate) description: &'static str,
    /// What a manifest should hold, where the body says so.
    pub(crate) entries: Option<Vec<((&'static str, &'static str), &'static str)>>,
    /// The commit's message, where the body says so.
    pub(crate) message: Option<&'static str>,
    fault: Fault,
    /// Whether its branch is merged.
    pub(crate) is_merged: bool,
}

/// What is wrong with a request as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// The body lacks its last character.
    Cut,
    /// The body is in a list.
    List,
    /// A field has a number for a text.
    Number,
    /// No path takes this method.
    Method,
}

/// Requests, from the most harmless to the strangest.
pub(crate) fn requests() -> impl Strategy<Value = Request> {
    let entry = (
        (select(LISTS.as_slice()), mostly(&UUIDS, 4)),
        mostly(&RELEASES, 5),
    )
        .prop_map(|(((kind, _), uuid), release)| ((kind, uuid), release));
    let fault = prop_oneof![
        12 => Just(Fault::None),
        1 => select(vec![Fault::Cut, Fault::List, Fault::Number, Fault::Method]),
    ];
    let body = (
        mostly(&RELEASES, 5),
        select(DESCRIPTIONS.as_slice()),
        prop::option::weighted(0.7, prop::collection::vec(entry, 0..4)),
        prop::option::of(select(MESSAGES.as_slice())),
    );
    let (writes, reads): (Vec<Call>, Vec<Call>) = CALLS.into_iter().partition(|call| call.scope == "write");
    let path = (
        prop_oneof![3 => select(writes), 1 => select(reads)],
        mostly(&NAMES, 4),
        mostly(&UUIDS, 4),
        mostly(&QUERIES, 2),
    );
    (path, body, fault, any::<bool>()).prop_map(|(path, body, fault, is_merged)| {
        let (call, name, uuid, query) = path;
        let (release, description, entries, message) = body;
        Request {
            call,
            name,
            uuid,
            query,
            release,
            description,
            entries,
            message,
            fault,
            is_merged,
        }
    })
}

/// Mostly one of the first few, which are well-formed, and now and then another.
fn mostly(all: &'static [&'static str], first: usize) -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => select(&all[..first]), 1 => select(&all[first..])]
}

impl Request {
    /// The method, in upper case.
    pub(crate) fn method(&self) -> String {
        if self.fault == Fault::Method {
            "DELETE".to_owned()
        } else {
            self.call.method.to_uppercase()
        }
    }

    /// The path with its query.
    pub(crate) fn address(&self) -> String {
        let path = self
            .call
            .path
            .replace("{name}", &self.name.replace(' ', "%20"))
            .replace("{uuid}", self.uuid);
        let query = if self.call.kind == Kind::InQuery {
            format!("?{}", self.query)
        } else {
            String::new()
        };
        format!("/api/v2/source_control/{path}{query}")
    }

    /// The body.
    pub(crate) fn body(&self) -> String {
        let mut body = self.fields();
        if self.fault == Fault::Number {
            body.insert("commit_message".to_owned(), json!(7));
        }
        let text = match self.fault {
            Fault::List => json!([body]).to_string(),
            _ => Value::Object(body).to_string(),
        };
        let cut = usize::from(self.fault == Fault::Cut);
        text[..text.len() - cut].to_owned()
    }

    /// What the contract lets the body hold. Fields that are not known are among it: they are to be ignored.
    fn fields(&self) -> Map<String, Value> {
        let mut fields = Map::from_iter([("unknown".to_owned(), json!([null]))]);
        for field in self.call.body.split(' ') {
            let value = match field.trim_end_matches('*') {
                "release" | "release_version" => Some(json!(self.release)),
                "release_description" => Some(json!(self.description)),
                "commit_message" => self.message.map(|message| json!(message)),
                "manifest" => self.entries.as_ref().map(|_| self.manifest()),
                _ => None,
            };
            fields.extend(value.map(|value| (field.trim_end_matches('*').to_owned(), value)));
        }
        fields
    }

    fn manifest(&self) -> Value {
        let mut manifest = json!({ "name": self.name, "unknown": 1 });
        for ((kind, uuid), release) in self.entries.iter().flatten() {
            let list = &mut manifest[list_of(kind)];
            if list.is_null() {
                *list = json!([]);
            }
            list.as_array_mut()
                .unwrap()
                .push(json!({ "uuid": uuid, "release": release, "unknown": {} }));
        }
        manifest
    }

    /// Whether the path takes the method.
    pub(crate) fn is_method_right(&self) -> bool {
        self.fault != Fault::Method
    }

    /// Whether the body, where one is read, is an object with texts where texts have to be.
    pub(crate) fn is_body_right(&self) -> bool {
        self.call.scope == "read" || self.fault == Fault::None
    }

    /// Whether something would be pushed.
    pub(crate) fn is_write(&self) -> bool {
        self.call.scope == "write" && self.is_method_right()
    }

    /// The element that path and query name, where they name one rightly.
    pub(crate) fn element(&self) -> Option<(&'static str, &'static str)> {
        let kind = match self.call.kind {
            Kind::App => Some("PAGE"),
            _ => LISTS
                .iter()
                .map(|(kind, _)| *kind)
                .find(|kind| self.query == format!("elementType={kind}")),
        };
        kind.filter(|_| is_uuid(self.uuid)).map(|kind| (kind, self.uuid))
    }
}
