//! Two people on two computers, at work on one remote at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Barrier;

use manifold_app::wire::error::Failure;
use manifold_test_support::Sandbox;
use serde_json::{Value, json};

use crate::support::shop::{DASHBOARD, DASHBOARD_FOLDER, REFUNDS, create_manifest, release, sandbox, set};
use crate::support::{Client, Repository};

/// How many actions each of the two takes.
const ACTIONS: usize = 100;

/// What one person did, as that person was told.
#[derive(Default)]
struct Diary {
    /// Branches that were pushed, with the files that each should change.
    pushed: BTreeMap<String, BTreeSet<String>>,
    /// Commits on the default branch.
    merged: BTreeSet<String>,
    /// What was not done, in words.
    refused: Vec<String>,
}

#[test]
fn two_people_at_work_lose_nothing_and_are_told_what_was_not_done() {
    let sandbox = sandbox();
    let before = sandbox.remote_id("main");
    let start = Barrier::new(2);
    let [one, other] = std::thread::scope(|scope| {
        [1, 2]
            .map(|seed| {
                let (remote, start) = (sandbox.remote(), &start);
                scope.spawn(move || {
                    start.wait();
                    work(&remote, seed)
                })
            })
            .map(|person| person.join().unwrap())
    });

    sandbox.assert_sound(&sandbox.remote());
    for diary in [&one, &other] {
        assert!(!diary.pushed.is_empty() && !diary.merged.is_empty() && !diary.refused.is_empty());
        for (branch, files) in &diary.pushed {
            assert_eq!(changed_by(&sandbox, branch), *files, "{branch}");
        }
    }
    assert!(one.pushed.keys().all(|branch| !other.pushed.contains_key(branch)));
    // The default branch went forward by the merges that people were told of, and by nothing else.
    let line = sandbox.git(
        &sandbox.remote(),
        &["rev-list", "--first-parent", &format!("{before}..main")],
    );
    let merges: BTreeSet<String> = line.lines().map(str::to_owned).collect();
    assert_eq!(merges, one.merged.union(&other.merged).cloned().collect());
    assert_eq!(merges.len(), one.merged.len() + other.merged.len());
}

/// The files that the commits of a branch change.
fn changed_by(sandbox: &Sandbox, branch: &str) -> BTreeSet<String> {
    let [tip] = ["rev-parse"].map(|command| sandbox.git(&sandbox.remote(), &[command, branch]));
    let base = sandbox.git(&sandbox.remote(), &["rev-parse", &format!("{}^", tip.trim())]);
    let files = sandbox.git(
        &sandbox.remote(),
        &["diff", "--name-only", base.trim(), tip.trim()],
    );
    files.lines().map(str::to_owned).collect()
}

/// One person's day.
fn work(remote: &Path, seed: u64) -> Diary {
    let client = Client::new();
    let repository = client.open_signed(remote);
    // Else both could make one and the same commit, and both would rightly be told that it is done.
    repository.set(&json!({ "committerName": format!("Sample admin {seed}") }));
    let mut dice = Dice(seed);
    let mut diary = Diary::default();
    for _ in 0..ACTIONS {
        match dice.roll(8) {
            0 => change(
                &repository,
                create_manifest(dice.one_of(&["qa", "QA", "demo", "test"])),
                &mut diary,
            ),
            1 => {
                let manifest = dice.one_of(&["qa", "demo", "test"]);
                let intent = json!({ "kind": "deleteManifest", "manifest": manifest, "why": "Not needed" });
                change(&repository, intent, &mut diary);
            }
            2 => {
                let version = format!("1.0.{}", 1 + dice.roll(40));
                change(&repository, release(DASHBOARD_FOLDER, &version), &mut diary);
            }
            3 | 4 => merge(&repository, &mut dice, &mut diary),
            5 => {
                repository.fetch();
            }
            _ => {
                let release = dice.one_of(&["latest", "1.0.0", "1.0.1", "1.0.2"]);
                let release = if dice.roll(5) == 0 {
                    Value::Null
                } else {
                    json!(release)
                };
                let manifest = dice.one_of(&["dev", "prod", "demo"]);
                let app = dice.one_of(&[DASHBOARD, REFUNDS]);
                change(&repository, set(manifest, app, release), &mut diary);
            }
        }
    }
    assert_eq!(repository.releases()["keptBranches"], json!([]));
    diary
}

/// Plans and publishes a change; where it became another meanwhile, the new one.
fn change(repository: &Repository<'_>, intent: Value, diary: &mut Diary) {
    let mut reply = repository.get("plan", json!({ "intent": intent }));
    while reply["kind"] == "planned" || reply["kind"] == "movedOn" {
        let plan = reply["plan"].clone();
        reply = match repository.ask("publish", json!({ "plan": plan["id"], "operation": "publish" })) {
            Ok(reply) => reply,
            Err(failure) => return diary.refused.push(in_words(&failure)),
        };
        if reply["kind"] == "pushed" {
            let branch = reply["pushed"]["branch"].as_str().unwrap().to_owned();
            diary.pushed.insert(branch, files(&plan));
            return;
        }
    }
    assert_eq!(reply["kind"], "refused", "{reply}");
    for refusal in reply["refusals"].as_array().unwrap() {
        let message = refusal["message"].as_str().unwrap();
        assert!(message.ends_with(['.', '?']), "{message}");
        diary.refused.push(message.to_owned());
    }
}

fn files(plan: &Value) -> BTreeSet<String> {
    let commits = plan["commits"].as_array().unwrap().iter();
    commits
        .flat_map(|commit| commit["files"].as_array().unwrap())
        .map(|file| file["path"].as_str().unwrap().to_owned())
        .collect()
}

/// Merges some branch that waits.
fn merge(repository: &Repository<'_>, dice: &mut Dice, diary: &mut Diary) {
    let waiting = repository.releases()["waiting"].clone();
    let waiting = waiting.as_array().unwrap();
    if waiting.is_empty() {
        return;
    }
    let branch = &waiting[dice.roll(waiting.len())]["branch"]["name"];
    let preview = repository.get("merge_preview", json!({ "branch": branch }));
    if preview["kind"] != "ready" {
        return diary.refused.push(preview["kind"].to_string());
    }
    let (source, target) = (&preview["source"], &preview["target"]);
    let request = json!({ "branch": branch, "source": source, "target": target, "operation": "merge" });
    match repository.ask("merge", request) {
        Ok(merged) => {
            diary.merged.insert(merged["commit"].as_str().unwrap().to_owned());
        }
        Err(failure) => diary.refused.push(in_words(&failure)),
    }
}

/// A failure's lines, none of which may be missing.
fn in_words(failure: &Failure) -> String {
    let lines = [
        Some(&failure.message),
        failure.unchanged.as_ref(),
        failure.hint.as_ref(),
    ];
    lines
        .map(|line| line.unwrap_or_else(|| panic!("{failure:?}")).clone())
        .join(" ")
}

/// The same throws for the same seed (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len())]
    }
}
