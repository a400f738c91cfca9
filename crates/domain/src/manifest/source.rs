//! The text of a manifest, and places in it.

use super::{LARGEST_MANIFEST, ManifestProblem};
use crate::problem::Position;

/// U+FEFF, which some editors put before UTF-8 text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a manifest, small enough to read and made of characters that YAML allows.
pub(super) struct Source<'a> {
    /// The text after the byte order mark.
    pub(super) text: &'a str,
    /// The byte order mark where there is one, else nothing.
    pub(super) mark: &'a str,
}

impl<'a> Source<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, ManifestProblem> {
        if bytes.len() > LARGEST_MANIFEST {
            return Err(ManifestProblem {
                position: Position { line: 1, column: 1 },
                message: "The file is larger than 1 MiB, which is the most that is read.".to_owned(),
            });
        }
        let whole = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
        let text = whole.strip_prefix(BYTE_ORDER_MARK).unwrap_or(whole);
        let mark = &whole[..whole.len() - text.len()];
        let forbidden = text.char_indices().find(|(_, c)| !is_allowed(*c));
        if let Some((offset, c)) = forbidden {
            return Err(ManifestProblem {
                position: Lines::of(text).position(offset),
                message: format!("The character U+{:04X} may not stand in YAML.", u32::from(c)),
            });
        }
        Ok(Self { text, mark })
    }
}

fn not_utf8(bytes: &[u8], offset: usize) -> ManifestProblem {
    let before = String::from_utf8_lossy(&bytes[..offset]);
    let before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&before);
    ManifestProblem {
        position: Lines::of(before).position(before.len()),
        message: format!(
            "The byte 0x{:02X} is not UTF-8. Save the file as UTF-8.",
            bytes[offset]
        ),
    }
}

/// The printable characters of YAML 1.1, which is what both parsers accept.
const fn is_allowed(c: char) -> bool {
    matches!(c,
        '\t' | '\n' | '\r' | '\u{20}'..='\u{7e}' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

/// Where the lines of a text start.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |at: usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let breaks = (0..bytes.len()).filter(|at| ends_line(*at));
        Self {
            text,
            starts: std::iter::once(0).chain(breaks.map(|at| at + 1)).collect(),
        }
    }

    /// The place of the character at this byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> (usize, usize, String) {
        let problem = Source::new(bytes).err().unwrap();
        (problem.position.line, problem.position.column, problem.message)
    }

    #[test]
    fn columns_count_characters_and_every_kind_of_line_break_counts_once() {
        let text = "a\r\nb\rcaf\u{e9}!\nx";
        let lines = Lines::of(text);
        for (needle, line, column) in [("a", 1, 1), ("b", 2, 1), ("!", 3, 5), ("x", 4, 1)] {
            let position = lines.position(text.find(needle).unwrap());
            assert_eq!((position.line, position.column), (line, column), "{needle}");
        }
        assert_eq!(lines.position(text.len()), Position { line: 4, column: 2 });
    }

    #[test]
    fn bytes_that_are_not_utf8_are_a_problem_where_they_stand() {
        let (line, column, message) = problem(b"version: 1.0.0\nname: caf\xe9\n");
        assert_eq!((line, column), (2, 10));
        assert!(message.contains("0xE9"), "{message}");
    }

    #[test]
    fn utf16_is_a_problem_at_its_first_byte() {
        let (line, column, _) = problem(b"\xff\xfev\0e\0");
        assert_eq!((line, column), (1, 1));
    }

    #[test]
    fn a_control_character_is_a_problem_where_it_stands() {
        let (line, column, message) = problem(b"\xef\xbb\xbfversion: 1.0.0\nna\0me: x\n");
        assert_eq!((line, column), (2, 3));
        assert!(message.contains("U+0000"), "{message}");
    }

    #[test]
    fn a_file_above_one_mebibyte_is_not_read() {
        assert!(Source::new(&vec![b'#'; LARGEST_MANIFEST]).is_ok());
        let (_, _, message) = problem(&vec![b'#'; LARGEST_MANIFEST + 1]);
        assert!(message.contains("1 MiB"), "{message}");
    }
}
