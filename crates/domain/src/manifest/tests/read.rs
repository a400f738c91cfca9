use std::fmt::Write;

use super::super::{LARGEST_MANIFEST, Manifest, read};
use super::{A, B, C, key};
use crate::element::ElementKind;
use crate::problem::Position;
use crate::version::Release;

const HEAD: &str = "version: 1.0.0\nname: prod\n";

fn ok(text: &str) -> Manifest {
    read(text.as_bytes()).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"))
}

/// The problems as text, each `line, column: message`.
fn problems(text: &str) -> Vec<String> {
    let problems = read(text.as_bytes()).expect_err(text);
    problems
        .iter()
        .map(|problem| {
            format!(
                "{}, {}: {}",
                problem.position.line, problem.position.column, problem.message
            )
        })
        .collect()
}

fn with_apps(apps: &str) -> String {
    format!("{HEAD}apps:\n{apps}")
}

#[test]
fn a_canonical_manifest_is_read_and_recognised() {
    let text = format!(
        "{HEAD}apps:\n  - uuid: {B}\n    release: 1.0.2\nworkflows:\n  - uuid: {A}\n    release: latest\n"
    );
    let manifest = ok(&text);
    assert!(manifest.is_canonical);
    assert_eq!(
        (manifest.version.as_str(), manifest.name.as_str()),
        ("1.0.0", "prod")
    );
    assert_eq!(manifest.entries[0].position, Position { line: 4, column: 5 });
    assert_eq!(
        manifest.release_of(&key(ElementKind::Workflow, A)),
        Some(&Release::Latest)
    );
}

#[test]
fn what_people_write_by_hand_means_the_same() {
    let canonical = ok(&with_apps(&format!(
        "  - uuid: {B}\n    release: 1.0.2\n  - uuid: {C}\n    release: latest\n"
    )));
    for apps in [
        format!(" - uuid: {B}\n   release: 1.0.2\n - uuid: {C}\n   release: latest\n"),
        format!("- uuid: {B}\n  release: 1.0.2\n- uuid: {C}\n  release: latest"),
        format!("  - uuid: {B}\r\n    release: 1.0.2\r\n  - uuid: {C}\r\n    release: latest\r\n"),
        format!(
            "  # ours\n  - uuid: '{B}' # x\n    release: \"1.0.2\"\n\n  - release: latest\n    uuid: {C}\n"
        ),
        format!("  [{{uuid: {B}, release: 1.0.2}}, {{uuid: {C}, release: latest}}]\n"),
        format!(
            "  -\n    uuid: {B}\n    release: 1.0.2\n    note: [kept]\n  - {{uuid: {C}, release: latest}}\n"
        ),
        format!(
            "  - &one\n    uuid: {B}\n    release: &r 1.0.2\n  - uuid: {C}\n    release: latest\nother: [*one, *r]\n"
        ),
        format!("  - {{uuid: {B}, release: !!str 1.0.2}}\n  - uuid: {C}\n    release: latest\n...\n"),
    ] {
        let manifest = ok(&with_apps(&apps));
        let meaning = |manifest: &Manifest| -> Vec<_> {
            let entries = manifest.entries.iter();
            entries
                .map(|entry| (entry.element.clone(), entry.release.clone()))
                .collect()
        };
        assert_eq!(meaning(&manifest), meaning(&canonical), "{apps}");
        assert!(!manifest.is_canonical, "{apps}");
    }
}

#[test]
fn only_the_exact_bytes_are_canonical() {
    let entry = |id: &str| format!("  - uuid: {id}\n    release: 1.0.2\n");
    for text in [
        format!("{HEAD}# comment\n"),
        "version: 1.0.0\nname: prod".to_owned(),
        "name: prod\nversion: 1.0.0\n".to_owned(),
        "version: 1.0.0\nname: 'prod'\n".to_owned(),
        "\u{feff}version: 1.0.0\nname: prod\n".to_owned(),
        "version: 2.0.0\nname: prod\n".to_owned(),
        format!("{HEAD}apps: []\n"),
        format!("{HEAD}apps:\n"),
        format!("{HEAD}owner: me\n"),
        with_apps(&(entry(C) + &entry(B))),
        with_apps(&(entry(B) + &entry(B))),
        with_apps(&(entry(B) + "    note: x\n")),
        format!("{HEAD}workflows:\n{}apps:\n{}", entry(B), entry(C)),
        with_apps(&entry(B)).replace('\n', "\r\n"),
    ] {
        assert!(!ok(&text).is_canonical, "{text}");
    }
}

#[test]
fn the_list_of_new_style_apps_may_stand_anywhere_in_a_canonical_manifest() {
    let list = |key: &str, id: &str| format!("{key}:\n  - uuid: {id}\n    release: latest\n");
    let (apps, workflows, new) = (list("apps", A), list("workflows", B), list("apps-v2", C));
    for text in [
        format!("{HEAD}{apps}{workflows}{new}"),
        format!("{HEAD}{apps}{new}{workflows}"),
        format!("{HEAD}{new}{apps}{workflows}"),
    ] {
        let manifest = ok(&text);
        assert!(manifest.is_canonical, "{text}");
        assert_eq!(manifest.entries_of(ElementKind::NewStyleApp).count(), 1);
    }
}

#[test]
fn odd_names_that_exist_are_read() {
    for (written, name) in [
        ("'on'", "on"),
        ("'1'", "1"),
        ("'a: b'", "a: b"),
        (r#""a\tb""#, "a\tb"),
    ] {
        assert_eq!(ok(&format!("version: 1.0.0\nname: {written}\n")).name, name);
    }
}

#[test]
fn a_misspelt_release_is_named_and_placed() {
    assert_eq!(
        problems(&with_apps(&format!("  - uuid: {B}\n    relese: 1.0.2\n"))),
        ["5, 5: This entry has no `release`; `relese` looks like it."]
    );
}

#[test]
fn a_release_that_yaml_takes_for_a_number_is_shown_as_it_stands() {
    for release in [
        "1.10",
        "1.0",
        "1",
        "1.0.",
        "v1.0.0",
        "01.0.0",
        "1.0.0-rc.1",
        "Latest",
        "\"1.10\"",
        "0x10",
        "true",
    ] {
        assert_eq!(
            problems(&with_apps(&format!("  - uuid: {B}\n    release: {release}\n"))),
            [format!(
                "5, 14: `{release}` is not a release: a release is `latest` or three numbers, like 1.0.3."
            )]
        );
    }
}

#[test]
fn every_problem_is_told_in_the_order_of_the_file() {
    let text = "nmae: prod\napps:\n  - uuid: 6e69709c\n    release: 1.0\n  - text\n  - release: latest\nworkflows: latest\n";
    assert_eq!(
        problems(text),
        [
            "1, 1: The manifest has no `version`.",
            "1, 1: The manifest has no `name`; `nmae` looks like it.",
            "3, 11: `6e69709c` is not a uuid: a uuid has 8-4-4-4-12 hexadecimal digits.",
            "4, 14: `1.0` is not a release: a release is `latest` or three numbers, like 1.0.3.",
            "5, 5: An entry is a mapping with `uuid` and `release`.",
            "6, 5: This entry has no `uuid`.",
            "7, 12: `workflows` is not a list.",
        ]
    );
}

#[test]
fn an_empty_value_is_a_problem_of_its_own() {
    assert_eq!(
        problems(&with_apps(&format!("  - uuid:\n    release: {B}\n"))).len(),
        2
    );
    assert_eq!(
        problems("version: 1.0.0\nname:\n"),
        ["2, 6: An empty value is not a name to YAML. Put the name in quotes."]
    );
}

#[test]
fn version_and_name_have_to_be_text() {
    assert_eq!(
        problems("version: 1.0\nname: 2024\n"),
        [
            "1, 10: `1.0` is not a version of the format: it has three numbers, like 1.0.0.",
            "2, 7: `2024` is not a name to YAML. Put the name in quotes.",
        ]
    );
}

#[test]
fn a_duplicate_key_is_a_problem_wherever_it_stands() {
    assert_eq!(
        problems("version: 1.0.0\nname: prod\n\"name\": qa\n"),
        ["3, 1: The key `name` stands here a second time."]
    );
    assert_eq!(
        problems(&with_apps(&format!(
            "  - uuid: {B}\n    release: latest\n    uuid: {B}\n"
        ))),
        ["6, 5: The key `uuid` stands here a second time."]
    );
    assert_eq!(
        problems(&format!("{HEAD}other: {{deep: [{{a: 1, b: 2, a: 3}}]}}\n")),
        ["3, 29: The key `a` stands here a second time."]
    );
}

#[test]
fn an_element_that_is_listed_twice_is_read_twice() {
    let entry = format!("  - uuid: {B}\n    release: 1.0.2\n");
    let manifest = ok(&with_apps(&(entry.clone() + &entry)));
    assert_eq!(manifest.entries.len(), 2);
    assert_eq!(manifest.entries[1].position, Position { line: 6, column: 5 });
}

#[test]
fn what_is_no_mapping_is_no_manifest() {
    for text in ["- a\n", "text\n", "--- 1\n"] {
        assert!(problems(text)[0].contains("This is no manifest."), "{text}");
    }
    for text in ["", "\n\n", "# only a comment\n", "---\n"] {
        assert!(problems(text)[0].contains("The file is empty."), "{text}");
    }
}

#[test]
fn what_is_no_yaml_is_placed() {
    assert_eq!(
        problems("version: 1.0.0\nname: prod: x\n"),
        ["2, 11: This is not valid YAML: mapping values are not allowed in this context."]
    );
    assert_eq!(
        problems("version: 1.0.0\nname: \u{e9}\u{e9} 'x\n\tapps: 1\n").len(),
        1
    );
    assert_eq!(
        problems(&format!("{HEAD}\tapps:\n")),
        ["3, 1: This is not valid YAML: found a tab character that violates indentation."]
    );
    assert!(problems(&format!("{HEAD}apps: [\n"))[0].starts_with("4, 1: This is not valid YAML"));
    assert!(problems(&format!("{HEAD}apps: *nowhere\n"))[0].starts_with("3, 7: This is not valid YAML"));
}

#[test]
fn a_second_document_is_a_problem_where_it_starts() {
    let message = "A manifest is one document; this line ends it and starts another.";
    assert_eq!(
        problems(&format!("{HEAD}---\n{HEAD}")),
        [format!("3, 1: {message}")]
    );
    assert_eq!(
        problems(&format!("---\n{HEAD}...\n{HEAD}")),
        [format!("4, 1: {message}")]
    );
}

#[test]
fn a_merge_key_is_refused_since_it_would_be_left_out() {
    let entry =
        format!("base: &base\n  uuid: {B}\napps:\n  - <<: *base\n    uuid: {B}\n    release: latest\n");
    assert_eq!(
        problems(&format!("{HEAD}{entry}")),
        ["6, 5: Merge keys (`<<`) are not supported. Write the keys out."]
    );
}

#[test]
fn a_byte_order_mark_takes_no_column() {
    assert_eq!(problems("\u{feff}version: 1\nname: x\n").len(), 1);
    assert!(problems("\u{feff}version: 1\nname: x\n")[0].starts_with("1, 10: "));
}

#[test]
fn nesting_deeper_than_64_levels_is_refused_where_it_starts() {
    let message = "This is not valid YAML: nested deeper than 64 levels.";
    let nested = |depth: usize| format!("{HEAD}deep: {}x{}\n", "[".repeat(depth), "]".repeat(depth));
    assert!(read(nested(63).as_bytes()).is_ok());
    for depth in [64, 65, 500, 5000] {
        assert_eq!(problems(&nested(depth)), [format!("3, 70: {message}")]);
    }
    let block = |depth: usize| format!("{HEAD}deep:\n  {}x\n", "- ".repeat(depth));
    assert!(read(block(63).as_bytes()).is_ok());
    assert_eq!(problems(&block(64)), [format!("4, 129: {message}")]);
}

#[test]
fn hostile_files_of_the_largest_size_are_refused_without_a_crash() {
    for unit in [
        "[",
        "{a: ",
        "- ",
        "? ",
        "[{",
        "&a [",
        "!t [",
        "a: [\n",
        "\"a\\\n",
        "{}",
        "- {a: *b}\n",
    ] {
        let text = unit.repeat(LARGEST_MANIFEST / unit.len());
        assert_eq!(read(text.as_bytes()).map(|_| ()).unwrap_err().len(), 1, "{unit}");
    }
}

#[test]
fn a_list_in_flow_style_may_be_long_but_not_without_limit() {
    let flow = |count: usize| {
        let entry = |n| format!("{{uuid: {n:08x}-198c-41f1-835a-73d4870770bb, release: 1.0.0}}");
        format!(
            "{HEAD}apps: [{}]\n",
            (0..count).map(entry).collect::<Vec<_>>().join(",")
        )
    };
    assert_eq!(ok(&flow(1500)).entries.len(), 1500);
    assert!(problems(&flow(5000))[0].contains("use block style"));
}

#[test]
fn aliases_that_explode_are_refused() {
    let mut bomb = format!("{HEAD}a0: &a0 [x, x]\n");
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        writeln!(bomb, "a{level}: &a{level} [{}]", vec![alias; 9].join(", ")).unwrap();
    }
    assert_eq!(
        problems(&bomb),
        ["4, 10: This is not valid YAML: repetition limit exceeded."]
    );
    let wide = format!(
        "{HEAD}a: &a [{}x]\nb:\n{}",
        "x,".repeat(100_000),
        "- *a\n".repeat(100_000)
    );
    assert!(problems(&wide)[0].contains("repetition limit exceeded"));
    assert_eq!(problems(&format!("{HEAD}a: &a [*a]\n")).len(), 1);
}

#[test]
fn no_more_than_100_problems_are_told_and_each_in_short() {
    let text = with_apps(&format!("  - {}\n", "x".repeat(100)).repeat(1000));
    assert_eq!(problems(&text).len(), 100);
    let long = format!("version: {}\nname: x\n", "1".repeat(1000));
    assert!(problems(&long)[0].len() < 200);
}
