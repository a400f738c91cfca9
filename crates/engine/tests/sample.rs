//! The sample repository, checked with the real `git`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;

use manifold_domain::object::Timestamp;
use manifold_engine::sample;

const NOW: Timestamp = Timestamp(1_790_000_000);

/// What `git` answers in a repository, untouched by this machine's configuration.
fn git(repository: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .arg("--git-dir")
        .arg(repository)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", repository)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn created() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let repository = sample::create(folder.path(), NOW).unwrap();
    (folder, repository)
}

fn refs(repository: &Path) -> String {
    git(repository, &["for-each-ref", "--format=%(objectname) %(refname)"])
}

#[test]
fn git_finds_nothing_wrong_with_the_sample() {
    let (_folder, repository) = created();
    assert_eq!(git(&repository, &["fsck", "--strict", "--no-dangling"]), "");
    assert_eq!(git(&repository, &["symbolic-ref", "HEAD"]), "refs/heads/main\n");
}

#[test]
fn the_same_moment_gives_the_same_object_ids() {
    let (_one, first) = created();
    let (_two, second) = created();
    assert_eq!(refs(&first), refs(&second));
}

/// The files below a folder of main.
fn files(repository: &Path, folder: &str) -> Vec<String> {
    git(
        repository,
        &[
            "-c",
            "core.quotePath=false",
            "ls-tree",
            "-r",
            "--name-only",
            "main",
            folder,
        ],
    )
    .lines()
    .map(ToOwned::to_owned)
    .collect()
}

/// The uuids of all apps and workflows of main.
fn uuids(repository: &Path) -> Vec<String> {
    files(repository, ".")
        .iter()
        .filter_map(|path| {
            let key = match path.rsplit('/').next()? {
                "metadata.json" => "\"pageUuid\": \"",
                "workflow.yml" => "workflowId: ",
                "package.json" => "\"uuid\": \"",
                _ => return None,
            };
            let text = git(repository, &["show", &format!("main:{path}")]);
            Some(text.split_once(key)?.1[..36].to_owned())
        })
        .collect()
}

/// The entries of a manifest on a branch, as pairs of uuid and release.
fn entries(repository: &Path, branch: &str, name: &str) -> Vec<(String, String)> {
    let text = git(repository, &["show", &format!("{branch}:manifests/{name}.yaml")]);
    let value = |key: &str| -> Vec<String> {
        text.lines()
            .filter_map(|line| Some(line.split_once(key)?.1.to_owned()))
            .collect()
    };
    std::iter::zip(value("- uuid: "), value("release: ")).collect()
}

const DASHBOARD: &str = "6f2c1d80-3a1b-11f1-9c4e-8d7a5b2e4f10";

#[test]
fn the_sample_has_what_a_real_repository_has() {
    let (_folder, repository) = created();
    let apps: Vec<String> = files(&repository, "apps/")
        .into_iter()
        .filter(|path| path.ends_with("/metadata.json"))
        .collect();
    assert!(apps.len() >= 8, "{apps:?}");
    for sign in [' ', '\'', '🚚'] {
        assert!(apps.iter().any(|app| app.contains(sign)), "no app has a {sign}");
    }
    assert_eq!(files(&repository, "workflows/").len(), 2);
    assert!(files(&repository, "dist/").len() >= 20);
    assert_eq!(
        files(&repository, "manifests/"),
        [
            "manifests/dev.yaml",
            "manifests/prod.yaml",
            "manifests/staging.yaml"
        ]
    );
    let mut all = uuids(&repository);
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count, "a uuid is there twice");
}

#[test]
fn exactly_one_entry_names_no_app_and_exactly_one_other_names_no_artifact() {
    let (_folder, repository) = created();
    let known = uuids(&repository);
    let artifacts = files(&repository, "dist/").join("\n");
    let all: Vec<(String, String)> = ["dev", "staging", "prod"]
        .iter()
        .flat_map(|name| entries(&repository, "main", name))
        .collect();
    let unknown: Vec<_> = all.iter().filter(|(uuid, _)| !known.contains(uuid)).collect();
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    let missing: Vec<_> = all
        .iter()
        .filter(|(uuid, release)| {
            release != "latest" && !artifacts.contains(&format!("{uuid}/{release}.zip"))
        })
        .collect();
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_ne!(missing, unknown);
}

#[test]
fn a_colleague_s_branches_take_a_version_and_set_an_entry() {
    let (_folder, repository) = created();
    let open = git(
        &repository,
        &[
            "for-each-ref",
            "--format=%(refname:short)",
            "--no-merged=main",
            "--sort=-committerdate",
            "refs/heads",
        ],
    );
    let open: Vec<&str> = open.lines().collect();
    let [release, manifest, forgotten] = open[..] else {
        panic!("{open:?}")
    };
    for branch in [release, manifest] {
        assert_eq!(
            git(&repository, &["rev-parse", &format!("{branch}~1")]),
            git(&repository, &["rev-parse", "main"])
        );
    }
    assert_eq!(
        git(&repository, &["diff", "--name-status", "main", release]),
        format!("A\tdist/apps/{DASHBOARD}/1.0.4.zip\n")
    );
    assert!(!entries(&repository, "main", "prod").contains(&(DASHBOARD.to_owned(), "1.0.3".to_owned())));
    assert!(entries(&repository, manifest, "prod").contains(&(DASHBOARD.to_owned(), "1.0.3".to_owned())));
    let left = git(&repository, &["log", "-1", "--format=%ct", forgotten]);
    assert!(left.trim().parse::<i64>().unwrap() < NOW.0 - 30 * 24 * 3600);
    let numbered = git(
        &repository,
        &["for-each-ref", "--format=%(objectname)", "refs/pull/*/head"],
    );
    for branch in open {
        assert!(
            numbered.contains(git(&repository, &["rev-parse", branch]).trim()),
            "{branch}"
        );
    }
}

#[test]
fn every_release_is_made_from_the_commit_that_its_metadata_names() {
    let (_folder, repository) = created();
    let releases = git(
        &repository,
        &[
            "log",
            "--format=%H %P",
            "--no-merges",
            "--diff-filter=A",
            "main",
            "--",
            "dist/",
        ],
    );
    assert!(releases.lines().count() >= 20);
    for line in releases.lines() {
        let [commit, parent] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let path = git(&repository, &["show", "--format=", "--name-only", commit]);
        let zip = Command::new("git")
            .arg("--git-dir")
            .arg(&repository)
            .args(["cat-file", "blob", &format!("{commit}:{}", path.trim())])
            .output()
            .unwrap()
            .stdout;
        // Artifacts are stored, not deflated: the metadata stands in them as text.
        let text = String::from_utf8_lossy(&zip).into_owned();
        assert!(text.contains(&format!(r#""gitSha":"{parent}""#)), "{path}");
    }
}

#[test]
fn history_ends_before_now_and_goes_back_ten_weeks() {
    let (_folder, repository) = created();
    let times = git(&repository, &["log", "--all", "--format=%ct"]);
    let times: Vec<i64> = times.lines().map(|time| time.parse().unwrap()).collect();
    assert!(times.iter().all(|time| *time < NOW.0));
    assert!(times.iter().min().unwrap() < &(NOW.0 - 70 * 24 * 3600));
    let first_parents = git(&repository, &["log", "--first-parent", "--format=%ct", "main"]);
    let first_parents: Vec<i64> = first_parents.lines().map(|time| time.parse().unwrap()).collect();
    assert!(
        first_parents.is_sorted_by(|newer, older| newer > older),
        "pull requests overlap"
    );
}

#[test]
fn a_second_sample_in_one_folder_is_refused_and_the_first_one_kept() {
    let (folder, repository) = created();
    let before = refs(&repository);
    sample::create(folder.path(), Timestamp(NOW.0 + 60)).unwrap_err();
    assert_eq!(refs(&repository), before);
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "something unfinished is left"
    );
}
