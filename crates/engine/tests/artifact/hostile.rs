//! Archives made to mislead: each kind is refused when it is opened, with its reason.

use manifold_engine::artifact::{Archive, ArchiveRefused, Field, NameProblem};
use proptest::prelude::*;

use crate::zip_bytes::{CONTENT, Entry, crc, extra, local, path, refusal, sound, zip, zip_with};

fn disagreement(change: impl Fn(&mut Entry)) -> ArchiveRefused {
    let mut entry = sound();
    change(&mut entry);
    refusal(&[entry])
}

#[test]
fn what_is_no_zip_is_refused_as_such() {
    for bytes in [&b""[..], b"PK", b"<html>Not found</html>", &[0; 100]] {
        assert_eq!(
            Archive::open(bytes.to_vec()).unwrap_err(),
            ArchiveRefused::NotAZip
        );
    }
}

#[test]
fn a_git_lfs_pointer_in_place_of_the_archive_is_told() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    assert_eq!(
        Archive::open(pointer.into()).unwrap_err(),
        ArchiveRefused::LfsPointer
    );
}

#[test]
fn an_archive_cut_off_anywhere_is_refused() {
    let whole = zip(&[sound(), Entry::deflated("lib/a.sql", CONTENT)]);
    for length in 0..whole.len() {
        let refused = Archive::open(whole[..length].to_vec()).unwrap_err();
        let expected = if length < 4 {
            ArchiveRefused::NotAZip
        } else {
            ArchiveRefused::Truncated
        };
        assert_eq!(refused, expected, "{length} of {} bytes", whole.len());
    }
}

#[test]
fn an_archive_that_lost_its_beginning_is_refused() {
    let whole = zip(&[sound()]);
    assert_eq!(
        Archive::open(whole[7..].to_vec()).unwrap_err(),
        ArchiveRefused::Truncated
    );
}

#[test]
fn two_ends_that_both_fit_are_refused() {
    let inner = zip(&[Entry::stored("other.rsx", b"other")]);
    let bytes = zip_with(&[sound()], |end| end.comment = inner);
    assert_eq!(Archive::open(bytes).unwrap_err(), ArchiveRefused::AmbiguousEnd);
}

#[test]
fn a_part_of_several_is_refused() {
    for bytes in [
        zip_with(&[sound()], |end| end.disk = 1),
        zip_with(&[sound()], |end| end.first_disk = 1),
        zip_with(&[sound()], |end| end.count_here = 0),
        zip(&[Entry { disk: 1, ..sound() }]),
    ] {
        assert_eq!(Archive::open(bytes).unwrap_err(), ArchiveRefused::SeveralParts);
    }
}

#[test]
fn zip64_is_refused_wherever_it_shows() {
    let in_local = |entry: &mut Entry| entry.local.extra = extra(1, &[0; 16]);
    let in_central = |entry: &mut Entry| entry.central.extra = extra(1, &[0; 16]);
    assert_eq!(disagreement(in_local), ArchiveRefused::Zip64);
    assert_eq!(disagreement(in_central), ArchiveRefused::Zip64);
    assert_eq!(
        disagreement(|entry| entry.offset = Some(u32::MAX)),
        ArchiveRefused::Zip64
    );
    assert_eq!(
        refusal(&[sound().with(|header| header.size = u32::MAX)]),
        ArchiveRefused::Zip64
    );
    for bytes in [
        zip_with(&[sound()], |end| end.count = u16::MAX),
        zip_with(&[sound()], |end| end.offset = u32::MAX),
    ] {
        assert_eq!(Archive::open(bytes).unwrap_err(), ArchiveRefused::Zip64);
    }
    let mut bytes = zip(&[sound()]);
    let locator = [&b"PK\x06\x07"[..], &[0; 16]].concat();
    bytes.splice(bytes.len() - 22..bytes.len() - 22, locator);
    assert_eq!(Archive::open(bytes).unwrap_err(), ArchiveRefused::Zip64);
}

#[test]
fn a_directory_of_more_or_fewer_entries_than_it_says_is_refused() {
    let entries = [sound(), Entry::stored("lib/a.sql", CONTENT)];
    for count in [1, 3] {
        let bytes = zip_with(&entries, |end| (end.count_here, end.count) = (count, count));
        assert_eq!(
            Archive::open(bytes).unwrap_err(),
            ArchiveRefused::DirectoryDamaged
        );
    }
}

#[test]
fn unsafe_names_are_refused() {
    let deep = ["x"; 65].join("/");
    let long = "x".repeat(1_025);
    for (name, problem) in [
        ("/etc/passwd", NameProblem::Absolute),
        ("/", NameProblem::Empty),
        ("", NameProblem::Empty),
        ("C:/Windows/x", NameProblem::DriveLetter),
        ("C:x", NameProblem::DriveLetter),
        ("../x", NameProblem::ParentFolder),
        ("src/../../x", NameProblem::ParentFolder),
        ("src/..", NameProblem::ParentFolder),
        ("../", NameProblem::ParentFolder),
        ("src\\x", NameProblem::Backslash),
        ("..\\x", NameProblem::Backslash),
        ("main.rsx\0.txt", NameProblem::Nul),
        ("./main.rsx", NameProblem::NotNormal),
        ("src//x", NameProblem::NotNormal),
        ("src//", NameProblem::NotNormal),
        (&deep, NameProblem::TooDeep),
        (&long, NameProblem::TooLong),
    ] {
        match refusal(&[Entry::stored(name, b"")]) {
            ArchiveRefused::Name { problem: found, .. } => assert_eq!(found, problem, "{name:?}"),
            other => panic!("{name:?}: {other}"),
        }
    }
}

#[test]
fn a_name_that_is_far_too_long_is_cut_in_the_message() {
    let refused = refusal(&[Entry::stored("x".repeat(60_000), b"")]);
    assert!(refused.to_string().len() < 1_200);
}

#[test]
fn one_name_for_two_entries_is_refused() {
    let twice = ArchiveRefused::Twice { path: path("src") };
    for (one, two) in [("src", "src"), ("src/", "src/"), ("src", "src/"), ("src/", "src")] {
        let entries = [Entry::stored(one, b""), Entry::stored(two, b"")];
        assert_eq!(refusal(&entries), twice, "{one} {two}");
    }
}

#[test]
fn a_file_with_files_below_it_is_refused() {
    let entries = [Entry::stored("src/lib/x", b""), Entry::stored("src", CONTENT)];
    assert_eq!(
        refusal(&entries),
        ArchiveRefused::FileAndFolder { path: path("src") }
    );
}

#[test]
fn a_folder_with_content_is_refused() {
    assert_eq!(
        refusal(&[Entry::stored("src/", CONTENT)]),
        ArchiveRefused::FolderWithContent { path: path("src") }
    );
}

#[test]
fn entries_that_overlap_are_refused() {
    let inner = Entry::stored("inner.rsx", CONTENT);
    let outer = Entry::stored("outer", &local(&inner));
    let inner = Entry {
        is_only_listed: true,
        offset: Some(30 + 5),
        ..inner
    };
    let overlap = ArchiveRefused::Overlap {
        first: path("outer"),
        second: path("inner.rsx"),
    };
    assert_eq!(refusal(&[outer.clone(), inner.clone()]), overlap);
    assert_eq!(refusal(&[inner, outer]), overlap);
}

#[test]
fn bytes_that_no_entry_owns_are_refused() {
    let hidden = local(&Entry::stored("hidden.rsx", CONTENT));
    let length = hidden.len();
    let between = Entry {
        descriptor: hidden.clone(),
        ..sound()
    };
    let offset = 30 + 8 + CONTENT.len();
    let expected = ArchiveRefused::HiddenBytes { offset, length };
    assert_eq!(refusal(std::slice::from_ref(&between)), expected);
    assert_eq!(refusal(&[between, Entry::stored("next", b"")]), expected);

    // Before everything, with a directory that knows, and with one that does not.
    let listed = Entry {
        offset: Some(u32::try_from(length).unwrap()),
        ..sound()
    };
    let mut bytes = zip_with(&[listed], |end| end.offset += u32::try_from(length).unwrap());
    bytes.splice(0..0, hidden.clone());
    assert_eq!(
        Archive::open(bytes).unwrap_err(),
        ArchiveRefused::HiddenBytes { offset: 0, length }
    );
    let bytes = [hidden, zip(&[sound()])].concat();
    assert!(matches!(
        Archive::open(bytes).unwrap_err(),
        ArchiveRefused::HiddenBytes { .. }
    ));
}

#[test]
fn encrypted_entries_are_refused() {
    for bit in [0, 6, 13] {
        let entry = sound().with(|header| header.flags |= 1 << bit);
        assert_eq!(
            refusal(&[entry]),
            ArchiveRefused::Encrypted {
                path: path("main.rsx")
            }
        );
    }
}

#[test]
fn flags_of_unknown_features_are_refused() {
    let entry = sound().with(|header| header.flags = 1 << 5);
    assert_eq!(
        refusal(&[entry]),
        ArchiveRefused::UnknownFlags {
            path: path("main.rsx"),
            flags: 0x20
        }
    );
}

#[test]
fn unknown_methods_are_refused() {
    for method in [1, 9, 12, 14, 93, 99] {
        let entry = sound().with(|header| header.method = method);
        assert_eq!(
            refusal(&[entry]),
            ArchiveRefused::UnknownMethod {
                path: path("main.rsx"),
                method
            }
        );
    }
}

#[test]
fn symbolic_links_and_devices_are_refused_whatever_system_made_them() {
    // DOS, Unix, macOS; version 2.0 each.
    for made_by in [0x0014, 0x0314, 0x1314] {
        for mode in [0o120_777, 0o020_666, 0o060_666, 0o010_666, 0o140_666] {
            let entry = Entry {
                made_by,
                attributes: mode << 16,
                ..sound()
            };
            assert_eq!(
                refusal(&[entry]),
                ArchiveRefused::SpecialFile {
                    path: path("main.rsx")
                },
                "{mode:o}"
            );
        }
    }
}

#[test]
fn a_local_header_that_differs_from_the_directory_is_refused_with_what_differs() {
    type Change = (Field, fn(&mut Entry));
    let changes: [Change; 9] = [
        (Field::Name, |entry| entry.local.name = b"evil.rsx".to_vec()),
        (Field::Name, |entry| entry.local.name = b"main.rs".to_vec()),
        (Field::Method, |entry| entry.local.method = 8),
        (Field::Flags, |entry| entry.local.flags = 1 << 11),
        (Field::Flags, |entry| entry.local.flags = 1 << 3),
        (Field::Size, |entry| entry.local.packed_size += 1),
        (Field::Size, |entry| entry.local.size = 0),
        (Field::Checksum, |entry| entry.local.crc = 0),
        (Field::Place, |entry| entry.offset = Some(1)),
    ];
    for (field, change) in changes {
        assert_eq!(
            disagreement(change),
            ArchiveRefused::Disagreement {
                path: path("main.rsx"),
                field
            }
        );
    }
}

#[test]
fn data_that_would_reach_into_the_directory_is_refused() {
    let entry = sound().with(|header| (header.size, header.packed_size) = (1_000, 1_000));
    assert!(matches!(
        refusal(&[entry]),
        ArchiveRefused::Disagreement {
            field: Field::Place,
            ..
        }
    ));
}

#[test]
fn a_second_name_in_an_extra_field_is_refused_unless_it_is_the_same() {
    let unicode_path =
        |name: &[u8], checksum: u32| extra(0x7075, &[&[1], &checksum.to_le_bytes()[..], name].concat());
    let with = |field: Vec<u8>| vec![sound().with(|header| header.extra.clone_from(&field))];
    let checksum = crc(b"main.rsx");
    assert!(Archive::open(zip(&with(unicode_path(b"main.rsx", checksum)))).is_ok());
    for field in [
        unicode_path(b"evil.rsx", checksum),
        unicode_path(b"main.rsx", checksum ^ 1),
        extra(0x7075, b"1"),
    ] {
        assert!(matches!(
            refusal(&with(field)),
            ArchiveRefused::Disagreement {
                field: Field::Name,
                ..
            }
        ));
    }
}

#[test]
fn a_description_after_the_data_must_agree() {
    for signature in [&b"PK\x07\x08"[..], b""] {
        let streamed = Entry::deflated("main.rsx", CONTENT).streamed(signature);
        let archive = Archive::open(zip(std::slice::from_ref(&streamed))).unwrap();
        assert_eq!(archive.read(&path("main.rsx")).unwrap(), CONTENT);

        let (mut lying, mut missing) = (streamed.clone(), streamed);
        *lying.descriptor.last_mut().unwrap() ^= 1;
        missing.descriptor.clear();
        for entry in [lying, missing] {
            assert!(matches!(
                refusal(&[entry, Entry::stored("next", b"")]),
                ArchiveRefused::Disagreement {
                    field: Field::Descriptor,
                    ..
                }
            ));
        }
    }
}

/// Opens the bytes and reads all they hold; what matters is that this comes back.
fn read_everything(bytes: Vec<u8>) {
    if let Ok(archive) = Archive::open(bytes) {
        for entry in archive.entries() {
            if let Ok(content) = archive.read(entry.path()) {
                assert_eq!(content.len() as u64, entry.size());
            }
        }
        drop(archive.metadata());
        assert!(archive.time().is_none_or(|time| time.0 > 0));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_opened_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_everything(bytes);
    }

    #[test]
    fn a_sound_archive_with_any_bytes_changed_is_opened_or_refused(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let mut bytes = zip(&[
            sound(),
            Entry::stored("lib/", b""),
            Entry::deflated("lib/a.sql", CONTENT).streamed(b"PK\x07\x08"),
            Entry::stored("release-metadata.json", b"{}").with(|header| header.extra = extra(0x5455, &[0; 5])),
        ]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_everything(bytes);
    }
}
