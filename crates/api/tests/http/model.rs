//! What the contract says that each request does to a small repository: what the server is held against.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::contract::Call;
use crate::requests::Request;
use crate::shop::{DASHBOARD, NIGHTLY, REFUNDS};

/// The lists of a manifest, by the `elementType` of what they hold.
pub(crate) const LISTS: [(&str, &str); 2] = [("PAGE", "apps"), ("WORKFLOW", "workflows")];

/// An element: its `elementType` and its uuid.
type Element = (&'static str, &'static str);
/// The releases that a manifest names.
type Entries = BTreeMap<Element, &'static str>;

/// The default branch, and the versions that any branch has.
#[derive(Clone)]
pub(crate) struct Model {
    manifests: BTreeMap<String, Entries>,
    /// The releases of each element with their descriptions, in the order in which they are listed.
    releases: BTreeMap<Element, Vec<(&'static str, &'static str)>>,
    taken: BTreeSet<(Element, &'static str)>,
}

/// What a request is answered with.
pub(crate) enum Expected {
    /// Data.
    Data(Value),
    /// A branch that changes one file.
    Pushed(Change),
    /// A refusal with this status.
    Refused(u16),
}

/// What a branch changes, and what the default branch is once it is merged.
pub(crate) struct Change {
    /// As `git diff --name-status` tells it.
    pub(crate) file: String,
    /// The default branch afterwards.
    pub(crate) merged: Model,
    /// What to read to see it, and what that says then; nothing where it is gone.
    pub(crate) read: (String, Option<Value>),
}

impl Model {
    /// The repository of [`crate::shop`].
    pub(crate) fn of_the_shop() -> Self {
        let dashboard = ("PAGE", DASHBOARD);
        let prod = [(dashboard, "1.0.0"), (("PAGE", REFUNDS), "latest")];
        let elements = [dashboard, ("PAGE", REFUNDS), ("WORKFLOW", NIGHTLY)];
        let mut releases: BTreeMap<_, _> = elements.map(|element| (element, Vec::new())).into();
        releases.insert(dashboard, vec![("1.0.0", "As it was")]);
        Self {
            manifests: [
                ("dev".to_owned(), [(dashboard, "latest")].into()),
                ("prod".to_owned(), prod.into()),
            ]
            .into(),
            releases,
            taken: [(dashboard, "1.0.0")].into(),
        }
    }

    /// A branch has this version now, whether it is merged or not.
    pub(crate) fn take(&mut self, pushed: &Change) {
        self.taken.extend(pushed.merged.taken.iter().copied());
    }

    /// What a request is answered with.
    pub(crate) fn answer(&self, request: &Request) -> Expected {
        if !request.is_method_right() {
            return Expected::Refused(405);
        }
        let answer = if request.is_body_right() {
            self.done(request)
        } else {
            None
        };
        answer.unwrap_or(Expected::Refused(400))
    }

    /// What comes of a request whose body can be read; nothing where it is refused.
    fn done(&self, request: &Request) -> Option<Expected> {
        let Call { method, path, .. } = request.call;
        // A deprecated path says the same as the one without `apps/`.
        match (method, path.replace("apps/{uuid}", "{uuid}").as_str()) {
            ("get", "manifests") => {
                let all = self.manifests.keys().filter_map(|name| self.manifest(name));
                Some(Expected::Data(json!({ "manifests": all.collect::<Vec<_>>() })))
            }
            ("get", "manifests/{name}") => {
                let manifest = self.manifest(request.name)?;
                Some(Expected::Data(json!({ "manifest": manifest })))
            }
            ("put", "manifests/{name}") => match &request.entries {
                None if self.manifests.contains_key(request.name) => None,
                None => self.written(request.name, Entries::new()),
                Some(entries) => self.written(request.name, consistent(entries)?),
            },
            ("post", "manifests/{name}/delete") => {
                let mut merged = self.clone();
                merged.manifests.remove(request.name)?;
                Some(pushed_manifest("D", request.name, merged))
            }
            ("put", "manifests/{name}/{uuid}") => {
                let mut entries = self.manifests.get(request.name).cloned().unwrap_or_default();
                entries.insert(request.element()?, well_formed(request.release)?);
                self.written(request.name, entries)
            }
            ("post", "manifests/{name}/{uuid}/delete") => {
                let mut entries = self.manifests.get(request.name)?.clone();
                entries.remove(&request.element()?)?;
                self.written(request.name, entries)
            }
            ("get", "releases/{uuid}") => Some(Expected::Data(self.listed(request.element()?))),
            ("post", "releases/{uuid}") => self.released(request.element()?, request),
            ("get", "test_connection") => Some(Expected::Data(json!({ "success": true }))),
            other => panic!("{other:?} is not in the contract"),
        }
    }

    /// A manifest with these entries, where that changes something and the name may be taken.
    fn written(&self, name: &str, entries: Entries) -> Option<Expected> {
        let mut merged = self.clone();
        let before = merged.manifests.insert(name.to_owned(), entries);
        let status = match before {
            Some(before) if before == merged.manifests[name] => return None,
            Some(_) => "M",
            None if self.may_be_created(name) => "A",
            None => return None,
        };
        Some(pushed_manifest(status, name, merged))
    }

    fn may_be_created(&self, name: &str) -> bool {
        let is_taken = self
            .manifests
            .keys()
            .any(|known| known.eq_ignore_ascii_case(name));
        !is_taken
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name != "null"
            && !name.contains(' ')
    }

    fn released(&self, element: Element, request: &Request) -> Option<Expected> {
        let version = well_formed(request.release).filter(|release| *release != "latest")?;
        let mut merged = self.clone();
        let known = merged.releases.get_mut(&element)?;
        if !merged.taken.insert((element, version)) {
            return None;
        }
        known.push((version, request.description));
        // All versions of these tests have numbers of one digit.
        known.sort_by(|(a, _), (b, _)| b.cmp(a));
        let (kind, uuid) = element;
        Some(Expected::Pushed(Change {
            file: format!("A\tdist/{}/{uuid}/{version}.zip", list_of(kind)),
            read: (
                format!("releases/{uuid}?elementType={kind}"),
                Some(merged.listed(element)),
            ),
            merged,
        }))
    }

    /// The releases of an element, but for the times at which they were made.
    fn listed(&self, element: Element) -> Value {
        let releases = self.releases.get(&element).into_iter().flatten();
        let view = releases.map(|(version, description)| {
            let mut release = json!({ "release_version": version });
            if !description.is_empty() {
                release["release_description"] = json!(description);
            }
            release
        });
        view.collect()
    }

    fn manifest(&self, name: &str) -> Option<Value> {
        let entries = self.manifests.get(name)?;
        let mut view = Map::from_iter([("name".to_owned(), json!(name))]);
        for (kind, list) in LISTS {
            let of_kind = entries.iter().filter(|((of, _), _)| *of == kind);
            let of_kind: Vec<Value> = of_kind
                .map(|((_, uuid), release)| json!({ "uuid": uuid, "release": release }))
                .collect();
            if !of_kind.is_empty() {
                view.insert(list.to_owned(), Value::Array(of_kind));
            }
        }
        Some(Value::Object(view))
    }
}

fn pushed_manifest(status: &str, name: &str, merged: Model) -> Expected {
    let view = merged.manifest(name);
    Expected::Pushed(Change {
        file: format!("{status}\tmanifests/{name}.yaml"),
        read: (
            format!("manifests/{name}"),
            view.map(|view| json!({ "manifest": view })),
        ),
        merged,
    })
}

/// The entries, where each is well-formed and no element has two releases.
fn consistent(given: &[(Element, &'static str)]) -> Option<Entries> {
    let mut entries = Entries::new();
    for ((kind, uuid), release) in given {
        let earlier = entries.insert((kind, uuid), release);
        let is_other = earlier.is_some_and(|earlier| earlier != *release);
        if is_other || !is_uuid(uuid) {
            return None;
        }
        well_formed(release)?;
    }
    Some(entries)
}

pub(crate) fn list_of(kind: &str) -> &'static str {
    let list = LISTS.iter().find(|(of, _)| *of == kind);
    list.map_or("", |(_, list)| list)
}

pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
}

/// A release, unless it is malformed.
fn well_formed(release: &'static str) -> Option<&'static str> {
    let numbers = release.split('.').filter(|number| number.parse::<u8>().is_ok());
    (release == "latest" || numbers.count() == 3).then_some(release)
}
