//! `manifold release cat`: a file of a release.

use std::io::{self, IsTerminal};

use manifold_app::wire::artifact::{FileRequest, Source};
use serde_json::json;

use crate::arguments::ArtifactArguments;
use crate::output::{Answer, Body, Page};
use crate::session::{Session, find_row};
use crate::stop::{Exit, Stop};

/// A file as it is; to a terminal, as text that a terminal does not act on.
pub(super) fn cat(session: &Session, artifact: &ArtifactArguments, path: String) -> Result<Answer, Stop> {
    let page = session.releases()?;
    let row = find_row(&page, &artifact.element)?;
    let bytes = session.app.file_bytes(&FileRequest {
        repository: session.repository(),
        source: Source::Release {
            element: row.element.clone(),
            version: artifact.version.to_string(),
        },
        path: path.clone(),
    })?;
    let text = std::str::from_utf8(&bytes).ok();
    let json = json!({ "path": path, "size": bytes.len(), "text": text });
    let body = if io::stdout().is_terminal() {
        let Some(text) = text else {
            return Err(Stop::Usage(format!(
                "{path} is not text. Send it to a file instead of the terminal."
            )));
        };
        Body::Page(lines(text))
    } else {
        Body::Bytes(bytes)
    };
    Ok(Answer {
        body,
        json,
        exit: Exit::Done,
    })
}

fn lines(text: &str) -> Page {
    let mut page = Page::default();
    for line in text.lines() {
        page.plain(line.replace('\t', "    ")).end();
    }
    page
}
