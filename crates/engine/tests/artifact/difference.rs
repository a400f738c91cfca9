//! Differences of texts.

use manifold_engine::artifact::{Context, Difference, Line, LineStatus, TextDifference, difference};
use proptest::prelude::*;

const THREE: Context = Context::Lines(3);

fn text(before: &str, after: &str, context: Context) -> TextDifference {
    match difference(Some(before.as_bytes()), Some(after.as_bytes()), context) {
        Difference::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

/// Lines as a person would read them: numbers, sign, text, and a mark where no newline ends it.
fn show(line: &Line) -> String {
    let number = |number: Option<usize>| number.map_or("-".to_owned(), |number| number.to_string());
    let sign = match line.status {
        LineStatus::Unchanged => ' ',
        LineStatus::Added => '+',
        LineStatus::Removed => '-',
    };
    let end = if line.has_newline { "" } else { "⏎̸" };
    format!(
        "{} {} {sign}{}{end}",
        number(line.before),
        number(line.after),
        line.text
    )
}

fn shown(text: &TextDifference) -> Vec<Vec<String>> {
    let hunks = text.hunks.iter();
    hunks.map(|hunk| hunk.lines.iter().map(show).collect()).collect()
}

fn numbered(count: usize) -> String {
    (1..=count).fold(String::new(), |text, number| text + &format!("line {number}\n"))
}

#[test]
fn a_changed_line_has_three_lines_around_it_and_its_numbers_on_both_sides() {
    let before = numbered(20);
    let after = before.replace("line 10\n", "line ten\nline ten and a half\n");
    let found = text(&before, &after, THREE);
    assert_eq!((found.added, found.removed), (2, 1));
    assert_eq!(
        shown(&found),
        [[
            "7 7  line 7",
            "8 8  line 8",
            "9 9  line 9",
            "10 - -line 10",
            "- 10 +line ten",
            "- 11 +line ten and a half",
            "11 12  line 11",
            "12 13  line 12",
            "13 14  line 13",
        ]]
    );
}

#[test]
fn changes_far_apart_are_hunks_of_their_own_unless_everything_is_asked_for() {
    let before = numbered(30);
    let after = before.replace("line 5\n", "").replace("line 25\n", "");
    assert_eq!(text(&before, &after, THREE).hunks.len(), 2);
    let everything = text(&before, &after, Context::Everything);
    assert_eq!(everything.hunks.len(), 1);
    assert_eq!(everything.hunks[0].lines.len(), 30);
    assert_eq!((everything.added, everything.removed), (0, 2));
}

#[test]
fn equal_texts_have_no_hunk_and_can_still_be_shown_in_full() {
    let same = numbered(5);
    assert_eq!(text(&same, &same, THREE).hunks, []);
    assert_eq!(text(&same, &same, Context::Everything).hunks[0].lines.len(), 5);
    assert_eq!(text("", "", Context::Everything).hunks, []);
}

#[test]
fn a_missing_final_newline_shows() {
    let found = text("a\nb\n", "a\nb", THREE);
    assert_eq!(shown(&found), [["1 1  a", "2 - -b", "- 2 +b⏎̸"]]);
}

#[test]
fn other_line_ends_show_as_changes_and_a_lone_carriage_return_ends_no_line() {
    assert_eq!(shown(&text("a\n", "a\r\n", THREE)), [["1 - -a", "- 1 +a\r"]]);
    assert_eq!(shown(&text("", "a\rb\n", THREE)), [["- 1 +a\rb"]]);
}

#[test]
fn the_part_that_differs_within_a_line_is_told_in_bytes() {
    let found = text("  data={örders}\n", "  data={öpen}\n", THREE);
    let parts: Vec<_> = found.hunks[0]
        .lines
        .iter()
        .map(|line| &line.text[line.emphasis.clone().unwrap()])
        .collect();
    assert_eq!(parts, ["rders", "pen"]);
}

#[test]
fn lines_that_share_nothing_or_have_no_partner_have_no_emphasis() {
    for (before, after) in [("abc\n", "xyz\n"), ("abc\n", "abd\nabe\n"), ("", "abc\n")] {
        let found = text(before, after, THREE);
        let mut lines = found.hunks.iter().flat_map(|hunk| &hunk.lines);
        assert!(lines.all(|line| line.emphasis.is_none()), "{before:?} {after:?}");
    }
}

#[test]
fn a_part_that_was_only_added_stands_out_on_its_side_alone() {
    let found = text("a b\n", "a new b\n", THREE);
    let [removed, added] = &found.hunks[0].lines[..] else {
        panic!("{found:?}");
    };
    assert_eq!(removed.emphasis, None);
    assert_eq!(added.emphasis.clone().map(|part| &added.text[part]), Some("new "));
}

#[test]
fn a_file_that_was_not_there_is_all_added() {
    let Difference::Text(found) = difference(None, Some(b"a\nb\n"), THREE) else {
        panic!("it is text");
    };
    assert_eq!(shown(&found), [["- 1 +a", "- 2 +b"]]);
}

#[test]
fn what_is_no_text_is_shown_by_its_sizes() {
    for binary in [&b"a\0b"[..], b"caf\xe9"] {
        assert_eq!(
            difference(Some(b"text"), Some(binary), THREE),
            Difference::Binary {
                before: Some(4),
                after: Some(binary.len() as u64)
            }
        );
    }
}

#[test]
fn what_is_too_large_is_shown_by_its_sizes() {
    let large = vec![b'x'; 2 * 1024 * 1024 + 1];
    assert_eq!(
        difference(None, Some(&large), THREE),
        Difference::TooLarge {
            before: None,
            after: Some(large.len() as u64)
        }
    );
    assert!(matches!(
        difference(Some(&large[1..]), None, THREE),
        Difference::Text(_)
    ));
    let lines = vec![b'\n'; 100_001];
    assert!(matches!(
        difference(Some(&lines), None, THREE),
        Difference::TooLarge { .. }
    ));
}

#[test]
fn two_long_texts_without_a_common_line_still_have_a_difference() {
    let (before, after): (String, String) = (0..60_000)
        .map(|number| (format!("{number} a\n"), format!("{number} b\n")))
        .unzip();
    let found = text(&before, &after, THREE);
    assert_eq!((found.added, found.removed), (60_000, 60_000));
}

proptest! {
    #[test]
    fn both_texts_can_be_read_back_from_their_difference(before in "[ab\n\r]{0,40}", after in "[ab\n\r]{0,40}") {
        let found = text(&before, &after, Context::Everything);
        let side = |left_out: LineStatus| -> String {
            let lines = found.hunks.iter().flat_map(|hunk| &hunk.lines);
            lines
                .filter(|line| line.status != left_out)
                .flat_map(|line| [line.text.as_str(), if line.has_newline { "\n" } else { "" }])
                .collect()
        };
        prop_assert_eq!(side(LineStatus::Added), before);
        prop_assert_eq!(side(LineStatus::Removed), after);
    }
}
