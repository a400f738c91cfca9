//! What the files of the large repository hold. The same numbers always give the same bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Result;

/// How many elements there are; the last ones are workflows.
pub(crate) const ELEMENTS: u32 = 1_000;
pub(crate) const APPS: u32 = 950;
/// How large the text of an artifact is, so that its zip has 10 KB.
const ARTIFACT_TEXT: usize = 9_700;

const WORDS: [&str; 32] = [
    "orders",
    "refunds",
    "table",
    "button",
    "query",
    "value",
    "column",
    "select",
    "from",
    "where",
    "data",
    "label",
    "event",
    "click",
    "trigger",
    "container",
    "modal",
    "input",
    "number",
    "text",
    "format",
    "currency",
    "date",
    "status",
    "filter",
    "search",
    "page",
    "header",
    "return",
    "const",
    "await",
    "result",
];

/// The uuid of an element.
pub(crate) fn uuid(element: u32) -> String {
    format!("{element:08x}-198c-11f1-835a-73d4870770bb")
}

/// Where an element's artifacts are.
pub(crate) fn artifact_path(element: u32, patch: u32) -> String {
    let kind = if element < APPS { "apps" } else { "workflows" };
    format!("dist/{kind}/{}/1.0.{patch}.zip", uuid(element))
}

/// The folder of an element.
pub(crate) fn folder(element: u32) -> String {
    if element < APPS {
        format!("apps/Team {:02}/App {element:04}", element % 40)
    } else {
        format!("workflows/Workflow {element:04}")
    }
}

/// The thirty files of an element. Those of the first one hold 2 MB together, all others 800 bytes each.
pub(crate) fn files(element: u32) -> Vec<(String, String)> {
    let size = if element == 0 { 70_000 } else { 800 };
    let mut files = vec![marker(element)];
    let mut add = |path: String| {
        let seed = u64::from(element) * 100 + files.len() as u64;
        files.push((path, text(seed, size)));
    };
    add("functions.rsx".to_owned());
    add("main.rsx".to_owned());
    (1..=12).for_each(|page| add(format!("src/page{page}.rsx")));
    (1..=12).for_each(|query| add(format!("lib/query{query}.sql")));
    (1..=3).for_each(|page| add(format!(".positions/page{page}.json")));
    files
}

/// The file by which an element's folder is known.
pub(crate) fn marker(element: u32) -> (String, String) {
    let id = uuid(element);
    if element < APPS {
        let json = format!("{{\n  \"toolscriptVersion\": \"1.0.0\",\n  \"pageUuid\": \"{id}\"\n}}\n");
        ("metadata.json".to_owned(), json)
    } else {
        let yaml = format!("workflowId: {id}\nname: Workflow {element:04}\n");
        ("workflow.yml".to_owned(), yaml)
    }
}

/// A manifest that lists every element, as it stood when the newest release was `newest`.
pub(crate) fn manifest(name: &str, newest: u32) -> String {
    let mut text = format!("version: 1.0.0\nname: {name}\n");
    for (kind, elements) in [("apps", 0..APPS), ("workflows", APPS..ELEMENTS)] {
        text.push_str(kind);
        text.push_str(":\n");
        for element in elements {
            let release = match element % 7 {
                0 => "latest".to_owned(),
                behind => format!("1.0.{}", newest.saturating_sub(behind)),
            };
            write!(text, "  - uuid: {}\n    release: {release}\n", uuid(element)).unwrap_or_default();
        }
    }
    text
}

/// An artifact of 10 KB that was taken from a commit which no repository has.
pub(crate) fn artifact(element: u32, patch: u32) -> Result<Vec<u8>> {
    let nowhere = format!("{:040x}", u64::from(element) * 1_000 + u64::from(patch));
    artifact_from(element, patch, &nowhere)
}

/// An artifact of 10 KB that was taken from this commit: mostly the text of the release before it, as real ones are.
pub(crate) fn artifact_from(element: u32, patch: u32, source: &str) -> Result<Vec<u8>> {
    let version = format!("1.0.{patch}");
    let main = format!("// {version}\n{}", text(u64::from(element) << 32, ARTIFACT_TEXT));
    let metadata = format!(
        r#"{{"releaseVersion":"{version}","releaseDescription":"Release {patch}","gitSha":"{source}","elementType":"{}","metadataVersion":"1.0.0"}}"#,
        if element < APPS { "PAGE" } else { "WORKFLOW" },
    );
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("main.rsx", main), ("release-metadata.json", metadata)] {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Words that look like code, about `size` bytes of them.
pub(crate) fn text(seed: u64, size: usize) -> String {
    let mut state = seed;
    let mut text = String::with_capacity(size + 16);
    while text.len() < size {
        // SplitMix64: a well-mixed sequence from any seed.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        for (position, byte) in mixed.to_le_bytes().into_iter().enumerate() {
            text.push_str(WORDS[usize::from(byte) % WORDS.len()]);
            text.push(if position == 7 { '\n' } else { ' ' });
        }
    }
    text
}
