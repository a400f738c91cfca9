//! Manifests that people wrote by hand.

use manifold_test_support::Sandbox;
use serde_json::{Value, json};

use crate::support::shop::{self, DASHBOARD, REFUNDS, create_manifest, sandbox, set};
use crate::support::{Client, Repository};

/// The shop with this text as the manifest `odd`.
fn with_odd(text: &str) -> Sandbox {
    Sandbox::holding(&shop::files().file("manifests/odd.yaml", text))
}

fn problem_of<'a>(page: &'a Value, code: &str) -> &'a Value {
    let problems = page["problems"].as_array().unwrap();
    problems
        .iter()
        .find(|problem| problem["code"] == code)
        .unwrap_or_else(|| panic!("no {code} in {problems:?}"))
}

fn column<'a>(page: &'a Value, manifest: &str) -> &'a Value {
    let columns = page["columns"].as_array().unwrap();
    columns
        .iter()
        .find(|column| column["manifest"] == manifest)
        .unwrap()
}

/// What edits of the manifest `odd` are refused with.
fn assert_locked(repository: &Repository<'_>) {
    let refusal = repository.refusal(set("odd", DASHBOARD, "latest"));
    assert_eq!(refusal["code"], "manifestUnreadable", "{refusal}");
    let copy = json!({ "kind": "copyOf", "manifest": "odd" });
    let intent = json!({ "kind": "createManifest", "name": "copy", "start": copy, "why": "" });
    assert_eq!(repository.refusal(intent)["code"], "manifestUnreadable");
    let cell = json!({ "manifest": "odd", "element": { "kind": "app", "id": DASHBOARD } });
    assert!(repository.get("cell", cell)["locked"].is_string());
}

#[test]
fn a_manifest_that_cannot_be_read_says_where_and_the_others_stay_usable() {
    let head = "version: 1.0.0\nname: odd\napps:\n";
    for (what, text, line, column_number) in [
        (
            "a typo",
            format!("{head}  - uuid: {DASHBOARD}\n    relese: 1.0.0\n"),
            5,
            5,
        ),
        (
            "a key twice",
            format!("{head}  - uuid: {DASHBOARD}\n    release: 1.0.0\nname: odd\n"),
            6,
            1,
        ),
        (
            "a number",
            format!("{head}  - uuid: {DASHBOARD}\n    release: 1.10\n"),
            5,
            14,
        ),
        (
            "a bad version",
            format!("{head}  - uuid: {DASHBOARD}\n    release: v1.0.0\n"),
            5,
            14,
        ),
        (
            "a bad uuid",
            format!("{head}  - uuid: dashboard\n    release: 1.0.0\n"),
            4,
            11,
        ),
        ("no YAML", format!("{head}  - uuid: [\n"), 5, 1),
        ("nothing", String::new(), 1, 1),
    ] {
        let sandbox = with_odd(&text);
        let client = Client::new();
        let repository = client.open_signed(&sandbox.remote());
        let page = repository.releases();
        let problem = problem_of(&page, "manifestInvalid");
        assert_eq!(problem["path"], "manifests/odd.yaml", "{what}");
        assert_eq!(
            problem["position"],
            json!({ "line": line, "column": column_number }),
            "{what}: {problem}"
        );
        assert_eq!(problem["severity"], "broken");
        let unreadable = column(&page, "odd")["unreadable"].as_str().unwrap();
        assert!(
            unreadable.contains(&format!("line {line}")),
            "{what}: {unreadable}"
        );
        let shown = repository.get("manifest", json!({ "manifest": "odd" }));
        assert_eq!(shown["text"], json!(text), "{what}");
        assert!(!shown["problems"].as_array().unwrap().is_empty(), "{what}");
        assert_locked(&repository);

        repository.publish(set("prod", DASHBOARD, "latest"));
        let pushed = repository.publish(json!({ "kind": "deleteManifest", "manifest": "odd", "why": "" }));
        repository.merge(&pushed);
        assert_eq!(
            repository.releases()["problems"],
            json!([]),
            "{what}: deleting mends it"
        );
    }
}

#[test]
fn a_release_cannot_be_set_on_a_manifest_that_cannot_be_read() {
    let sandbox = with_odd("version: 1.0.0\n");
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let mut intent = shop::release("apps/Refunds", "1.0.0");
    intent["setOn"] = json!(["prod", "odd"]);
    let refusal = repository.refusal(intent);
    assert_eq!(
        (&refusal["code"], &refusal["field"]),
        (&json!("manifestUnreadable"), &json!("setOn"))
    );
}

#[test]
fn an_edit_keeps_every_other_byte_of_what_people_wrote() {
    let entry = format!("  - uuid: {DASHBOARD}\n    release: 1.0.0\n");
    let odd = [
        format!("version: 1.0.0\nname: odd\napps:\n - uuid: {DASHBOARD}\n   release: 1.0.0\n"),
        format!("version: 1.0.0\nname: odd\napps:\n{}", entry.trim_end()),
        format!("version: 1.0.0\nname: odd\napps:\n{entry}").replace('\n', "\r\n"),
        format!("# ours\nversion: 1.0.0\nname: odd # the odd one\n\napps:\n{entry}  # the end\n"),
        format!("name: 'odd'\nowner: \"ops: team\"\napps:\n{entry}version: \"1.0.0\"\n"),
        format!("version: 1.0.0\nname: odd\napps: [{{uuid: {DASHBOARD}, release: 1.0.0}}]\n"),
    ];
    for text in odd {
        let sandbox = with_odd(&text);
        let client = Client::new();
        let repository = client.open_signed(&sandbox.remote());
        assert_eq!(repository.releases()["problems"], json!([]), "{text}");
        let branch = repository.publish(set("odd", DASHBOARD, "latest"))["branch"].clone();
        let path = format!("{}:manifests/odd.yaml", branch.as_str().unwrap());
        let blob = sandbox
            .try_git(&sandbox.remote(), &["cat-file", "blob", &path])
            .stdout;
        let at = text.find("release: 1.0.0").unwrap();
        let expected = format!(
            "{}release: latest{}",
            &text[..at],
            &text[at + "release: 1.0.0".len()..]
        );
        assert_eq!(String::from_utf8(blob).unwrap(), expected);
        let others = sandbox.git(
            &sandbox.remote(),
            &["diff", "--name-only", "main", branch.as_str().unwrap()],
        );
        assert_eq!(others, "manifests/odd.yaml");
    }
}

#[test]
fn a_name_that_differs_from_its_file_is_said_and_the_manifest_stays_editable() {
    let sandbox = with_odd("version: 1.0.0\nname: even\n");
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let page = repository.releases();
    let problem = problem_of(&page, "manifestNameDiffers");
    assert_eq!(problem["manifest"], "odd");
    assert_eq!(column(&page, "odd")["unreadable"], json!(null));
    repository.publish(set("odd", DASHBOARD, "1.0.0"));
}

#[test]
fn entries_that_name_what_is_not_there_are_problems_and_allowed_when_asked_for() {
    let nobody = "00000000-198c-11f1-835a-73d4870770bb";
    let sandbox = Sandbox::holding(&shop::files().manifest("odd", &[(nobody, "1.0.0"), (REFUNDS, "7.0.0")]));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let page = repository.releases();
    for (code, line) in [("elementUnknown", 4), ("artifactMissing", 6)] {
        assert_eq!(problem_of(&page, code)["position"]["line"], line, "{code}");
    }
    assert_eq!(repository.cell("Refunds", "odd")["missing"], true);
    let plan = repository.plan(json!({
        "kind": "changeManifests", "why": "", "isRollBack": false,
        "changes": [shop::change("prod", nobody, "latest"), shop::change("prod", REFUNDS, "8.0.0")],
    }));
    let mut codes: Vec<_> = plan["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w["code"].clone())
        .collect();
    codes.sort_by_key(Value::to_string);
    assert_eq!(codes, ["artifactMissing", "elementUnknown", "noLongerLatest"]);
    assert_eq!(repository.try_publish(&plan)["kind"], "pushed");
}

#[test]
fn what_changes_nothing_or_contradicts_itself_is_no_plan() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    assert_eq!(
        repository.refusal(set("prod", DASHBOARD, "1.0.0"))["code"],
        "noChange"
    );
    assert_eq!(
        repository.refusal(set("gone", DASHBOARD, "1.0.0"))["code"],
        "notFound"
    );
    let twice = json!({
        "kind": "changeManifests", "why": "", "isRollBack": false,
        "changes": [shop::change("prod", DASHBOARD, "latest"), shop::change("prod", DASHBOARD, "2.0.0")],
    });
    assert_eq!(repository.refusals(twice)[0]["code"], "contradictory");
    for release in ["1.10", "v1.0.0", "01.0.0", "Latest"] {
        let request = json!({ "intent": set("prod", DASHBOARD, release) });
        assert_eq!(
            repository.fails("plan", request).code,
            "malformedRequest",
            "{release}"
        );
    }
    repository.plan(create_manifest("qa"));
}
