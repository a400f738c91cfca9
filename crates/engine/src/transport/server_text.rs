//! Text that a server sent.

use std::fmt::Write as _;

/// More than this many characters of a server's words are not shown.
const LONGEST: usize = 2_000;

/// A server's words, safe to show: lines trimmed and joined, control and bidirectional characters as visible escapes.
///
/// ```
/// use manifold_engine::transport::visible;
/// assert_eq!(visible("Denied\u{1b}[31m\r\n by \u{202e}policy \n"), r"Denied\u{1b}[31m by \u{202e}policy");
/// ```
pub fn visible(text: &str) -> String {
    let mut shown = String::new();
    for line in text
        .split(['\r', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if !shown.is_empty() {
            shown.push(' ');
        }
        for character in line.chars() {
            if character.is_control() || is_bidirectional(character) {
                // Writing to a string does not fail.
                write!(shown, "{}", character.escape_unicode()).unwrap_or_default();
            } else {
                shown.push(character);
            }
        }
    }
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}

const fn is_bidirectional(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}
