//! What the program prints, held against files of this folder.
//!
//! `MANIFOLD_GENERATE=1 cargo test -p manifold-cli --test program` writes them anew.

use std::collections::BTreeSet;
use std::path::Path;

use manifold_test_support::Sandbox;
use serde_json::Value;

/// Compares what was printed with the file of this name.
pub(crate) fn assert_golden(name: &str, sandbox: &Sandbox, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/program/golden/{name}"));
    let printed = printed.replace(&sandbox.root().display().to_string(), "<folder>");
    let printed = without_today(&without_chance(&printed));
    if std::env::var_os("MANIFOLD_GENERATE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        printed, golden,
        "{name}: run with MANIFOLD_GENERATE=1 to write it anew"
    );
}

/// The text without what differs from run to run: names of commits, and ends of branch names.
fn without_chance(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let run = &rest[start..];
        let end = run.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(run.len());
        kept.push_str(&rest[..start]);
        kept.push_str(match &run[..end] {
            commit if commit.len() == 40 => "<commit>",
            short if short.len() == 7 => "<short>",
            token if token.len() == 8 && kept.ends_with("-commit-") => "<token>",
            other => other,
        });
        rest = &run[end..];
    }
    kept + rest
}

/// The text without the times of artifacts that a test has just made; commits carry one time of the past.
fn without_today(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("20") {
        let (before, from) = rest.split_at(start);
        kept.push_str(before);
        let is_day = |day: &&str| day.is_ascii() && day[4..].starts_with('-') && day[7..].starts_with('-');
        let Some(day) = from.get(..10).filter(is_day) else {
            kept.push_str("20");
            rest = &from[2..];
            continue;
        };
        let is_time = |time: &str| time.starts_with('T') && time.ends_with('Z');
        let end = if from.get(10..20).is_some_and(is_time) {
            20
        } else {
            10
        };
        kept.push_str(if day == "2026-01-02" {
            &from[..end]
        } else {
            "<time>"
        });
        rest = &from[end..];
    }
    kept + rest
}

#[test]
fn times_of_today_are_left_out_whatever_the_clock_says() {
    for time in ["2026-11-20T20:20:20Z", "2026-11-23T09:20:00Z", "2020-12-20"] {
        assert_eq!(without_today(&format!("20 at {time}, 120")), "20 at <time>, 120");
    }
    let of_a_commit = "2026-01-02T03:04:05Z";
    assert_eq!(without_today(of_a_commit), of_a_commit);
}

/// The names of all fields of a value; a cell stands under the name of its manifest, which is no field.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                found.insert(name.clone());
                match value.as_object().filter(|_| name == "manifests") {
                    Some(cells) => cells.values().for_each(|cell| fields(cell, found)),
                    None => fields(value, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn the_documentation_names_every_field_and_no_other() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(here.join("../../docs/cli.md")).unwrap();
    let (_, section) = page.split_once("\n## JSON\n").unwrap();
    let words: BTreeSet<&str> = section.split(|c: char| !c.is_ascii_alphabetic()).collect();
    let mut answered = BTreeSet::new();
    for file in std::fs::read_dir(here.join("tests/program/golden")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            fields(
                &serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(),
                &mut answered,
            );
        }
    }
    let missing: Vec<&String> = answered
        .iter()
        .filter(|name| !words.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "docs/cli.md does not name {missing:?}");

    let (_, shapes) = section.split_once("```json\n").unwrap();
    let shapes: Value = serde_json::from_str(shapes.split("```").next().unwrap()).unwrap();
    let mut shown = BTreeSet::new();
    shapes
        .as_object()
        .unwrap()
        .values()
        .for_each(|shape| fields(shape, &mut shown));
    assert!(
        shown.is_subset(&answered),
        "{:?} are answered by nothing",
        shown.difference(&answered)
    );
}
