use super::super::{EditRefused, EntryChange, edit, read};
use super::{A, B, C, remove, set};
use crate::element::ElementKind::{App, NewStyleApp, Workflow};

const HEAD: &str = "version: 1.0.0\nname: prod\n";

/// The text after an edit that is expected to be done.
fn done(text: &str, changes: &[EntryChange]) -> String {
    let after = edit(text.as_bytes(), changes).unwrap_or_else(|refused| panic!("{text}\n{refused}"));
    String::from_utf8(after).unwrap()
}

fn entry(id: &str, release: &str) -> String {
    format!("  - uuid: {id}\n    release: {release}\n")
}

#[test]
fn a_canonical_manifest_stays_canonical() {
    let text = format!("{HEAD}apps:\n{}{}", entry(A, "1.0.0"), entry(C, "latest"));
    let changes = [
        set(App, B, "1.2.3"),
        set(App, A, "1.0.1"),
        set(Workflow, B, "latest"),
        remove(App, C),
    ];
    let after = done(&text, &changes);
    assert_eq!(
        after,
        format!(
            "{HEAD}apps:\n{}{}workflows:\n{}",
            entry(A, "1.0.1"),
            entry(B, "1.2.3"),
            entry(B, "latest")
        )
    );
    assert!(read(after.as_bytes()).unwrap().is_canonical);
}

#[test]
fn a_canonical_manifest_loses_a_list_with_its_last_entry() {
    let text = format!(
        "{HEAD}apps:\n{}workflows:\n{}",
        entry(A, "1.0.0"),
        entry(B, "1.0.0")
    );
    assert_eq!(
        done(&text, &[remove(App, A)]),
        format!("{HEAD}workflows:\n{}", entry(B, "1.0.0"))
    );
    assert_eq!(done(&text, &[remove(App, A), remove(Workflow, B)]), HEAD);
}

#[test]
fn the_list_of_new_style_apps_stays_where_it_is() {
    let new = format!("apps-v2:\n{}", entry(C, "1.0.0"));
    let (apps, workflows) = (
        format!("apps:\n{}", entry(A, "1.0.0")),
        format!("workflows:\n{}", entry(B, "1.0.0")),
    );
    let add = [set(Workflow, B, "1.0.0")];
    assert_eq!(
        done(&format!("{HEAD}{new}{apps}"), &add),
        format!("{HEAD}{new}{apps}{workflows}")
    );
    assert_eq!(
        done(&format!("{HEAD}{apps}{new}"), &add),
        format!("{HEAD}{apps}{workflows}{new}")
    );
    let changed = done(&format!("{HEAD}{apps}{new}{workflows}"), &[set(App, A, "2.0.0")]);
    assert_eq!(
        changed,
        format!("{HEAD}{}{new}{workflows}", apps.replace("1.0.0", "2.0.0"))
    );
}

#[test]
fn setting_what_is_already_there_changes_no_byte() {
    for text in [
        format!("{HEAD}apps:\n{}", entry(A, "1.0.0")),
        format!("{HEAD}apps: [{{uuid: {A}, 'release':  1.0.0}}] # x\r\n"),
    ] {
        assert_eq!(
            done(
                &text,
                &[set(App, A, "1.0.0"), remove(App, B), remove(Workflow, A)]
            ),
            text
        );
    }
}

#[test]
fn of_two_changes_of_one_element_the_later_counts() {
    let text = format!("{HEAD}apps:\n{}", entry(A, "1.0.0"));
    assert_eq!(done(&text, &[set(App, A, "2.0.0"), set(App, A, "1.0.0")]), text);
}

#[test]
fn a_changed_release_keeps_its_quotes_comments_and_line_breaks() {
    let text = format!(
        "# ours\r\nname: 'prod'\r\nversion: 1.0.0\r\napps:\r\n - release: \"1.0.0\"   # pinned\r\n   uuid: {A}\r\n - {{uuid: '{B}', release: '1.0.0'}}"
    );
    assert_eq!(
        done(&text, &[set(App, A, "1.0.1"), set(App, B, "latest")]),
        text.replace("\"1.0.0\"", "\"1.0.1\"")
            .replace("'1.0.0'", "'latest'")
    );
}

#[test]
fn a_new_entry_goes_after_the_last_byte_of_the_one_before_it() {
    let first = format!("  # first\n{}", entry(A, "1.0.0 # pinned"));
    let last = format!("\n  # last\n{}# end\n", entry(C, "1.0.0"));
    assert_eq!(
        done(
            &format!("{HEAD}apps: # all\n{first}{last}"),
            &[set(App, B, "2.0.0")]
        ),
        format!("{HEAD}apps: # all\n{first}{}{last}", entry(B, "2.0.0"))
    );
    assert_eq!(
        done(
            &format!("{HEAD}apps: # all\n{last}"),
            &[set(App, B, "2.0.0"), set(App, A, "1.0.0")]
        ),
        format!(
            "{HEAD}apps: # all\n{}{}{last}",
            entry(A, "1.0.0"),
            entry(B, "2.0.0")
        )
    );
}

#[test]
fn a_new_entry_goes_to_the_end_of_a_list_that_is_not_sorted() {
    let text = format!("{HEAD}apps:\n{}{}", entry(C, "1.0.0"), entry(B, "1.0.0"));
    assert_eq!(done(&text, &[set(App, A, "latest")]), text + &entry(A, "latest"));
}

#[test]
fn a_new_entry_looks_like_its_neighbour() {
    for (before, after) in [
        (
            format!("- uuid: {A}\n  release: 1.0.0\n"),
            format!("\n- uuid: {B}\n  release: latest"),
        ),
        (
            format!(" - uuid: {A}\r\n   release: 1.0.0\r\n"),
            format!("\r\n - uuid: {B}\r\n   release: latest"),
        ),
        (
            format!("    -   uuid: {A}\n        release: 1.0.0\n"),
            format!("\n    -   uuid: {B}\n        release: latest"),
        ),
        (
            format!("  -\n    uuid: {A}\n    release: 1.0.0\n"),
            format!("\n  -\n    uuid: {B}\n    release: latest"),
        ),
        (
            format!("  - \"uuid\": '{A}'\n    \"release\": \"1.0.0\"\n"),
            format!("\n  - \"uuid\": '{B}'\n    \"release\": \"latest\""),
        ),
        (
            format!("  - {{uuid: {A}, release: 1.0.0}}\n"),
            format!("\n  - {{uuid: {B}, release: latest}}"),
        ),
    ] {
        let line_break = if before.contains('\r') { "\r\n" } else { "\n" };
        let text = format!("version: 1.0.0 #\nname: prod\napps:{line_break}{before}");
        let expected = format!("{}{after}{line_break}", text.trim_end());
        assert_eq!(done(&text, &[set(App, B, "latest")]), expected);
        // Without a final line break there is none afterwards either.
        let (text, expected) = (text.trim_end(), expected.trim_end());
        assert_eq!(done(text, &[set(App, B, "latest")]), expected);
    }
}

#[test]
fn a_removed_entry_takes_its_own_lines_and_nothing_else() {
    let text = format!(
        "{HEAD}apps: # all\n  # one\n{}  # two\n{}  # end",
        entry(A, "1.0.0 # x"),
        entry(B, "1.0.0")
    );
    assert_eq!(
        done(&text, &[remove(App, A)]),
        format!(
            "{HEAD}apps: # all\n  # one\n  # two\n{}  # end",
            entry(B, "1.0.0")
        )
    );
    assert_eq!(
        done(&text, &[remove(App, A), remove(App, B)]),
        format!("{HEAD}apps: [] # all\n  # one\n  # two\n  # end")
    );
}

#[test]
fn a_file_without_final_line_break_stays_so_when_its_last_entry_goes() {
    let text = format!("{HEAD}apps:\n{}{}", entry(A, "1.0.0"), entry(B, "1.0.0"));
    let kept = format!("{HEAD}apps:\n{}", entry(A, "1.0.0"));
    assert_eq!(done(text.trim_end(), &[remove(App, B)]), kept.trim_end());
}

#[test]
fn an_empty_list_is_filled_in_block_style() {
    for (empty, filled) in [
        ("apps: []\n", "apps:\n"),
        ("apps:\n", "apps:\n"),
        ("apps: ~ # none\n", "apps: # none\n"),
        ("apps: [ ] # none\n", "apps: # none\n"),
    ] {
        assert_eq!(
            done(&format!("{HEAD}{empty}owner: me\n"), &[set(App, A, "1.0.0")]),
            format!("{HEAD}{filled}{}owner: me\n", entry(A, "1.0.0"))
        );
    }
}

#[test]
fn a_list_that_does_not_exist_is_made_in_its_canonical_place() {
    let workflows = format!("workflows:\n- uuid: {B}\n  release: 1.0.0\n");
    let changes = [set(App, A, "latest"), set(NewStyleApp, C, "latest")];
    let list = |key: &str, id: &str| format!("{key}:\n- uuid: {id}\n  release: latest\n");
    assert_eq!(
        done(&format!("{HEAD}# flows\n{workflows}owner: me\n"), &changes),
        format!(
            "{HEAD}{}# flows\n{workflows}{}owner: me\n",
            list("apps", A),
            list("apps-v2", C)
        )
    );
    assert_eq!(
        done(
            " version: 1.0.0\r\n name: prod",
            &[set(App, A, "latest"), set(Workflow, B, "latest")]
        ),
        format!(
            " version: 1.0.0\r\n name: prod\r\n apps:\r\n   - uuid: {A}\r\n     release: latest\r\n workflows:\r\n   - uuid: {B}\r\n     release: latest"
        )
    );
}

#[test]
fn one_list_may_end_where_another_starts() {
    let text = format!("{HEAD}# by hand\napps:\n{}", entry(A, "1.0.0"));
    assert_eq!(
        done(&text, &[remove(App, A), set(Workflow, B, "latest")]),
        format!("{HEAD}# by hand\napps: []\nworkflows:\n{}", entry(B, "latest"))
    );
    assert_eq!(
        done(
            &text,
            &[remove(App, A), set(App, B, "latest"), set(Workflow, B, "latest")]
        ),
        format!("{HEAD}# by hand\napps:\n{0}workflows:\n{0}", entry(B, "latest"))
    );
}

#[test]
fn lists_in_flow_style_stay_in_flow_style() {
    let item = |id: &str| format!("{{uuid: {id}, release: 1.0.0}}");
    let (a, b, c) = (item(A), item(B), item(C));
    for (before, change, after) in [
        (
            format!("[{a}, {c}]"),
            set(App, B, "1.0.0"),
            format!("[{a}, {b}, {c}]"),
        ),
        (format!("[ {b} ]"), set(App, A, "1.0.0"), format!("[ {a}, {b} ]")),
        (
            format!("[\n  {a},\n  {b},\n]"),
            set(App, C, "1.0.0"),
            format!("[\n  {a},\n  {b}, {c},\n]"),
        ),
        (format!("[{a},  {b}, {c}]"), remove(App, A), format!("[{b}, {c}]")),
        (format!("[{a},  {b}, {c}]"), remove(App, B), format!("[{a}, {c}]")),
        (
            format!("[{a},  {b}, {c}]"),
            remove(App, C),
            format!("[{a},  {b}]"),
        ),
        (format!("[ {a} ]"), remove(App, A), "[  ]".to_owned()),
    ] {
        assert_eq!(
            done(&format!("{HEAD}apps: {before}\n"), &[change]),
            format!("{HEAD}apps: {after}\n")
        );
    }
    let json =
        format!(r#"{{"version": "1.0.0", "name": "prod", "apps": [{{"uuid": "{A}", "release": "1.0.0"}}]}}"#);
    let added = format!(r#", {{"uuid": "{B}", "release": "latest"}}]}}"#);
    assert_eq!(done(&json, &[set(App, B, "latest")]), json.replace("]}", &added));
}

#[test]
fn a_byte_order_mark_stays() {
    let text = format!("\u{feff}{HEAD}apps:\n{}", entry(A, "1.0.0"));
    assert_eq!(
        done(&text, &[set(App, A, "1.0.1")]),
        text.replace("1.0.0\n", "1.0.1\n")
            .replace("version: 1.0.1", "version: 1.0.0")
    );
}

#[test]
fn what_cannot_be_read_is_not_changed() {
    let text = format!("{HEAD}apps:\n  - uuid: {A}\n    relese: 1.0.0\n");
    let refused = edit(text.as_bytes(), &[set(App, A, "1.0.1")]).unwrap_err();
    assert!(matches!(&refused, EditRefused::Unreadable(problems) if problems.len() == 1));
    assert!(refused.to_string().contains("line 5, column 5"), "{refused}");
}

#[test]
fn a_format_that_is_not_known_is_not_changed() {
    assert_eq!(
        edit(b"version: 2.0.0\nname: prod\n", &[set(App, A, "1.0.1")]),
        Err(EditRefused::UnknownFormat("2.0.0".to_owned()))
    );
}

#[test]
fn an_element_that_is_listed_twice_can_only_be_removed() {
    let text = format!("{HEAD}apps:\n{0}{1}{0}", entry(A, "1.0.0"), entry(B, "1.0.0"));
    assert_eq!(
        edit(text.as_bytes(), &[set(App, A, "1.0.0")]),
        Err(EditRefused::ListedTwice(A.parse().unwrap()))
    );
    assert_eq!(
        done(&text, &[remove(App, A)]),
        format!("{HEAD}apps:\n{}", entry(B, "1.0.0"))
    );
}

#[test]
fn styles_that_cannot_be_edited_exactly_are_refused() {
    let alias = format!("{HEAD}all: &all\n{0}apps: *all\n", entry(A, "1.0.0"));
    let shared =
        format!("{HEAD}apps:\n  - uuid: {A}\n    release: &r 1.0.0\n  - uuid: {B}\n    release: *r\n");
    let block = format!("{HEAD}apps:\n  - uuid: {A}\n    release: |-\n      1.0.0\n");
    let tagged = format!("{HEAD}apps:\n  - uuid: {A}\n    release: !!str 1.0.0\n");
    for text in [alias, shared, block, tagged] {
        assert_eq!(
            edit(text.as_bytes(), &[set(App, A, "1.0.1")]),
            Err(EditRefused::NotExact),
            "{text}"
        );
    }
    let commented =
        format!("{HEAD}apps: [\n  {{uuid: {A}, release: 1.0.0}}, # one\n  {{uuid: {B}, release: 1.0.0}}]\n");
    assert_eq!(
        edit(commented.as_bytes(), &[remove(App, B)]),
        Err(EditRefused::NotExact)
    );
    let flow = "{version: 1.0.0, name: prod}";
    assert_eq!(
        edit(flow.as_bytes(), &[set(App, A, "1.0.1")]),
        Err(EditRefused::NotExact)
    );
}

#[test]
fn keys_of_an_entry_that_are_not_known_stay_with_it() {
    let text = format!(
        "{HEAD}apps:\n  - uuid: {A}\n    release: 1.0.0\n    note: |\n      by hand\n\n  - uuid: {C}\n    release: 1.0.0\n"
    );
    assert_eq!(
        done(&text, &[set(App, B, "1.0.0")]),
        text.replace("by hand\n", &format!("by hand\n{}", entry(B, "1.0.0")))
    );
}

#[test]
fn a_manifest_does_not_grow_beyond_what_is_read() {
    let comment = "# ".to_owned() + &"x".repeat((1 << 20) - 50);
    let text = format!("{HEAD}{comment}\n");
    assert!(read(text.as_bytes()).is_ok());
    assert_eq!(
        edit(text.as_bytes(), &[set(App, A, "latest")]),
        Err(EditRefused::TooLarge)
    );
}
