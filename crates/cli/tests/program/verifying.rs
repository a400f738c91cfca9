//! `manifold release verify`.

use manifold_test_support::{Files, zip};

use crate::support::{DASHBOARD, REFUNDS, answered, merge, printed, shop};

fn results(answer: &serde_json::Value) -> Vec<(&str, &str)> {
    let releases = answer["releases"].as_array().unwrap();
    releases
        .iter()
        .map(|release| {
            (
                release["version"].as_str().unwrap(),
                release["result"].as_str().unwrap(),
            )
        })
        .collect()
}

/// An artifact of Refunds that says it was made from this commit.
fn artifact(source: &str, main: &[u8]) -> Vec<u8> {
    let metadata = format!(r#"{{"releaseVersion":"1.0.0","gitSha":"{source}"}}"#);
    let page = format!("{{\n  \"toolscriptVersion\": \"1.0.0\",\n  \"pageUuid\": \"{REFUNDS}\"\n}}\n");
    zip(&[
        ("main.rsx", main),
        ("metadata.json", page.as_bytes()),
        ("release-metadata.json", metadata.as_bytes()),
    ])
}

#[test]
fn a_release_of_ours_matches_also_after_its_folder_moved_on() {
    let sandbox = shop();
    let pushed = answered(&sandbox, &["release", "create", "Refunds", "--yes"], 0);
    merge(&sandbox, pushed["pushed"]["branch"].as_str().unwrap());
    let work = sandbox.work();
    sandbox.git(&work, &["mv", "apps/Refunds", "apps/Returns"]);
    sandbox.change("main", "apps/Returns/main.rsx", "<App changed/>\n");
    let text = printed(&sandbox, &["release", "verify", "Returns", "1.0.0"], 0);
    assert!(text.contains("Returns 1.0.0  matches "), "{text}");
    assert!(
        text.ends_with("Compared 1 release with their source: 1 matching.\n"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_with_a_release_is_told_apart() {
    let sandbox = shop();
    let source = sandbox.remote_id("main");
    let mut damaged = artifact(&source, b"<App/>\n");
    let content = damaged.windows(6).position(|bytes| bytes == b"<App/>").unwrap();
    damaged[content] = b'>';
    let folder = format!("dist/apps/{REFUNDS}");
    sandbox.write_to_work(
        &Files::default()
            .file(&format!("{folder}/1.0.0.zip"), artifact(&source, b"<App/>\n"))
            .file(
                &format!("{folder}/1.0.1.zip"),
                artifact(&source, b"<App other/>\n"),
            )
            .file(
                &format!("{folder}/1.0.2.zip"),
                artifact(&"1".repeat(40), b"<App/>\n"),
            )
            .file(&format!("{folder}/1.0.3.zip"), damaged)
            .file(
                &format!("{folder}/1.0.4.zip"),
                artifact(&source, "<\u{fffd}/>\n".as_bytes()),
            )
            .file(&format!("{folder}/1.0.5.zip"), "no zip"),
    );
    sandbox.change("main", "notes.txt", "");
    let answer = answered(&sandbox, &["release", "verify", "Refunds"], 1);
    assert_eq!(
        results(&answer),
        [
            ("1.0.5", "damaged"),
            ("1.0.4", "damaged"),
            ("1.0.3", "damaged"),
            ("1.0.2", "sourceNotFound"),
            ("1.0.1", "differs"),
            ("1.0.0", "matches"),
        ]
    );
    assert_eq!(answer["releases"][4]["files"][0]["path"], "main.rsx");
    // Those of the other app name a commit that is not there.
    let all = answered(&sandbox, &["release", "verify"], 1);
    assert!(results(&all).contains(&("1.1.0", "sourceNotFound")), "{all}");
    assert!(printed(&sandbox, &["release", "verify", DASHBOARD], 1).contains("source not found"));
}
