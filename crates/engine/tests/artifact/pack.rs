//! Packing: the bytes, what other programs make of them, and what cannot be released.

use std::process::Command;

use manifold_domain::element::ElementKind;
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, ObjectId, Timestamp};
use manifold_domain::release::ReleaseMetadata;
use manifold_domain::version::ReleaseVersion;
use manifold_engine::artifact::{Archive, NameProblem, PackError, TreeRefused, pack, packed_size};
use proptest::prelude::*;

use crate::git::Repository;

/// 2026-11-17T14:30:07Z: an odd second, which a zip cannot say.
const TIME: Timestamp = Timestamp(1_794_925_807);

fn metadata() -> ReleaseMetadata {
    ReleaseMetadata {
        version: ReleaseVersion::new(1, 0, 3),
        description: "Added more dogs".to_owned(),
        source: CommitId("4e984198544ceda6374719a8848b61dce277c56e".parse().unwrap()),
        kind: ElementKind::App,
    }
}

fn pack_tree(repository: &Repository, tree: ObjectId) -> Result<Vec<u8>, PackError> {
    let git = repository.open();
    let packed = pack(&git, tree, &metadata(), TIME);
    let said = match &packed {
        Ok(bytes) => Ok(bytes.len() as u64),
        Err(refused) => Err(refused.to_string()),
    };
    let size = packed_size(&git, tree, &metadata()).map_err(|refused| refused.to_string());
    assert_eq!(size, said, "what is told without packing");
    packed
}

fn names(archive: &Archive) -> Vec<String> {
    let name = |path: &TreePath, is_folder| format!("{path}{}", if is_folder { "/" } else { "" });
    let entries = archive.entries().iter();
    entries
        .map(|entry| name(entry.path(), entry.is_folder()))
        .collect()
}

/// The bytes that a text of hexadecimal digits says; what follows a `#` is for people.
fn read_hex(text: &str) -> Vec<u8> {
    let digits: String = text
        .lines()
        .flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace())
        .collect();
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn the_artifact_of_a_small_app_is_this_to_the_byte() {
    let repository = Repository::new();
    let tree = repository.tree(&[("main.rsx", b"<App />\n"), ("src/caf\u{e9}.sql", b"")]);
    let artifact = pack_tree(&repository, tree).unwrap();
    assert_eq!(
        artifact.escape_ascii().to_string(),
        read_hex(include_str!("golden.hex")).escape_ascii().to_string()
    );
}

#[test]
fn entries_come_as_git_walks_the_tree_and_the_metadata_comes_last() {
    let repository = Repository::new();
    let files = [
        "a.b",
        "a/z",
        "a-b",
        "z",
        "a/b/c",
        "release-metadata.json5",
        ".positions.json",
        "\u{1f642}",
    ];
    let tree = repository.tree(&files.map(|path| (path, &b"x"[..])));
    let archive = Archive::open(pack_tree(&repository, tree).unwrap()).unwrap();
    let walk = repository.git(&["ls-tree", "-r", "-t", "-z", &tree.to_string()], b"");
    let walked = walk.split_terminator('\0').map(|line| {
        let (head, path) = line.split_once('\t').unwrap();
        format!("{path}{}", if head.contains(" tree ") { "/" } else { "" })
    });
    let mut expected: Vec<_> = walked.collect();
    assert_eq!(expected.len(), 10);
    expected.push("release-metadata.json".to_owned());
    assert_eq!(names(&archive), expected);
}

#[test]
fn other_programs_read_the_artifact() {
    let repository = Repository::new();
    let tree = repository.tree(&[("main.rsx", b"<App />\n"), ("src/it's (1).sql", b"select 1;\n")]);
    let bytes = pack_tree(&repository, tree).unwrap();
    let file = repository.path().join("1.0.3.zip");
    std::fs::write(&file, &bytes).unwrap();
    let run = |program: &str, argument: &str| {
        let output = Command::new(program)
            .arg(argument)
            .arg(&file)
            .env("TZ", "UTC")
            .output()
            .unwrap();
        assert!(output.status.success(), "{program} {argument}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run("unzip", "-t").contains("No errors detected"));
    let verbose = run("zipinfo", "-v");
    for (line, times) in [
        (
            "file system or operating system of origin:      MS-DOS, OS/2 or NT FAT",
            4,
        ),
        ("version of encoding software:                   2.0", 4),
        ("minimum software version required to extract:   1.0", 4),
        ("compression method:                             none (stored)", 4),
        ("file security status:                           not encrypted", 4),
        ("extended local header:                          no", 4),
        (
            "file last modified on (DOS date/time):          2026 Nov 17 14:30:06",
            4,
        ),
        ("length of extra field:                          0 bytes", 4),
        ("length of file comment:                         0 characters", 4),
        ("MS-DOS file attributes (10 hex):                dir", 1),
        ("MS-DOS file attributes (00 hex):                none", 3),
    ] {
        assert_eq!(verbose.matches(line).count(), times, "{line}\n{verbose}");
    }

    let mut witness = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut content = String::new();
    let mut file = witness.by_name("src/it's (1).sql").unwrap();
    std::io::Read::read_to_string(&mut file, &mut content).unwrap();
    assert_eq!(content, "select 1;\n");
}

#[test]
fn the_metadata_and_the_time_are_read_back() {
    let repository = Repository::new();
    let tree = repository.tree(&[("main.rsx", b"<App />\n")]);
    let archive = Archive::open(pack_tree(&repository, tree).unwrap()).unwrap();
    let found = archive.metadata().unwrap().unwrap();
    assert_eq!(found.release_version.as_deref(), Some("1.0.3"));
    assert_eq!(found.release_description.as_deref(), Some("Added more dogs"));
    assert_eq!(
        found.git_sha.as_deref(),
        Some("4e984198544ceda6374719a8848b61dce277c56e")
    );
    assert_eq!(found.element_type.as_deref(), Some("PAGE"));
    assert_eq!(archive.time(), Some(Timestamp(TIME.0 - 1)));
    let json = metadata().to_json();
    assert_eq!(archive.total_size(), 8 + json.len() as u64);
}

#[test]
fn an_executable_file_is_packed_as_any_other() {
    let repository = Repository::new();
    let content = repository.blob(b"#!/bin/sh\n");
    let plain = repository.tree_of(&[("100644", content, "run.sh")]);
    let executable = repository.tree_of(&[("100755", content, "run.sh")]);
    assert_ne!(plain, executable);
    assert_eq!(
        pack_tree(&repository, plain).unwrap(),
        pack_tree(&repository, executable).unwrap()
    );
}

#[test]
fn an_empty_folder_has_its_entry() {
    let repository = Repository::new();
    let empty = repository.git(&["mktree"], b"").parse().unwrap();
    let tree = repository.raw_tree(&[("40000", b"lib", empty)]);
    let archive = Archive::open(pack_tree(&repository, tree).unwrap()).unwrap();
    assert_eq!(names(&archive), ["lib/", "release-metadata.json"]);
}

#[test]
fn a_release_at_the_legacy_location_is_left_out() {
    let repository = Repository::new();
    let tree = repository.tree(&[
        ("0.1.0.zip", b"PK"),
        ("lib/0.1.0.zip", b"PK"),
        ("notes-0.1.0.zip", b"PK"),
    ]);
    let archive = Archive::open(pack_tree(&repository, tree).unwrap()).unwrap();
    assert_eq!(
        names(&archive),
        [
            "lib/",
            "lib/0.1.0.zip",
            "notes-0.1.0.zip",
            "release-metadata.json"
        ]
    );
}

#[test]
fn what_is_no_file_is_refused_with_its_path() {
    let repository = Repository::new();
    let target = repository.blob(b"/etc/passwd");
    let pointer = repository.blob(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n");
    for (mode, id, sentence) in [
        ("120000", target, "'src/x' is a symbolic link"),
        ("160000", metadata().source.0, "'src/x' is a submodule"),
        ("100644", pointer, "'src/x' is a Git LFS pointer"),
    ] {
        let tree = repository.tree_of(&[(mode, id, "src/x")]);
        let refused = pack_tree(&repository, tree).unwrap_err().to_string();
        assert!(refused.starts_with(sentence), "{refused}");
    }
}

#[test]
fn a_file_that_only_speaks_of_git_lfs_is_released() {
    let repository = Repository::new();
    let long = [
        &b"version https://git-lfs.github.com/spec/v1\n"[..],
        &[b'x'; 1_000],
    ]
    .concat();
    let tree = repository.tree(&[
        ("notes.md", b"# version https://git-lfs.github.com/spec/v1"),
        ("long.md", &long),
    ]);
    assert!(pack_tree(&repository, tree).is_ok());
}

#[test]
fn a_folder_with_metadata_of_its_own_is_refused_but_not_below() {
    let repository = Repository::new();
    let own = repository.tree(&[("release-metadata.json", b"{}")]);
    assert!(matches!(
        pack_tree(&repository, own),
        Err(PackError::MetadataInFolder)
    ));
    let below = repository.tree(&[("old/release-metadata.json", b"{}")]);
    assert!(pack_tree(&repository, below).is_ok());
}

#[test]
fn names_that_no_archive_may_hold_are_refused_with_the_path() {
    let repository = Repository::new();
    let content = repository.blob(b"x");
    for (name, problem) in [
        (&b".."[..], NameProblem::ParentFolder),
        (b".", NameProblem::NotNormal),
        (b"a\\b", NameProblem::Backslash),
        (b"caf\xe9", NameProblem::NotUtf8),
        (&[b'x'; 1_025], NameProblem::TooLong),
    ] {
        let inner = repository.raw_tree(&[("100644", name, content)]);
        let tree = repository.raw_tree(&[("40000", b"src", inner)]);
        let found = match pack_tree(&repository, tree).unwrap_err() {
            PackError::Name { path, problem } | PackError::Tree(TreeRefused::Name { path, problem }) => {
                assert!(path.as_bytes().starts_with(b"src"), "{path}");
                problem
            }
            other => panic!("{other}"),
        };
        assert_eq!(found, problem, "{}", name.escape_ascii());
    }
}

#[test]
fn a_tree_that_repeats_itself_without_end_is_refused() {
    let repository = Repository::new();
    let mut tree = repository.tree(&[("x", b"x")]);
    for _ in 0..40 {
        let names: Vec<_> = (b'a'..=b'j').map(|letter| [letter]).collect();
        let entries: Vec<_> = names.iter().map(|name| ("40000", &name[..], tree)).collect();
        tree = repository.raw_tree(&entries);
    }
    assert!(matches!(
        pack_tree(&repository, tree),
        Err(PackError::Tree(TreeRefused::TooManyEntries))
    ));
}

#[test]
fn the_metadata_counts_among_the_entries() {
    let repository = Repository::new();
    let content = repository.blob(b"");
    let names: Vec<_> = (0..20_000).map(|number| format!("{number:05}")).collect();
    let entries: Vec<_> = names
        .iter()
        .map(|name| ("100644", name.as_bytes(), content))
        .collect();
    let most = repository.raw_tree(&entries[1..]);
    let archive = Archive::open(pack_tree(&repository, most).unwrap()).unwrap();
    assert_eq!(archive.entries().len(), 20_000);
    let too_many = repository.raw_tree(&entries);
    assert!(matches!(
        pack_tree(&repository, too_many),
        Err(PackError::Tree(TreeRefused::TooManyEntries))
    ));
}

#[test]
fn a_file_above_64_mib_is_refused_with_its_size() {
    let repository = Repository::new();
    let content = vec![b'x'; 64 * 1024 * 1024 + 1];
    let tree = repository.tree(&[("video.mp4", &content)]);
    assert!(matches!(
        pack_tree(&repository, tree),
        Err(PackError::FileTooLarge { path, size: 67_108_865 }) if path.to_string() == "video.mp4"
    ));
}

#[test]
fn files_above_512_mib_together_are_refused() {
    let repository = Repository::new();
    let content = repository.blob(&vec![b'x'; 60 * 1024 * 1024]);
    let names = *b"abcdefghi";
    let entries: Vec<_> = names
        .iter()
        .map(|name| ("100644", std::slice::from_ref(name), content))
        .collect();
    let tree = repository.raw_tree(&entries);
    assert!(matches!(pack_tree(&repository, tree), Err(PackError::TooLarge)));
}

#[test]
fn a_missing_object_is_named() {
    let repository = Repository::new();
    let missing = metadata().source.0;
    let tree = repository.raw_tree(&[("100644", b"main.rsx", missing)]);
    let refused = pack_tree(&repository, tree).unwrap_err().to_string();
    assert!(refused.contains(&missing.to_string()), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_packed_is_read_back(
        files in proptest::collection::btree_map(
            "[a-z\u{e9} '%]{1,6}(/[a-z.]{3,6}){0,3}x",
            proptest::collection::vec(any::<u8>(), 0..200),
            1..6,
        ),
    ) {
        let is_folder = |path: &String| files.keys().any(|other| other.starts_with(&format!("{path}/")));
        prop_assume!(!files.keys().any(is_folder));
        let repository = Repository::new();
        let listed: Vec<_> = files.iter().map(|(path, content)| (path.as_str(), &content[..])).collect();
        let tree = repository.tree(&listed);
        let archive = Archive::open(pack_tree(&repository, tree).unwrap()).unwrap();
        for (path, content) in &files {
            prop_assert_eq!(&archive.read(&crate::zip_bytes::path(path)).unwrap(), content);
        }
        let count = archive.entries().iter().filter(|entry| !entry.is_folder()).count();
        prop_assert_eq!(count, files.len() + 1);
    }
}
