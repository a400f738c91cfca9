//! Which files differ, and when nothing does.

use manifold_domain::element::ElementKind;
use manifold_domain::object::{CommitId, ObjectId, Timestamp};
use manifold_domain::release::ReleaseMetadata;
use manifold_domain::version::ReleaseVersion;
use manifold_engine::artifact::{
    Archive, ArchiveRefused, CompareError, Context, Difference, FileChange, FileSet, FileStatus, TreeRefused,
    changes, file_difference, is_same, pack,
};

use crate::git::Repository;
use crate::zip_bytes::{Entry, crc, path, zip};

const BEFORE: &[(&str, &[u8])] = &[
    (".positions/.page1.positions.json", b"{}"),
    ("lib/gone.sql", b"select 1;\n"),
    ("main.rsx", b"<App />\n"),
    ("src/page1.rsx", b"<Table data={orders} />\n"),
];
const AFTER: &[(&str, &[u8])] = &[
    (".positions/.page1.positions.json", b"{\"x\":1}"),
    ("lib/new.sql", b"select 1;\n"),
    ("main.rsx", b"<App />\n"),
    ("src/page1.rsx", b"<Table data={open} />\n"),
];

fn release(repository: &Repository, tree: ObjectId) -> Archive {
    let metadata = ReleaseMetadata {
        version: ReleaseVersion::new(1, 0, 0),
        description: String::new(),
        source: CommitId(tree),
        kind: ElementKind::App,
    };
    let bytes = pack(&repository.open(), tree, &metadata, Timestamp(1_794_925_807)).unwrap();
    Archive::open(bytes).unwrap()
}

fn expected() -> Vec<FileChange> {
    [
        (".positions/.page1.positions.json", FileStatus::Changed, true),
        ("lib/gone.sql", FileStatus::Removed, false),
        ("lib/new.sql", FileStatus::Added, false),
        ("src/page1.rsx", FileStatus::Changed, false),
    ]
    .map(|(name, status, is_layout_only)| FileChange {
        path: path(name),
        status,
        is_layout_only,
    })
    .into()
}

#[test]
fn artifacts_and_folders_compare_alike_in_any_pairing() {
    let repository = Repository::new();
    let (before, after) = (repository.tree(BEFORE), repository.tree(AFTER));
    let (before_release, after_release) = (release(&repository, before), release(&repository, after));
    let git = repository.open();
    let tree = |id| FileSet::of_tree(&git, id).unwrap();
    for before in [tree(before), FileSet::of_archive(&before_release)] {
        for after in [tree(after), FileSet::of_archive(&after_release)] {
            assert_eq!(changes(&before, &after).unwrap(), expected());
            assert!(!is_same(&before, &after).unwrap());
            assert!(is_same(&before, &before).unwrap());
        }
    }
}

#[test]
fn a_release_is_the_same_as_the_folder_it_was_made_of() {
    let repository = Repository::new();
    let tree = repository.tree(BEFORE);
    let release = release(&repository, tree);
    let git = repository.open();
    let folder = FileSet::of_tree(&git, tree).unwrap();
    assert!(is_same(&FileSet::of_archive(&release), &folder).unwrap());
}

#[test]
fn a_legacy_release_in_the_folder_is_no_change() {
    let repository = Repository::new();
    let plain = repository.tree(BEFORE);
    let with_legacy = repository.tree(&[BEFORE, &[("0.1.0.zip", b"PK")]].concat());
    let git = repository.open();
    let set = |tree| FileSet::of_tree(&git, tree).unwrap();
    assert!(is_same(&set(plain), &set(with_legacy)).unwrap());
}

#[test]
fn everything_is_added_by_a_first_release() {
    let repository = Repository::new();
    let tree = repository.tree(BEFORE);
    let git = repository.open();
    let folder = FileSet::of_tree(&git, tree).unwrap();
    let found = changes(&FileSet::empty(), &folder).unwrap();
    assert_eq!(found.len(), BEFORE.len());
    assert!(found.iter().all(|change| change.status == FileStatus::Added));
}

#[test]
fn blobs_are_compared_without_being_read() {
    let repository = Repository::new();
    let missing: ObjectId = "4e984198544ceda6374719a8848b61dce277c56e".parse().unwrap();
    let tree = repository.raw_tree(&[("100644", b"main.rsx", missing)]);
    let git = repository.open();
    let folder = FileSet::of_tree(&git, tree).unwrap();
    let archive = Archive::open(zip(&[Entry::stored("main.rsx", b"x")])).unwrap();
    assert_eq!(changes(&FileSet::of_archive(&archive), &folder).unwrap().len(), 1);
    assert!(matches!(
        folder.read(&path("main.rsx")),
        Err(CompareError::Tree(_))
    ));
}

#[test]
fn a_deflated_artifact_without_folder_entries_or_metadata_is_compared_as_any_other() {
    let repository = Repository::new();
    let tree = repository.tree(BEFORE);
    let entries: Vec<_> = BEFORE
        .iter()
        .rev()
        .map(|(name, content)| Entry::deflated(name, content))
        .collect();
    let archive = Archive::open(zip(&entries)).unwrap();
    assert_eq!(archive.metadata(), Ok(None));
    assert_eq!(archive.time(), Some(Timestamp(1_794_925_806)));
    let git = repository.open();
    assert!(
        is_same(
            &FileSet::of_archive(&archive),
            &FileSet::of_tree(&git, tree).unwrap()
        )
        .unwrap()
    );
}

#[test]
fn a_damaged_file_makes_the_comparison_fail_with_its_name() {
    let damaged = Entry::stored("main.rsx", b"x").with(|header| header.crc = 1);
    let archive = Archive::open(zip(&[damaged])).unwrap();
    let set = FileSet::of_archive(&archive);
    assert!(matches!(
        changes(&set, &set),
        Err(CompareError::Archive(ArchiveRefused::ChecksumDiffers { path })) if path.to_string() == "main.rsx"
    ));
}

#[test]
fn contents_with_one_checksum_and_size_are_still_told_apart() {
    // "plumless" and "buckeroo": a known collision of CRC-32.
    let (one, two) = (&b"plumless"[..], &b"buckeroo"[..]);
    assert_eq!(crc(one), crc(two));
    let archive = |content| Archive::open(zip(&[Entry::stored("word", content)])).unwrap();
    let (one, two) = (archive(one), archive(two));
    assert!(!is_same(&FileSet::of_archive(&one), &FileSet::of_archive(&two)).unwrap());
}

#[test]
fn a_submodule_and_a_link_are_shown_as_git_shows_them() {
    let repository = Repository::new();
    let commit: ObjectId = "4e984198544ceda6374719a8848b61dce277c56e".parse().unwrap();
    let target = repository.blob(b"main.rsx");
    let tree = repository.tree_of(&[("160000", commit, "module"), ("120000", target, "link")]);
    let git = repository.open();
    let set = FileSet::of_tree(&git, tree).unwrap();
    let read = |name| set.read(&path(name)).unwrap().unwrap();
    assert_eq!(
        read("module"),
        format!("Subproject commit {commit}\n").into_bytes()
    );
    assert_eq!(read("link"), b"main.rsx");
    assert_eq!(changes(&FileSet::empty(), &set).unwrap().len(), 2);
}

#[test]
fn the_difference_of_one_file_is_made_from_both_sets() {
    let repository = Repository::new();
    let before = release(&repository, repository.tree(BEFORE));
    let before = FileSet::of_archive(&before);
    let git = repository.open();
    let after = FileSet::of_tree(&git, repository.tree(AFTER)).unwrap();
    let of = |name: &str| file_difference(&before, &after, &path(name), Context::Lines(3)).unwrap();
    for (name, added, removed) in [
        ("src/page1.rsx", 1, 1),
        ("lib/new.sql", 1, 0),
        ("lib/gone.sql", 0, 1),
    ] {
        let Difference::Text(text) = of(name) else {
            panic!("{name}");
        };
        assert_eq!((text.added, text.removed), (added, removed), "{name}");
    }
}

#[test]
fn a_large_file_is_not_read_to_find_that_it_is_too_large() {
    let large = Entry::stored("large", &vec![b'x'; 2 * 1024 * 1024 + 1]).with(|header| header.crc ^= 1);
    let archive = Archive::open(zip(&[large])).unwrap();
    let set = FileSet::of_archive(&archive);
    assert!(set.read(&path("large")).is_err());
    assert_eq!(
        file_difference(&FileSet::empty(), &set, &path("large"), Context::Lines(3)).unwrap(),
        Difference::TooLarge {
            before: None,
            after: Some(2 * 1024 * 1024 + 1)
        }
    );
}

#[test]
fn a_folder_of_too_many_files_is_not_listed() {
    let repository = Repository::new();
    let content = repository.blob(b"");
    let names: Vec<_> = (0..20_001).map(|number| format!("{number:05}")).collect();
    let entries: Vec<_> = names
        .iter()
        .map(|name| ("100644", name.as_bytes(), content))
        .collect();
    let git = repository.open();
    let most = repository.raw_tree(&entries[1..]);
    assert_eq!(FileSet::of_tree(&git, most).unwrap().paths().count(), 20_000);
    assert!(matches!(
        FileSet::of_tree(&git, repository.raw_tree(&entries)),
        Err(CompareError::Tree(TreeRefused::TooManyEntries))
    ));
}
