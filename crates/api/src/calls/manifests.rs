//! The calls about manifests.

use manifold_app::wire::error::Failure;
use manifold_domain::element::{ElementKey, ElementKind};
use manifold_domain::manifest::{Manifest, ManifestName};
use manifold_domain::plan::{Intent, ManifestChange, ManifestContent, NamedRelease};
use manifold_domain::snapshot::{ManifestFile, Snapshot};
use manifold_domain::text::visible;
use manifold_domain::version::Release;
use serde_json::{Map, Value, json};

use super::{Reading, Wish};
use crate::answer::{Answer, Refused};
use crate::asked::{self, Asked};

/// The kinds that have a list of their own in an answer. New-style apps are released by Retool alone.
const LISTED: [ElementKind; 2] = [ElementKind::App, ElementKind::Workflow];

#[expect(clippy::unnecessary_wraps, reason = "all calls of the table have one shape")]
pub(super) fn list(reading: &Reading<'_>) -> Answer<Value> {
    let readable = |file: &ManifestFile| Some(view(&file.name, file.content.as_ref().ok()?));
    let manifests = reading.snapshot.manifests.iter();
    let manifests: Vec<Value> = manifests.filter_map(|file| readable(file)).collect();
    Ok(json!({ "manifests": manifests }))
}

pub(super) fn get(reading: &Reading<'_>) -> Answer<Value> {
    let name = ManifestName::existing(reading.asked.manifest());
    let file = reading.snapshot.manifest(&name).ok_or_else(|| {
        let name = visible(name.as_str());
        Refused::bad(format!("There is no manifest {name} on the default branch."))
    })?;
    match &file.content {
        Ok(manifest) => Ok(json!({ "manifest": view(&file.name, manifest) })),
        Err(problems) => {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Err(Refused::bad(format!(
                "The manifest {} cannot be read. {}",
                visible(name.as_str()),
                problems.join(" ")
            )))
        }
    }
}

fn view(name: &ManifestName, manifest: &Manifest) -> Value {
    let mut view = Map::new();
    view.insert("name".to_owned(), json!(name));
    for kind in LISTED {
        let entries: Vec<Value> = manifest
            .entries_of(kind)
            .map(|entry| json!({ "uuid": entry.element.id, "release": entry.release }))
            .collect();
        if !entries.is_empty() {
            view.insert(kind.folder().to_owned(), Value::Array(entries));
        }
    }
    Value::Object(view)
}

pub(super) fn set(asked: &Asked) -> Answer<Wish> {
    let name = asked.manifest().to_owned();
    let content = match asked.object("manifest")? {
        None => ManifestContent::New,
        Some(manifest) => {
            let given = asked::text(manifest, "name", "manifest.")?;
            if let Some(other) = given.filter(|given| *given != name) {
                return Err(Refused::bad(format!(
                    "manifest.name is {other:?}, and the path names {name:?}."
                )));
            }
            let mut entries = Vec::new();
            for kind in LISTED {
                entries.extend(entries_of(manifest, kind)?);
            }
            ManifestContent::Exactly { entries }
        }
    };
    Ok(written(name, content))
}

pub(super) fn set_entry(asked: &Asked) -> Answer<Wish> {
    let entry = NamedRelease {
        element: asked.element()?,
        release: release(asked.needed("release")?, "release")?,
    };
    Ok(written(
        asked.manifest().to_owned(),
        ManifestContent::With { entry },
    ))
}

#[expect(clippy::unnecessary_wraps, reason = "all calls of the table have one shape")]
pub(super) fn delete(asked: &Asked) -> Answer<Wish> {
    let manifest = ManifestName::existing(asked.manifest());
    Ok(Box::new(|_| {
        Ok(Intent::DeleteManifest {
            manifest,
            why: String::new(),
        })
    }))
}

pub(super) fn delete_entry(asked: &Asked) -> Answer<Wish> {
    let (manifest, element) = (ManifestName::existing(asked.manifest()), asked.element()?);
    Ok(Box::new(|snapshot| {
        refuse_unlisted(snapshot, &manifest, &element)?;
        let change = ManifestChange {
            manifest,
            element,
            release: None,
        };
        Ok(Intent::ChangeManifests {
            changes: vec![change],
            why: String::new(),
            is_roll_back: false,
        })
    }))
}

fn refuse_unlisted(snapshot: &Snapshot, name: &ManifestName, element: &ElementKey) -> Result<(), Failure> {
    let file = snapshot.manifest(name);
    match file.map(|file| &file.content) {
        Some(Ok(manifest)) if manifest.release_of(element).is_none() => Err(Failure::new(
            "notFound",
            format!(
                "{} lists no {} {}. Nothing was pushed.",
                visible(name.as_str()),
                element.kind.word(),
                element.id
            ),
        )),
        _ => Ok(()),
    }
}

fn written(name: String, content: ManifestContent) -> Wish {
    Box::new(|_| {
        Ok(Intent::WriteManifest {
            name,
            content,
            why: String::new(),
        })
    })
}

fn entries_of(manifest: &Map<String, Value>, kind: ElementKind) -> Answer<Vec<NamedRelease>> {
    let list = match manifest.get(kind.folder()) {
        None => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => {
            let place = format!("manifest.{}", kind.folder());
            return Err(asked::wrong(&place, "a list", other));
        }
    };
    let entry = |(index, entry): (usize, &Value)| {
        let place = format!("manifest.{}[{index}]", kind.folder());
        let Value::Object(entry) = entry else {
            return Err(asked::wrong(&place, "an object", entry));
        };
        let text = |field: &str| {
            let text = asked::text(entry, field, &format!("{place}."))?;
            text.ok_or_else(|| Refused::bad(format!("{place} needs {field}, a text.")))
        };
        let id = text("uuid")?
            .parse()
            .map_err(|error| Refused::bad(format!("{place}.uuid is malformed: {error}.")))?;
        Ok(NamedRelease {
            element: ElementKey { kind, id },
            release: release(text("release")?, &format!("{place}.release"))?,
        })
    };
    list.iter().enumerate().map(entry).collect()
}

fn release(text: &str, place: &str) -> Answer<Release> {
    text.parse()
        .map_err(|error| Refused::bad(format!("{place} is malformed: {error}.")))
}
