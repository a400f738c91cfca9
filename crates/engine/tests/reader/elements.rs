//! What is an element, and what is not.

use std::os::unix::fs::symlink;

use manifold_domain::element::ElementKind;
use manifold_domain::problem::{Position, ProblemCode};
use manifold_domain::snapshot::RepositoryFormat;

use crate::repository::{Repository, folders, metadata, problems, uuid};

#[test]
fn apps_workflows_and_new_style_apps_are_recognised_by_the_files_in_their_folders() {
    let repository = Repository::toolscript();
    repository.write("apps/Orders/Dashboard/metadata.json", metadata(1));
    repository.write("apps/Orders/Dashboard/src/page1.rsx", "<Screen/>");
    repository.write(
        "workflows/Nightly/workflow.yml",
        format!("workflowId: {}\nname: Nightly cleanup\n", uuid(2)),
    );
    repository.write(
        "workflows/Nameless/workflow.yml",
        format!("workflowId: {}\n", uuid(3)),
    );
    repository.write(
        "apps-v2/Portal/package.json",
        format!(
            r#"{{"retool": {{"app": {{"uuid": "{}", "name": "Customer portal"}}}}}}"#,
            uuid(4)
        ),
    );
    let snapshot = repository.snapshot();

    let found: Vec<_> = snapshot
        .elements
        .iter()
        .map(|element| (element.kind, element.name.as_str(), element.id.to_string()))
        .collect();
    assert_eq!(
        found,
        [
            (ElementKind::App, "Dashboard", uuid(1)),
            (ElementKind::Workflow, "Nameless", uuid(3)),
            (ElementKind::Workflow, "Nightly cleanup", uuid(2)),
            (ElementKind::NewStyleApp, "Customer portal", uuid(4)),
        ]
    );
    assert_eq!(snapshot.format, RepositoryFormat::Toolscript);
    assert_eq!(problems(&snapshot), []);
    assert_eq!(snapshot.ignored_folders, 0);
}

#[test]
fn an_element_knows_the_tree_of_its_folder() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    let snapshot = repository.snapshot();
    assert_eq!(
        snapshot.elements[0].tree.to_string(),
        repository.git(["rev-parse", "HEAD:apps/Dashboard"])
    );
}

#[test]
fn names_keep_every_byte_that_the_tree_has() {
    let repository = Repository::toolscript();
    let names: [&[u8]; 9] = [
        b" leading and trailing ",
        b"100%20sure",
        b"Bundle Editor 2 (1)",
        b"Caf\xe9",
        b"It's: \"quoted\"",
        b"[Admin Panel - support copy]",
        b"a\nb",
        b"back\\slash",
        "🐶 dogs".as_bytes(),
    ];
    for (number, name) in (1..).zip(names) {
        let folder = [b"apps/", name, b"/metadata.json"].concat();
        repository.write(folder, metadata(number));
    }
    let snapshot = repository.snapshot();
    let found: Vec<&[u8]> = snapshot
        .elements
        .iter()
        .map(|element| element.folder.file_name().unwrap())
        .collect();
    assert_eq!(found, names);
    assert_eq!(snapshot.elements[3].name, "Caf\u{fffd}");
    assert_eq!(snapshot.elements[7].name, "back\\slash");
}

#[test]
fn elements_stand_in_the_byte_order_of_their_folders_not_in_the_order_of_the_tree() {
    let repository = Repository::toolscript();
    repository.write("apps/a/x/metadata.json", metadata(1));
    repository.write("apps/a b/metadata.json", metadata(2));
    repository.write("apps/a.b/metadata.json", metadata(3));
    assert_eq!(
        folders(&repository.snapshot()),
        ["apps/a b", "apps/a.b", "apps/a/x"]
    );
}

#[test]
fn apps_of_either_format_are_found_whichever_the_repository_names() {
    for (version, format) in [
        ("version: 2.0.0", RepositoryFormat::Toolscript),
        ("version: 1.0.0\n", RepositoryFormat::LegacyYaml),
        ("version: 3.0.0", RepositoryFormat::Unknown),
    ] {
        let repository = Repository::new();
        repository.write(".retool/protected-apps.yaml", version);
        repository.write("apps/New/metadata.json", metadata(1));
        repository.write(
            "apps/Old/app.yml",
            format!("version: 43.0.9\npageUuid: {}\n", uuid(2)),
        );
        let snapshot = repository.snapshot();
        assert_eq!(folders(&snapshot), ["apps/New", "apps/Old"], "{version}");
        assert_eq!(snapshot.format, format);
    }
}

#[test]
fn a_repository_that_does_not_name_its_format_says_so() {
    let repository = Repository::new();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    let snapshot = repository.snapshot();
    assert_eq!(snapshot.format, RepositoryFormat::Unknown);
    assert_eq!(
        problems(&snapshot),
        [(
            ProblemCode::FormatUnknown,
            ".retool/protected-apps.yaml".to_owned()
        )]
    );
    assert_eq!(folders(&snapshot), ["apps/Dashboard"]);
}

#[test]
fn what_lies_inside_a_new_style_app_is_its_source() {
    let repository = Repository::toolscript();
    repository.write(
        "apps-v2/Portal/package.json",
        format!(
            r#"{{"retool": {{"app": {{"uuid": "{}", "name": "Portal"}}}}}}"#,
            uuid(1)
        ),
    );
    repository.write("apps-v2/Portal/frontend/package.json", r#"{"name": "frontend"}"#);
    repository.write(
        "apps-v2/Portal/context/linked-classic-app/metadata.json",
        metadata(2),
    );
    repository.write(
        "apps-v2/Portal/context/copy/package.json",
        format!(r#"{{"retool": {{"app": {{"uuid": "{}"}}}}}}"#, uuid(3)),
    );
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), ["apps-v2/Portal"]);
    assert_eq!(snapshot.ignored_folders, 0);
    assert_eq!(problems(&snapshot), []);
}

#[test]
fn a_folder_that_shares_its_name_with_an_app_still_shows_the_apps_in_it() {
    let repository = Repository::toolscript();
    repository.write("apps/Orders/metadata.json", metadata(1));
    repository.write("apps/Orders/lib/orders.sql", "select 1");
    repository.write("apps/Orders/Refunds/metadata.json", metadata(2));
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), ["apps/Orders", "apps/Orders/Refunds"]);
    assert_eq!(snapshot.ignored_folders, 0);
}

#[test]
fn folders_with_files_but_no_element_are_counted_and_nothing_else() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    repository.write("apps/Dashboard/src/page1.rsx", "");
    repository.write("apps/Drafts/notes.md", "");
    repository.write("apps/Drafts/deeper/still/notes.md", "");
    repository.write("apps/Other tool/metadata.json", r#"{"pageUUID": "not this key"}"#);
    repository.write("workflows/README.md", "directly in the top folder");
    repository.write("resources/db/metadata.json", metadata(9));
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), ["apps/Dashboard"]);
    assert_eq!(snapshot.ignored_folders, 3);
    assert_eq!(problems(&snapshot), []);
}

#[test]
fn a_metadata_file_that_is_not_json_is_a_problem_with_its_place_and_the_rest_stays() {
    let repository = Repository::toolscript();
    repository.write("apps/Broken/metadata.json", "{\n  \"pageUuid\": ,\n}\n");
    repository.write("apps/Broken/src/page1.rsx", "");
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), ["apps/Dashboard"]);
    let [problem] = &snapshot.problems[..] else {
        panic!("{:?}", snapshot.problems);
    };
    assert_eq!(problem.code, ProblemCode::ElementInvalid);
    assert_eq!(problem.path.to_string(), "apps/Broken/metadata.json");
    assert_eq!(problem.position, Some(Position { line: 2, column: 15 }));
    assert_eq!(snapshot.ignored_folders, 0);
}

#[test]
fn a_malformed_uuid_is_a_problem_at_its_line() {
    let repository = Repository::toolscript();
    repository.write("apps/Short/metadata.json", "{\n  \"pageUuid\": \"6e69709c\"\n}");
    repository.write("apps/Number/metadata.json", "{\"pageUuid\": 5}");
    repository.write("workflows/Night/workflow.yml", "name: Night\nworkflowId: [no]\n");
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), [] as [&str; 0]);
    let found: Vec<_> = snapshot
        .problems
        .iter()
        .map(|problem| (problem.path.to_string(), problem.position.unwrap()))
        .collect();
    let at = |line, column| Position { line, column };
    assert_eq!(
        found,
        [
            ("apps/Number/metadata.json".to_owned(), at(1, 3)),
            ("apps/Short/metadata.json".to_owned(), at(2, 4)),
            ("workflows/Night/workflow.yml".to_owned(), at(2, 1)),
        ]
    );
}

#[test]
fn two_folders_with_one_uuid_are_both_shown_and_both_reported() {
    let repository = Repository::toolscript();
    repository.write("apps/Copy/metadata.json", metadata(1));
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), ["apps/Copy", "apps/Dashboard"]);
    assert_eq!(
        problems(&snapshot),
        [
            (ProblemCode::UuidTwice, "apps/Copy".to_owned()),
            (ProblemCode::UuidTwice, "apps/Dashboard".to_owned()),
        ]
    );
}

#[test]
fn a_file_above_one_mebibyte_is_refused() {
    let repository = Repository::toolscript();
    let padding = " ".repeat(1 << 20);
    repository.write("apps/Large/metadata.json", metadata(1) + &padding);
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), [] as [&str; 0]);
    assert_eq!(
        problems(&snapshot),
        [(ProblemCode::ElementInvalid, "apps/Large/metadata.json".to_owned())]
    );
}

#[test]
fn a_symbolic_link_is_no_metadata_file() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    repository.write("apps/Linked/main.rsx", "");
    symlink(
        "../Dashboard/metadata.json",
        repository.folder().join("apps/Linked/metadata.json"),
    )
    .unwrap();
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), ["apps/Dashboard"]);
    assert_eq!(snapshot.ignored_folders, 1);
}

#[test]
fn folders_that_nest_too_deep_are_reported_and_the_rest_stays() {
    let repository = Repository::toolscript();
    repository.write(format!("apps/{}metadata.json", "d/".repeat(80)), metadata(1));
    repository.write("apps/Dashboard/metadata.json", metadata(2));
    let snapshot = repository.snapshot();
    assert_eq!(folders(&snapshot), ["apps/Dashboard"]);
    let found = problems(&snapshot);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, ProblemCode::FileUnexpected);
}

#[test]
fn an_empty_tree_is_an_empty_snapshot() {
    let repository = Repository::new();
    let snapshot = repository.snapshot();
    assert!(snapshot.elements.is_empty() && snapshot.manifests.is_empty() && snapshot.artifacts.is_empty());
    assert_eq!(snapshot.time.0, 1_767_603_600);
}
