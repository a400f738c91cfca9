//! The built window, served as the desktop shell serves it.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use serde_json::Value;

/// Where the policy of the real window stands, so that there is one.
const SHELL: &str = include_str!("../../src-tauri/tauri.conf.json");

/// What Tauri replaces in a page by a nonce, which it then names in the policy's `style-src`.
const NONCE_TOKEN: &str = "__TAURI_STYLE_NONCE__";

/// The files of the built window, by their path from `/` on.
pub(crate) struct Assets {
    files: HashMap<String, Vec<u8>>,
    policy: String,
}

impl Assets {
    /// Reads all files of a folder.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut files = HashMap::new();
        read_into(&mut files, folder, "")?;
        let shell: Value = serde_json::from_str(SHELL)?;
        let policy = shell["app"]["security"]["csp"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        Ok(Self { files, policy })
    }

    /// The file at a path; as in the real window the page itself where there is none.
    pub(crate) fn answer(&self, path: &str) -> Response {
        match self.files.get(path) {
            Some(bytes) if path != "/index.html" => {
                ([(header::CONTENT_TYPE, media_type(path))], bytes.clone()).into_response()
            }
            _ => self.page(),
        }
    }

    fn page(&self) -> Response {
        let nonce = rand::random::<u64>().to_string();
        let bytes = self
            .files
            .get("/index.html")
            .map(Vec::as_slice)
            .unwrap_or_default();
        let text = String::from_utf8_lossy(bytes).replace(NONCE_TOKEN, &nonce);
        let policy = self
            .policy
            .replace("style-src", &format!("style-src 'nonce-{nonce}'"));
        ([(header::CONTENT_SECURITY_POLICY, policy)], Html(text)).into_response()
    }
}

fn read_into(files: &mut HashMap<String, Vec<u8>>, folder: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read_into(files, &entry.path(), &path)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
