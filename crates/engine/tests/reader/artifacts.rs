//! Which files are release artifacts, and what they say.

use std::fs;
use std::io::Write;

use manifold_domain::element::{ElementKey, ElementKind};
use manifold_domain::problem::ProblemCode;
use manifold_engine::Error;
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;

use crate::repository::{Repository, app, metadata, problems, uuid};

#[test]
fn artifacts_are_listed_newest_first_also_of_elements_that_are_gone() {
    let repository = Repository::toolscript();
    for version in ["1.9.0", "1.10.0", "0.0.1"] {
        repository.write(format!("dist/apps/{}/{version}.zip", uuid(1)), version);
    }
    repository.write(format!("dist/workflows/{}/2.0.0.zip", uuid(1)), "w");
    let snapshot = repository.snapshot();

    let versions = |key: &ElementKey| -> Vec<String> {
        let artifacts = snapshot.artifacts_of(key).iter();
        artifacts.map(|artifact| artifact.version.to_string()).collect()
    };
    assert_eq!(versions(&app(1)), ["1.10.0", "1.9.0", "0.0.1"]);
    let workflow = ElementKey {
        kind: ElementKind::Workflow,
        ..app(1)
    };
    assert_eq!(versions(&workflow), ["2.0.0"]);
    assert_eq!(problems(&snapshot), []);
}

#[test]
fn every_artifact_is_listed_with_the_blob_that_git_lists() {
    let repository = Repository::toolscript();
    for app in 1..6 {
        for patch in 0..app {
            let path = format!("dist/apps/{}/1.0.{patch}.zip", uuid(app));
            repository.write(&path, &path);
        }
    }
    let snapshot = repository.snapshot();
    let mut found: Vec<String> = snapshot
        .artifacts
        .values()
        .flat_map(|artifacts| artifacts.iter())
        .map(|artifact| format!("100644 blob {}\t{}", artifact.blob, artifact.path))
        .collect();
    found.sort_by(|a, b| a.split('\t').nth(1).cmp(&b.split('\t').nth(1)));
    assert_eq!(
        found.join("\n"),
        repository.git(["ls-tree", "-r", "HEAD", "dist"])
    );
}

#[test]
fn what_does_not_belong_in_dist_is_reported_once_each() {
    let repository = Repository::toolscript();
    repository.write("dist/README.md", "");
    repository.write("dist/apps/app1/0.1.0.zip", "");
    repository.write("dist/resources/x/1.0.0.zip", "");
    repository.write(format!("dist/apps/{}/1.0.zip", uuid(1)), "");
    repository.write(format!("dist/apps/{}/1.0.0.zip/inner", uuid(1)), "");
    repository.write(format!("dist/apps/{}/v1.0.0.zip", uuid(1)), "");
    let snapshot = repository.snapshot();
    assert!(snapshot.artifacts.is_empty());
    let expected: Vec<_> = [
        "dist/README.md".to_owned(),
        format!("dist/apps/{}/1.0.0.zip", uuid(1)),
        format!("dist/apps/{}/1.0.zip", uuid(1)),
        format!("dist/apps/{}/v1.0.0.zip", uuid(1)),
        "dist/apps/app1".to_owned(),
        "dist/resources".to_owned(),
    ]
    .map(|path| (ProblemCode::FileUnexpected, path))
    .into();
    assert_eq!(problems(&snapshot), expected);
}

#[test]
fn an_artifact_directly_in_the_elements_folder_is_a_release_at_a_legacy_location() {
    let repository = Repository::toolscript();
    repository.write("apps/Dashboard/metadata.json", metadata(1));
    repository.write("apps/Dashboard/0.1.0.zip", "old");
    repository.write("apps/Dashboard/1.0.0.zip", "old");
    repository.write(format!("dist/apps/{}/1.0.0.zip", uuid(1)), "new");
    let snapshot = repository.snapshot();
    let found: Vec<_> = snapshot
        .artifacts_of(&app(1))
        .iter()
        .map(|artifact| (artifact.path.to_string(), artifact.is_legacy_location))
        .collect();
    assert_eq!(
        found,
        [
            (format!("dist/apps/{}/1.0.0.zip", uuid(1)), false),
            ("apps/Dashboard/0.1.0.zip".to_owned(), true),
        ]
    );
}

fn zip_with(metadata: Option<&str>) -> Vec<u8> {
    let time = zip::DateTime::from_date_and_time(2026, 3, 5, 14, 30, 58).unwrap();
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(time);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [("main.rsx", Some("<App/>")), ("release-metadata.json", metadata)] {
        if let Some(content) = content {
            writer.start_file(name, options).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_details_of_a_release_are_read_from_its_zip() {
    let source = "4e984198544ceda6374719a8848b61dce277c56e";
    let whole =
        format!(r#"{{"releaseVersion":"1.0.3","releaseDescription":"Added more dogs","gitSha":"{source}"}}"#);
    let repository = Repository::toolscript();
    let zips = [
        zip_with(Some(&whole)),
        zip_with(Some("{}")),
        zip_with(None),
        zip_with(Some("{,")),
        b"no zip at all".to_vec(),
    ];
    for (patch, zip) in zips.iter().enumerate() {
        repository.write(format!("dist/apps/{}/1.0.{patch}.zip", uuid(1)), zip);
    }
    let snapshot = repository.snapshot();
    let opened = repository.open();
    let reader = Reader::new();
    let details: Vec<_> = (0..zips.len())
        .map(|patch| {
            let version = format!("1.0.{patch}").parse().unwrap();
            let artifact = snapshot.artifact(&app(1), &version).unwrap();
            reader.release_details(&opened, artifact.blob).unwrap()
        })
        .collect();

    assert_eq!(details[0].description, "Added more dogs");
    assert_eq!(details[0].source.unwrap().to_string(), source);
    assert_eq!(details[0].size, zips[0].len() as u64);
    // 2026-03-05T14:30:58Z
    assert_eq!(details[0].created.unwrap().0, 1_772_721_058);
    assert_eq!(details[0].problem, None);
    for older in &details[1..3] {
        assert_eq!((older.description.as_str(), older.source), ("", None));
        assert_eq!(older.problem, None);
        assert!(older.created.is_some());
    }
    assert!(details[3].problem.is_some() && details[3].created.is_some());
    assert!(details[4].problem.is_some() && details[4].created.is_none());
}

#[test]
fn details_are_remembered_by_blob() {
    let repository = Repository::toolscript();
    repository.write(format!("dist/apps/{}/1.0.0.zip", uuid(1)), zip_with(Some("{}")));
    let snapshot = repository.snapshot();
    let blob = snapshot.artifacts_of(&app(1))[0].blob;
    let reader = Reader::new();
    let first = reader.release_details(&repository.open(), blob).unwrap();

    let id = blob.to_string();
    fs::remove_file(
        repository
            .folder()
            .join(".git/objects")
            .join(&id[..2])
            .join(&id[2..]),
    )
    .unwrap();
    assert_eq!(reader.release_details(&repository.open(), blob).unwrap(), first);
    assert!(matches!(
        Reader::new().release_details(&repository.open(), blob),
        Err(Error::ObjectDamaged { id, .. }) if id == blob
    ));
}

#[test]
fn the_author_of_an_artifact_is_who_added_it_not_who_merged_it() {
    let repository = Repository::toolscript();
    let zip = |version: &str| format!("dist/apps/{}/{version}.zip", uuid(1));
    repository.write(zip("1.0.0"), "1");
    repository.commit_as("First author", "Creating release");
    for (branch, person, version) in [
        ("one", "Second author", "1.0.1"),
        ("two", "Third author", "1.0.2"),
    ] {
        repository.git(["checkout", "--quiet", "-b", branch, "main"]);
        repository.write(zip(version), version);
        repository.commit_as(person, "Creating release");
        repository.commit_as("Somebody else", "Something unrelated");
        repository.git(["checkout", "--quiet", "main"]);
    }
    repository.merge_as("Merger", "one");
    repository.merge_as("Merger", "two");
    repository.write(zip("1.0.0"), "another content");
    repository.commit_as("Mender", "Replace a release");

    let opened = repository.open();
    let reader = Reader::new();
    let authors = |tip| {
        let snapshot = reader.snapshot(&opened, tip).unwrap();
        reader
            .artifact_authors(&opened, tip, snapshot.artifacts_of(&app(1)), &Unwatched)
            .unwrap()
    };
    let expected = ["Third author", "Second author", "Mender"].map(|name| Some(name.to_owned()));
    assert_eq!(authors(repository.head()), expected);

    repository.write(zip("2.0.0"), "2");
    let tip = repository.commit_as("Fourth author", "Creating release");
    assert_eq!(authors(tip)[0].as_deref(), Some("Fourth author"));
    assert_eq!(authors(tip)[1..], expected);
}
