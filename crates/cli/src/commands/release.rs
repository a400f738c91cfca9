//! `manifold release`: what instances can take.

mod content;
mod create;
mod diff;
mod verify;

use manifold_app::wire::artifact::{ArtifactReply, ArtifactRequest, FileEntry, MetadataView};
use manifold_app::wire::element::{ElementRequest, ReleaseRow};
use manifold_app::wire::error::Failure;
use manifold_app::wire::releases::Row;
use serde_json::{Value, json};

use crate::arguments::{ArtifactArguments, ReleaseCommand};
use crate::output::{Answer, ERROR, HEAD, HINT, PLAIN, Page, Table, date, timestamp};
use crate::session::{Session, element_json, find_folder, find_row, short};
use crate::stop::Stop;

/// Carries one of them out.
pub(crate) fn run(session: &Session, command: ReleaseCommand, is_json: bool) -> Result<Answer, Stop> {
    match command {
        ReleaseCommand::List { element } => list(session, &element),
        ReleaseCommand::Create(arguments) => create::create(session, arguments, is_json),
        ReleaseCommand::Show(artifact) => show(session, &artifact),
        ReleaseCommand::Files(artifact) => files(session, &artifact),
        ReleaseCommand::Cat { artifact, path } => content::cat(session, &artifact, path),
        ReleaseCommand::Diff {
            element,
            before,
            after,
            name_only,
        } => diff::diff(session, &element, &before, &after, name_only),
        ReleaseCommand::Verify { element, versions } => {
            verify::verify(session, element.as_deref(), &versions)
        }
    }
}

fn releases_of(session: &Session, folder: &str) -> Result<Vec<ReleaseRow>, Stop> {
    Ok(session
        .app
        .element(ElementRequest {
            repository: session.repository(),
            folder: folder.to_owned(),
        })?
        .releases)
}

fn list(session: &Session, element: &str) -> Result<Answer, Stop> {
    let page = session.releases()?;
    let (row, folder) = find_folder(&page, element)?;
    let releases = releases_of(session, folder)?;
    let mut table = Table::default();
    for release in &releases {
        let problem = release.problem.clone();
        table.row([
            (PLAIN, release.version.clone()),
            (HINT, release.created.map_or_else(String::new, date)),
            (PLAIN, on(release)),
            problem.map_or((PLAIN, release.description.clone()), |problem| (ERROR, problem)),
        ]);
    }
    let mut shown = Page::default();
    shown
        .text(HEAD, row.name.as_deref().unwrap_or(folder))
        .text(HINT, format!("  {folder}"))
        .end();
    if releases.is_empty() {
        shown.text(HINT, "There is no release yet.").end();
    }
    table.add_to(&mut shown, 0);
    let json = json!({
        "element": element_json(row),
        "releases": releases.iter().map(release_json).collect::<Vec<_>>(),
    });
    Ok(Answer::done(shown, json))
}

fn on(release: &ReleaseRow) -> String {
    let names: Vec<&str> = release
        .on
        .iter()
        .map(manifold_domain::manifest::ManifestName::as_str)
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("on {}", names.join(", "))
    }
}

fn release_json(release: &ReleaseRow) -> Value {
    json!({
        "version": release.version,
        "description": release.description,
        "author": release.author,
        "created": release.created.map(timestamp),
        "size": release.size,
        "on": release.on,
        "isLegacyLocation": release.is_legacy_location,
        "problem": release.problem,
    })
}

/// An artifact that can be looked into.
struct OpenArtifact {
    metadata: Option<MetadataView>,
    metadata_problem: Option<String>,
    files: Vec<FileEntry>,
    size: u64,
    created: Option<i64>,
}

fn open(session: &Session, row: &Row, version: &str) -> Result<OpenArtifact, Stop> {
    let reply = session.app.artifact(ArtifactRequest {
        repository: session.repository(),
        element: row.element.clone(),
        version: version.to_owned(),
    })?;
    match reply {
        ArtifactReply::Opened {
            metadata,
            metadata_problem,
            files,
            size,
            created,
        } => Ok(OpenArtifact {
            metadata,
            metadata_problem,
            files,
            size,
            created,
        }),
        ArtifactReply::Refused { reason, .. } => Err(Failure::new("artifactRefused", reason)
            .with_hint("Do not use this artifact: create the release anew.")
            .into()),
    }
}

fn show(session: &Session, artifact: &ArtifactArguments) -> Result<Answer, Stop> {
    let page = session.releases()?;
    let row = find_row(&page, &artifact.element)?;
    let version = artifact.version.to_string();
    let opened = open(session, row, &version)?;
    let release = match &row.folder {
        Some(folder) => releases_of(session, folder)?
            .into_iter()
            .find(|release| release.version == version),
        None => None,
    };
    let metadata = opened.metadata.as_ref();
    let description = metadata
        .and_then(|found| found.description.clone())
        .unwrap_or_default();
    let source = metadata.and_then(|found| found.git_sha.clone());

    let mut table = Table::default();
    let mut line = |head: &str, text: String| {
        if !text.is_empty() {
            table.row([(HINT, head.to_owned()), (PLAIN, text)]);
        }
    };
    line("Created", opened.created.map_or_else(String::new, date));
    line(
        "Author",
        release
            .as_ref()
            .and_then(|release| release.author.clone())
            .unwrap_or_default(),
    );
    line(
        "Source",
        source
            .as_deref()
            .map_or_else(String::new, |source| short(source).to_owned()),
    );
    line("Files", opened.files.len().to_string());
    line("Size", format!("{} bytes", opened.size));
    line("Named", release.as_ref().map_or_else(String::new, on));
    let mut shown = Page::default();
    shown
        .text(
            HEAD,
            format!(
                "{} {version}",
                row.name.as_deref().unwrap_or(row.element.id.as_str())
            ),
        )
        .end();
    for text in description.lines() {
        shown.plain(text).end();
    }
    shown.end();
    table.add_to(&mut shown, 0);
    if let Some(problem) = &opened.metadata_problem {
        shown.text(ERROR, problem).end();
    }
    let json = json!({
        "element": element_json(row),
        "version": version,
        "description": description,
        "created": opened.created.map(timestamp),
        "author": release.as_ref().and_then(|release| release.author.clone()),
        "source": source,
        "size": opened.size,
        "files": opened.files.len(),
        "on": release.map(|release| release.on).unwrap_or_default(),
        "problem": opened.metadata_problem,
    });
    Ok(Answer::done(shown, json))
}

fn files(session: &Session, artifact: &ArtifactArguments) -> Result<Answer, Stop> {
    let page = session.releases()?;
    let row = find_row(&page, &artifact.element)?;
    let files = open(session, row, &artifact.version.to_string())?.files;
    let mut table = Table::default();
    for file in &files {
        table.row([(PLAIN, file.path.clone()), (HINT, file.size.to_string())]);
    }
    let mut shown = Page::default();
    table.add_to(&mut shown, 0);
    let json = json!({
        "element": element_json(row),
        "version": artifact.version,
        "files": files,
    });
    Ok(Answer::done(shown, json))
}
