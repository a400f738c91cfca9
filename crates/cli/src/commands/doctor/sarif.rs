//! Problems as SARIF 2.1.0: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeMap;
use std::fmt::Write;

use manifold_app::wire::releases::ProblemView;
use manifold_domain::problem::{ProblemCode, Severity};
use serde_json::{Value, json};

/// One run with every problem.
pub(super) fn log(problems: &[ProblemView]) -> Value {
    let codes: BTreeMap<ProblemCode, &str> = problems
        .iter()
        .map(|problem| (problem.code, description(problem.code)))
        .collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|(code, text)| json!({ "id": code, "shortDescription": { "text": text } }))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Manifold",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "results": problems.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(problem: &ProblemView) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(&problem.path) } });
    if let Some(position) = problem.position {
        place["region"] = json!({ "startLine": position.line, "startColumn": position.column });
    }
    json!({
        "ruleId": problem.code,
        "level": match problem.severity {
            Severity::Broken => "error",
            Severity::Attention => "warning",
        },
        "message": { "text": problem.message },
        "locations": [{ "physicalLocation": place }],
    })
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            write!(uri, "%{byte:02X}").ok();
        }
    }
    uri
}

const fn description(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::ManifestInvalid => "A manifest that cannot be read",
        ProblemCode::ManifestNameDiffers => "A manifest whose name differs from its file's",
        ProblemCode::EntryTwice => "Two entries of one manifest for one element",
        ProblemCode::ElementUnknown => "An entry for an element that the repository does not have",
        ProblemCode::ArtifactMissing => "An entry that names a release without an artifact",
        ProblemCode::ElementInvalid => "An element whose uuid cannot be read",
        ProblemCode::UuidTwice => "Two folders with one uuid",
        ProblemCode::FileUnexpected => "A file that does not belong where it is",
        ProblemCode::FormatUnknown => "A repository whose format is not known",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_any_name_is_a_reference() {
        assert_eq!(
            uri("apps/Order entry (€)/metadata.json"),
            "apps/Order%20entry%20%28%E2%82%AC%29/metadata.json"
        );
    }
}
