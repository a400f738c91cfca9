//! Opening repositories: every kind, and everything that is none.

use std::fs;
use std::os::unix::fs::chown;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

use manifold_app::wire::error::Failure;
use manifold_app::wire::operation::OperationId;
use manifold_app::{Environment, OpenUnlistedRequest};
use manifold_test_support::{Files, Sandbox, bytes_below, write};
use serde_json::json;

use crate::support::Client;
use crate::support::shop::{self, DASHBOARD, create_manifest, sandbox};

/// Why a folder does not open; nothing of it may be known afterwards.
fn refused(folder: &Path) -> Failure {
    let client = Client::new();
    let failure = client.try_open(folder).unwrap_err();
    assert_forgotten(&client);
    assert_told(&failure);
    failure
}

/// Nothing that was tried in vain is in the list, or on disk.
fn assert_forgotten(client: &Client) {
    assert_eq!(client.get("start", json!({}))["repositories"], json!([]));
    let kept = bytes_below(&client.folder.path().join("repositories"));
    assert!(kept.is_empty(), "{:?}", kept.keys());
}

/// A failure says what failed and what to do next.
fn assert_told(failure: &Failure) {
    assert!(failure.message.ends_with('.'), "{failure:?}");
    assert!(
        failure.hint.as_ref().is_some_and(|hint| !hint.is_empty()),
        "{failure:?}"
    );
}

#[test]
fn folders_that_are_no_usable_repository_say_what_they_are() {
    let sandbox = Sandbox::empty();
    let root = sandbox.root();
    write(&sandbox.path("plain/readme.md"), "Nothing here.\n");
    sandbox.git(&root, &["init", "-q", "working"]);
    sandbox.git(&root, &["init", "-q", "--object-format=sha256", "sha256"]);
    sandbox.git(
        &root,
        &["init", "-q", "--bare", "--ref-format=reftable", "reftable"],
    );

    for (folder, code) in [
        ("plain", "notARepository"),
        ("plain/readme.md", "notARepository"),
        ("gone", "notARepository"),
        ("remote.git", "emptyRepository"),
        ("working", "emptyRepository"),
        ("sha256", "unsupportedRepository"),
        ("reftable", "unsupportedRepository"),
    ] {
        assert_eq!(refused(&sandbox.path(folder)).code, code, "{folder}");
    }
}

#[test]
fn a_repository_of_another_user_is_not_read() {
    let sandbox = sandbox();
    // Only root may give a folder away; where the tests run as another user there is nothing to try.
    if chown(sandbox.remote(), Some(65_534), None).is_err() {
        return;
    }
    assert_eq!(refused(&sandbox.remote()).code, "repositoryOfAnotherUser");
}

#[test]
fn a_shallow_or_damaged_folder_that_is_itself_the_remote_is_refused_by_name() {
    let sandbox = sandbox();
    sandbox.change("main", "readme.md", "Second\n");
    let url = format!("file://{}", sandbox.remote().display());
    sandbox.git(
        &sandbox.root(),
        &["clone", "-q", "--bare", "--depth=1", &url, "shallow.git"],
    );
    sandbox.git(&sandbox.path("shallow.git"), &["remote", "remove", "origin"]);
    assert_eq!(
        refused(&sandbox.path("shallow.git")).code,
        "unsupportedRepository"
    );

    let id = sandbox.remote_id("main^{tree}");
    let object = sandbox.remote().join("objects").join(&id[..2]).join(&id[2..]);
    let bytes = fs::read(&object).unwrap();
    fs::remove_file(&object).unwrap();
    fs::write(&object, &bytes[..bytes.len() / 2]).unwrap();
    let failure = refused(&sandbox.remote());
    assert_eq!(failure.code, "objectDamaged");
    assert!(failure.message.contains(&id), "{failure:?}");
}

#[test]
fn a_remote_without_a_default_branch_opens_once_the_branch_is_chosen() {
    let sandbox = sandbox();
    sandbox.git(&sandbox.remote(), &["symbolic-ref", "HEAD", "refs/heads/gone"]);
    assert_eq!(refused(&sandbox.remote()).code, "noDefaultBranch");

    let client = Client::new();
    let request =
        |branch: &str| json!({ "folder": sandbox.remote(), "defaultBranch": branch, "operation": "open" });
    assert_eq!(
        client.ask("open_folder", request("a..b")).unwrap_err().code,
        "branchName"
    );
    assert_eq!(
        client.ask("open_folder", request("nowhere")).unwrap_err().code,
        "branchMissing"
    );
    assert_forgotten(&client);
    let opened = client.get("open_folder", request(" main "));
    assert_eq!(
        client.repository(&opened).releases()["header"]["defaultBranch"],
        "main"
    );
}

#[test]
fn a_bare_repository_is_itself_the_remote_and_is_merged_from_here() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    assert_eq!(repository.releases()["header"]["landing"]["kind"], "mergeHere");

    let pushed = repository.publish(create_manifest("qa"));
    assert_eq!(pushed["pullRequestUrl"], json!(null));
    repository.merge(&pushed);
    assert_eq!(
        sandbox.git(&sandbox.remote(), &["show", "main:manifests/qa.yaml"]),
        "version: 1.0.0\nname: qa"
    );
    sandbox.assert_sound(&sandbox.remote());
}

#[test]
fn a_bare_repository_that_was_cloned_from_another_is_still_itself_the_remote() {
    let sandbox = sandbox();
    sandbox.git(
        &sandbox.root(),
        &["clone", "-q", "--bare", "remote.git", "own.git"],
    );
    let client = Client::new();
    let repository = client.open_signed(&sandbox.path("own.git"));
    assert_eq!(repository.releases()["header"]["landing"]["kind"], "mergeHere");

    let branch = repository.publish(create_manifest("qa"))["branch"].clone();
    let branches = |repository: &str| sandbox.git(&sandbox.path(repository), &["branch", "--list"]);
    assert!(branches("own.git").contains(branch.as_str().unwrap()));
    assert!(!branches("remote.git").contains(branch.as_str().unwrap()));
}

#[test]
fn a_working_folder_without_a_remote_gets_branches_and_its_owner_merges() {
    let sandbox = sandbox();
    let work = sandbox.work();
    sandbox.git(&work, &["remote", "remove", "origin"]);
    sandbox.git(&work, &["branch", "-m", "main"]);
    let client = Client::new();
    let repository = client.open_signed(&work);
    assert_eq!(repository.releases()["header"]["landing"]["kind"], "ownerMerges");

    let before = sandbox.git(&work, &["rev-parse", "main"]);
    let pushed = repository.publish(create_manifest("qa"));
    let branch = pushed["branch"].as_str().unwrap();
    assert_eq!(
        sandbox.git(&work, &["rev-parse", branch]),
        pushed["commit"].as_str().unwrap()
    );
    assert_eq!(
        sandbox.git(&work, &["rev-parse", "main"]),
        before,
        "the owner's branch stays"
    );
    assert_eq!(sandbox.git(&work, &["status", "--porcelain"]), "");

    let merge = json!({ "branch": branch, "source": pushed["commit"], "target": before, "operation": "m" });
    assert_eq!(repository.fails("merge", merge).code, "mergeElsewhere");
    sandbox.assert_sound(&work);
}

#[test]
fn one_repository_is_one_however_it_is_opened() {
    let sandbox = sandbox();
    let client = Client::new();
    let first = client.open(&sandbox.remote()).id;
    let with_slash = format!("{}/", sandbox.remote().display());
    std::os::unix::fs::symlink(sandbox.remote(), sandbox.path("link.git")).unwrap();
    assert_eq!(client.open(Path::new(&with_slash)).id, first);
    assert_eq!(client.open(&sandbox.path("work/../remote.git")).id, first);
    assert_eq!(client.open(&sandbox.path("link.git")).id, first);
    assert_eq!(client.open(&sandbox.work()).id, first, "a clone of it");
    assert_eq!(client.repository(&client.connect(&with_slash).unwrap()).id, first);
    let known = client.get("start", json!({}));
    assert_eq!(known["repositories"].as_array().unwrap().len(), 1);
    assert_eq!(known["open"], json!(first));
}

#[test]
fn a_file_address_is_mirrored_and_merged_from_here() {
    let sandbox = sandbox();
    let client = Client::new();
    let address = format!("file://{}", sandbox.remote().display());
    let repository = client.repository(&client.connect(&address).unwrap());
    let page = repository.releases();
    assert_eq!(page["header"]["landing"]["kind"], "mergeHere");
    assert_eq!(page["header"]["repository"]["kind"], "address");
    assert_eq!(page["columns"].as_array().unwrap().len(), 2);
}

#[test]
fn addresses_that_lead_nowhere_say_so_and_leave_nothing() {
    let sandbox = Sandbox::empty();
    let client = Client::new();
    let gone = format!("file://{}/gone.git", sandbox.root().display());
    for (address, code) in [
        ("", "addressRefused"),
        ("ftp://example.com/x.git", "addressRefused"),
        ("ssh://-oProxyCommand=x/y", "addressRefused"),
        ("https://127.0.0.1:9/acme/retool.git", "networkUnreachable"),
        ("ssh://git@127.0.0.1:9/acme/retool.git", "networkUnreachable"),
        (&gone, "notARepository"),
    ] {
        let failure = client.connect(address).unwrap_err();
        assert_eq!(failure.code, code, "{address}: {failure:?}");
        assert_told(&failure);
    }
    assert_forgotten(&client);
}

#[test]
fn the_sample_is_made_once_and_opened_again() {
    let client = Client::new();
    let first = client.sample();
    let pushed = first.publish(create_manifest("qa"));
    first.merge(&pushed);
    let again = client.sample();
    assert_eq!(again.id, first.id);
    assert_eq!(again.releases()["columns"].as_array().unwrap().len(), 4);
    assert_eq!(client.restarted().sample().id, first.id, "also after a new start");
}

#[test]
fn forgetting_removes_what_is_kept_here_and_nothing_of_the_remote() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    let before = bytes_below(&sandbox.root());
    repository.get("forget_repository", json!({}));

    assert_eq!(bytes_below(&sandbox.root()), before);
    assert_forgotten(&client);
    assert_eq!(repository.fails("releases", json!({})).code, "notFound");
    assert_eq!(
        repository
            .fails("open_repository", json!({ "operation": "o" }))
            .code,
        "notFound"
    );
    client.open(&sandbox.remote());
}

#[test]
fn a_known_repository_opens_from_its_mirror_while_the_remote_is_away() {
    let sandbox = sandbox();
    let client = Client::new();
    let id = client.open(&sandbox.remote()).id;
    fs::rename(sandbox.remote(), sandbox.path("away.git")).unwrap();

    let client = client.restarted();
    let repository = client.reopen(&id);
    assert_eq!(repository.releases()["rows"].as_array().unwrap().len(), 3);
    let failure = repository.fails("fetch", json!({ "operation": "fetch" }));
    assert_told(&failure);
    let header = repository.releases()["header"].clone();
    assert_eq!(header["fetchFailure"]["code"], json!(failure.code));

    fs::rename(sandbox.path("away.git"), sandbox.remote()).unwrap();
    repository.fetch();
    assert_eq!(repository.releases()["header"]["fetchFailure"], json!(null));
}

#[test]
fn a_mirror_that_was_thrown_away_is_made_anew() {
    let sandbox = sandbox();
    let client = Client::new();
    let repository = client.open(&sandbox.remote());
    fs::remove_dir_all(repository.mirror()).unwrap();

    let client = client.restarted();
    assert_eq!(
        client.reopen(&repository.id).releases()["rows"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

#[test]
fn programs_that_open_a_new_repository_at_once_share_what_is_kept_of_it() {
    let sandbox = sandbox();
    let first = Client::new();
    let others: Vec<_> = (0..5).map(|_| first.restarted()).collect();
    let start = Barrier::new(others.len());
    thread::scope(|scope| {
        for (number, program) in others.iter().enumerate() {
            let (sandbox, start) = (&sandbox, &start);
            scope.spawn(move || {
                start.wait();
                let request = OpenUnlistedRequest {
                    repository: sandbox.remote().display().to_string(),
                    environment: Environment::default(),
                    operation: OperationId(format!("open {number}")),
                };
                let opened = program.app.open_unlisted(request).unwrap();
                assert!(opened.notice.is_none(), "{:?}", opened.notice);
            });
        }
    });
    let repositories = || fs::read_dir(first.folder.path().join("repositories")).unwrap();
    assert_eq!(repositories().count(), 1);
    // The window that ran before them knows it too.
    first.open(&sandbox.remote());
    assert_eq!(repositories().count(), 1);
}

#[test]
fn a_repository_without_a_manifest_or_release_is_a_list_of_its_elements() {
    let sandbox = Sandbox::holding(&Files::toolscript().app("apps/Refunds", shop::REFUNDS));
    let client = Client::new();
    let repository = client.open_signed(&sandbox.remote());
    let page = repository.releases();
    assert_eq!(page["columns"], json!([]));
    assert_eq!(page["rows"][0]["name"], "Refunds");
    assert_eq!(page["problems"], json!([]));
    let form = repository.get("create_release", json!({ "folder": "apps/Refunds" }));
    assert_eq!(
        (&form["newest"], &form["chosen"]),
        (&json!(null), &json!("major"))
    );
    let page = repository.get("element", json!({ "folder": "apps/Refunds" }));
    assert_eq!(page["releases"], json!([]));
    let missing = json!({ "manifest": "prod", "element": { "kind": "app", "id": DASHBOARD } });
    assert_eq!(repository.fails("cell", missing).code, "notFound");
}
