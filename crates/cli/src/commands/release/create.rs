//! `manifold release create`: what is on the default branch becomes a release.

use manifold_app::wire::create_releases::{CreateReleasesRequest, ElementToRelease};
use manifold_domain::layout::TreePath;
use manifold_domain::plan::{Intent, NewRelease};

use super::super::change::carry_out;
use crate::arguments::CreateArguments;
use crate::output::Answer;
use crate::session::{Session, find_folder, operation};
use crate::stop::Stop;

/// Creates releases, each with the version that was asked for or the next one.
pub(super) fn create(session: &Session, arguments: CreateArguments, is_json: bool) -> Result<Answer, Stop> {
    if arguments.version.is_some() && arguments.elements.len() > 1 {
        return Err(Stop::Usage(
            "--version is for one element; of several, each gets its own next version.".to_owned(),
        ));
    }
    let page = session.releases()?;
    let folders = arguments
        .elements
        .iter()
        .map(|element| Ok(find_folder(&page, element)?.1.to_owned()))
        .collect::<Result<Vec<_>, Stop>>()?;
    let elements = session
        .app
        .create_releases(CreateReleasesRequest {
            repository: session.repository(),
            folders,
            operation: operation("read"),
        })?
        .elements;
    let releases = elements
        .iter()
        .map(|element| {
            Ok(NewRelease {
                folder: folder(&element.folder)?,
                version: version(element, &arguments)?,
            })
        })
        .collect::<Result<_, Stop>>()?;
    let intent = Intent::CreateReleases {
        releases,
        description: arguments.description,
        set_on: arguments.set_on,
        accept_unchanged: arguments.accept_unchanged,
    };
    carry_out(session, intent, arguments.change, is_json)
}

fn folder(text: &str) -> Result<TreePath, Stop> {
    text.parse()
        .map_err(|_| Stop::not_found("element", format!("'{text}' is no folder.")))
}

fn version(element: &ElementToRelease, arguments: &CreateArguments) -> Result<String, Stop> {
    if let Some(version) = &arguments.version {
        return Ok(version.clone());
    }
    let bump = arguments.bump().unwrap_or(element.chosen);
    element
        .versions
        .iter()
        .find(|choice| choice.bump == bump)
        .map(|choice| choice.version.clone())
        .ok_or_else(|| {
            Stop::not_found(
                "version",
                format!("{} has no version after its highest.", element.name),
            )
        })
}
