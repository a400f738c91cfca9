//! Archives that are too much, or whose contents are not what their headers say.

use manifold_domain::layout::TreePath;
use manifold_engine::artifact::{Archive, ArchiveRefused, MetadataProblem};

use crate::zip_bytes::{CONTENT, Entry, deflate, path, refusal, sound, zip};

/// The reason why the only file of an archive is not read, though the archive is opened.
fn refusal_to_read(entry: &Entry) -> ArchiveRefused {
    let archive = Archive::open(zip(std::slice::from_ref(entry))).unwrap();
    archive
        .read(&TreePath::from_bytes(&entry.central.name[..]))
        .unwrap_err()
}

#[test]
fn one_entry_above_the_limit_is_refused_and_the_limit_itself_is_not() {
    let mut entries: Vec<_> = (0..20_000)
        .map(|number| Entry::stored(format!("{number}"), b""))
        .collect();
    assert_eq!(Archive::open(zip(&entries)).unwrap().entries().len(), 20_000);
    entries.push(sound());
    assert_eq!(
        refusal(&entries),
        ArchiveRefused::TooManyEntries { count: 20_001 }
    );
}

#[test]
fn an_entry_above_64_mib_is_refused_before_it_is_unpacked() {
    let size = 64 * 1024 * 1024 + 1;
    let bomb = Entry::deflated("bomb", b"").with(|header| header.size = size);
    assert_eq!(
        refusal(&[bomb]),
        ArchiveRefused::EntryTooLarge {
            path: path("bomb"),
            size: size.into()
        }
    );
}

#[test]
fn entries_above_512_mib_together_are_refused_before_one_is_unpacked() {
    const SIZE: usize = 32 * 1024 * 1024;
    let entries: Vec<_> = (0..17)
        .map(|number| {
            Entry::deflated_as(&number.to_string(), vec![0; SIZE / 200 + 1])
                .with(|header| header.size = u32::try_from(SIZE).unwrap())
        })
        .collect();
    assert!(Archive::open(zip(&entries[..16])).is_ok());
    assert_eq!(refusal(&entries), ArchiveRefused::TooLarge);
}

#[test]
fn a_bomb_is_refused_by_its_ratio() {
    let mut content = vec![0; 1024 * 1024];
    assert!(Archive::open(zip(&[Entry::deflated("zeros", &content)])).is_ok());
    content.push(0);
    assert_eq!(
        refusal(&[Entry::deflated("zeros", &content)]),
        ArchiveRefused::RatioTooHigh { path: path("zeros") }
    );
}

#[test]
fn a_ratio_of_200_is_the_last_that_is_opened() {
    let packed = |size| vec![Entry::deflated_as("tight", vec![0; 10_000]).with(|header| header.size = size)];
    assert!(Archive::open(zip(&packed(2_000_000))).is_ok());
    assert_eq!(
        refusal(&packed(2_000_001)),
        ArchiveRefused::RatioTooHigh { path: path("tight") }
    );
}

#[test]
fn a_small_header_on_a_bomb_stops_at_the_size_it_says() {
    let bomb = vec![0; 8 * 1024 * 1024];
    let entry = Entry::deflated("bomb", &bomb).with(|header| header.size = 100);
    assert_eq!(
        refusal_to_read(&entry),
        ArchiveRefused::SizeLies {
            path: path("bomb"),
            declared: 100
        }
    );
}

#[test]
fn content_that_is_shorter_than_its_header_says_is_refused() {
    let entry = Entry::deflated("short", CONTENT).with(|header| header.size += 1);
    assert!(matches!(refusal_to_read(&entry), ArchiveRefused::SizeLies { .. }));
    let stored = sound().with(|header| header.size += 1);
    assert!(matches!(refusal(&[stored]), ArchiveRefused::SizeLies { .. }));
}

#[test]
fn data_that_does_not_inflate_or_goes_on_after_its_end_is_refused() {
    let size = u32::try_from(CONTENT.len()).unwrap();
    let longer = [deflate(CONTENT), b"hidden".to_vec()].concat();
    let shorter = deflate(CONTENT)[..5].to_vec();
    for data in [vec![0xff; 8], longer, shorter] {
        assert_eq!(
            refusal_to_read(&Entry::deflated_as("damaged", data).with(|header| header.size = size)),
            ArchiveRefused::DataDamaged {
                path: path("damaged")
            }
        );
    }
}

#[test]
fn content_that_differs_from_its_checksum_is_refused() {
    for entry in [sound(), Entry::deflated("main.rsx", CONTENT)] {
        let entry = entry.with(|header| header.crc ^= 1);
        assert_eq!(
            refusal_to_read(&entry),
            ArchiveRefused::ChecksumDiffers {
                path: path("main.rsx")
            }
        );
    }
}

#[test]
fn a_file_that_is_not_there_is_told_and_a_folder_is_no_file() {
    let archive = Archive::open(zip(&[Entry::stored("src/", b"")])).unwrap();
    for name in ["main.rsx", "src"] {
        let refused = archive.read(&path(name)).unwrap_err();
        assert_eq!(refused.to_string(), format!("The archive has no file '{name}'."));
    }
}

#[test]
fn metadata_that_is_no_json_or_too_large_is_a_problem_and_the_rest_stays_readable() {
    let with = |content: &[u8]| {
        Archive::open(zip(&[sound(), Entry::stored("release-metadata.json", content)])).unwrap()
    };
    let archive = with(b"{\"releaseVersion\": 1}");
    assert!(matches!(
        archive.metadata(),
        Err(MetadataProblem::Invalid { reason }) if reason.contains("line 1 column")
    ));
    assert_eq!(archive.read(&path("main.rsx")).unwrap(), CONTENT);
    assert_eq!(
        with(&vec![b' '; 1024 * 1024 + 1]).metadata(),
        Err(MetadataProblem::TooLarge {
            size: 1024 * 1024 + 1
        })
    );
}
