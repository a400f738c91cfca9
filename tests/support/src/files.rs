//! The files of a Source Control repository, as Retool writes them.

use std::fmt::Write;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Files by path, to be committed.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    /// A repository of Toolscript apps, without one.
    pub fn toolscript() -> Self {
        Self::default().file(".retool/protected-apps.yaml", "version: 2.0.0")
    }

    /// And a file.
    #[must_use]
    pub fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.0.push((path.to_owned(), content.as_ref().to_owned()));
        self
    }

    /// And a classic app: its metadata and one page.
    #[must_use]
    pub fn app(self, folder: &str, uuid: &str) -> Self {
        let metadata = format!("{{\n  \"toolscriptVersion\": \"1.0.0\",\n  \"pageUuid\": \"{uuid}\"\n}}\n");
        self.file(&format!("{folder}/metadata.json"), metadata)
            .file(&format!("{folder}/main.rsx"), "<App/>\n")
    }

    /// And a workflow.
    #[must_use]
    pub fn workflow(self, folder: &str, name: &str, uuid: &str) -> Self {
        let content = format!("name: {name}\nworkflowId: {uuid}\n");
        self.file(&format!("{folder}/workflow.yml"), content)
    }

    /// And a new-style app.
    #[must_use]
    pub fn new_style_app(self, folder: &str, name: &str, uuid: &str) -> Self {
        let content =
            format!("{{ \"retool\": {{ \"app\": {{ \"uuid\": \"{uuid}\", \"name\": \"{name}\" }} }} }}\n");
        self.file(&format!("{folder}/package.json"), content)
    }

    /// And a manifest in canonical form, with apps alone: uuid and release of each.
    #[must_use]
    pub fn manifest(self, name: &str, apps: &[(&str, &str)]) -> Self {
        let mut text = format!("version: 1.0.0\nname: {name}\n");
        if !apps.is_empty() {
            text.push_str("apps:\n");
        }
        for (uuid, release) in apps {
            writeln!(text, "  - uuid: {uuid}\n    release: {release}").unwrap();
        }
        self.file(&format!("manifests/{name}.yaml"), text)
    }

    /// And a release artifact of an app: the files that are below its folder so far.
    #[must_use]
    pub fn release(self, folder: &str, uuid: &str, version: &str) -> Self {
        let metadata = format!(
            r#"{{"releaseVersion":"{version}","releaseDescription":"As it was","gitSha":"{}","elementType":"PAGE","metadataVersion":"1.0.0"}}"#,
            "0".repeat(40)
        );
        let prefix = format!("{folder}/");
        let mut entries: Vec<(&str, &[u8])> = self
            .0
            .iter()
            .filter_map(|(path, content)| Some((path.strip_prefix(&prefix)?, content.as_slice())))
            .collect();
        entries.push(("release-metadata.json", metadata.as_bytes()));
        let artifact = zip(&entries);
        self.file(&format!("dist/apps/{uuid}/{version}.zip"), artifact)
    }

    /// Every file: path and content.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(path, content)| (path.as_str(), content.as_slice()))
    }
}

/// A zip with these entries, stored.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
