//! The apps and workflows of the sample.

pub(super) mod customers;
pub(super) mod operations;
pub(super) mod orders;
pub(super) mod support;

use manifold_domain::element::ElementKind;

use super::toolscript::{self, App};

/// An app or workflow of the sample.
pub(super) struct Element {
    /// Its folder.
    pub(super) folder: &'static str,
    /// Its name, as commit messages call it.
    pub(super) name: &'static str,
    /// Its uuid.
    pub(super) uuid: &'static str,
    /// Its files.
    pub(super) content: Content,
}

/// What an element's files are made from.
pub(super) enum Content {
    /// A classic app.
    App(App),
    /// A workflow: its `workflow.yml` at each revision, from the first one.
    Workflow(&'static [&'static str]),
    /// A new-style app: its `App.tsx` at each revision, from the first one.
    NewStyleApp(&'static [&'static str]),
}

impl Element {
    /// Its kind.
    pub(super) const fn kind(&self) -> ElementKind {
        match self.content {
            Content::App(_) => ElementKind::App,
            Content::Workflow(_) => ElementKind::Workflow,
            Content::NewStyleApp(_) => ElementKind::NewStyleApp,
        }
    }

    /// The files of a revision, counted from 1; paths relative to the folder.
    pub(super) fn files(&self, revision: u32) -> Vec<(String, String)> {
        match &self.content {
            Content::App(app) => toolscript::files(app, self.uuid, revision),
            Content::Workflow(texts) => vec![("workflow.yml".to_owned(), at(texts, revision))],
            Content::NewStyleApp(texts) => vec![
                ("package.json".to_owned(), self.package()),
                (
                    "frontend/package.json".to_owned(),
                    include_str!("../files/fleet/package.json").to_owned(),
                ),
                ("frontend/src/App.tsx".to_owned(), at(texts, revision)),
                (
                    "frontend/src/index.css".to_owned(),
                    include_str!("../files/fleet/index.css").to_owned(),
                ),
            ],
        }
    }

    fn package(&self) -> String {
        format!(
            r#"{{
  "name": "fleet-map",
  "private": true,
  "workspaces": ["frontend"],
  "retool": {{ "app": {{ "uuid": "{}", "name": "{}" }} }}
}}
"#,
            self.uuid, self.name
        )
    }
}

/// The newest text that a revision has.
fn at(texts: &[&str], revision: u32) -> String {
    let index = usize::try_from(revision).unwrap_or(usize::MAX).min(texts.len());
    texts
        .iter()
        .take(index)
        .next_back()
        .copied()
        .unwrap_or_default()
        .to_owned()
}
