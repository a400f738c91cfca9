//! Text from the repository, made safe to stand in a sentence, a commit message or Markdown.
//!
//! Names of elements, manifests and branches come from other people and may hold anything.

use std::borrow::Cow;

/// Whether a character steers how text is laid out instead of being seen: controls, line separators,
/// bidirectional marks, and what has no width. The joiners of scripts and emoji are left alone.
pub(crate) fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'
                ..='\u{202e}' | '\u{2060}'
                ..='\u{2069}' | '\u{feff}' | '\u{e0000}'
                ..='\u{e007f}'
        )
}

/// The text on one line, with control and bidirectional characters as visible escapes.
///
/// ```
/// use manifold_domain::text::visible;
/// assert_eq!(visible("Orders 📦"), "Orders 📦");
/// assert_eq!(visible("a\nb\u{202e}c"), r"a\nb\u{202e}c");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_deceptive) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_deceptive(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// How many characters of one name are shown.
pub(crate) const LONGEST_NAME: usize = 120;

/// A name on one line, cut where it is endless.
pub(crate) fn shown(name: &str) -> String {
    let shown = visible(name);
    match shown.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown.into_owned(),
    }
}

/// What a person typed into a field of several lines, as it is stored: lines end in LF, control characters
/// other than newline and tab are left out (nobody can see them, and a commit message cannot hold all of them), and white
/// space around the whole is trimmed.
///
/// ```
/// use manifold_domain::text::tidy;
/// assert_eq!(tidy("  Added more dogs\r\nand\0 a cat\n\n"), "Added more dogs\nand a cat");
/// ```
pub fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|character| matches!(character, '\n' | '\t') || !character.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A name as Markdown that shows the name and does nothing else: no markup, HTML, link, mention or reference.
///
/// A harmless name stays as it is; any other one becomes a code span.
///
/// ```
/// use manifold_domain::text::markdown_name;
/// assert_eq!(markdown_name("Refunds (old)"), "Refunds (old)");
/// assert_eq!(markdown_name("@owner <b>"), "`@owner <b>`");
/// assert_eq!(markdown_name("a`b"), "``a`b``");
/// ```
pub fn markdown_name(name: &str) -> String {
    let shown = visible(name);
    let is_harmless = shown.trim() == shown
        && !shown.is_empty()
        && !shown.contains("  ")
        && shown.chars().all(|character| {
            character.is_ascii_alphanumeric() || !character.is_ascii() || " -'(),%".contains(character)
        });
    if is_harmless {
        shown.into_owned()
    } else {
        code_span(&shown)
    }
}

/// One line of text as a code span of Markdown, fenced by more backticks than stand in a row inside it.
pub(crate) fn code_span(text: &str) -> String {
    let longest_run = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest_run + 1);
    // A space next to the fence belongs to the fence, so text that opens or closes with one (or with a
    // backtick) needs another.
    let touches_fence = |edge: Option<char>| matches!(edge, Some('`' | ' ') | None);
    let padding = if touches_fence(text.chars().next()) || touches_fence(text.chars().next_back()) {
        " "
    } else {
        ""
    };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// The things as a list in a sentence: `a`, `a and b`, `a, b and c`.
pub(crate) fn sentence_list(things: &[String]) -> String {
    let mut list = String::new();
    for (position, thing) in things.iter().enumerate() {
        let separator = match position {
            0 => "",
            _ if position + 1 == things.len() => " and ",
            _ => ", ",
        };
        list.push_str(separator);
        list.push_str(thing);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_joined_emoji_stays_whole() {
        assert_eq!(visible("👩\u{200d}🚀"), "👩\u{200d}🚀");
    }

    #[test]
    fn names_that_markdown_would_act_on_become_code() {
        for hostile in [
            "[x](http://e)",
            "**x**",
            "<img src=x>",
            "#12",
            "www.example.com",
            "a  b",
            " a",
            "",
        ] {
            assert!(markdown_name(hostile).starts_with('`'), "{hostile}");
        }
    }

    #[test]
    fn a_list_in_a_sentence_has_one_and() {
        let list =
            |things: &[&str]| sentence_list(&things.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    proptest! {
        #[test]
        fn visible_text_is_one_line_without_anything_deceptive(text in any::<String>()) {
            prop_assert!(!visible(&text).contains(is_deceptive));
        }

        #[test]
        fn a_code_span_cannot_be_closed_from_inside(name in "[`a ]{0,12}") {
            let span = code_span(&name);
            let fence = span.len() - span.trim_start_matches('`').len();
            let inside = &span[fence..span.len() - fence];
            let longest = inside.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            prop_assert!(longest < fence);
        }
    }
}
