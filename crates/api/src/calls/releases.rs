//! The calls about releases.

use manifold_app::wire::error::Failure;
use manifold_domain::object::Timestamp;
use manifold_domain::plan::{Intent, NewRelease};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{Reading, Wish};
use crate::answer::Answer;
use crate::asked::Asked;

pub(super) fn list(reading: &Reading<'_>) -> Answer<Value> {
    let element = reading.asked.element()?;
    let releases = reading
        .app
        .releases_in(reading.repository, reading.snapshot, &element)?;
    let view = releases.into_iter().map(|(version, details)| {
        let mut release = json!({
            "release_version": version,
            // A damaged artifact does not say when it was made. It was there when the default branch's tip was.
            "created_at": written(details.created.unwrap_or(reading.snapshot.time)),
        });
        if !details.description.is_empty() {
            release["release_description"] = Value::String(details.description);
        }
        release
    });
    Ok(view.collect())
}

/// A time as RFC 3339 writes it, in UTC.
fn written(time: Timestamp) -> String {
    let time = OffsetDateTime::from_unix_timestamp(time.0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    // Only a year of more than four digits does not fit, and zips and commits hold none.
    time.format(&Rfc3339).unwrap_or_default()
}

pub(super) fn create(asked: &Asked) -> Answer<Wish> {
    let element = asked.element()?;
    let version = asked.needed("release_version")?.to_owned();
    let description = asked.text("release_description")?.unwrap_or_default().to_owned();
    Ok(Box::new(move |snapshot| {
        // Where two folders have the uuid, the plan refuses either.
        let found = snapshot.element(&element).ok_or_else(|| {
            let message = format!(
                "There is no {} {} on the default branch.",
                element.kind.word(),
                element.id
            );
            Failure::new("notFound", message).with_unchanged("Nothing was pushed.")
        })?;
        Ok(Intent::CreateReleases {
            releases: vec![NewRelease {
                folder: found.folder.clone(),
                version,
            }],
            description,
            set_on: Vec::new(),
            // A program that asks for a release wants it; nobody is there to be asked.
            accept_unchanged: true,
        })
    }))
}
