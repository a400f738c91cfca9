//! Text for people.

use std::fmt::{Display, Write};

use anstyle::{AnsiColor, Style};
use manifold_domain::text::visible;

/// No style.
pub(crate) const PLAIN: Style = Style::new();
/// What stands above something.
pub(crate) const HEAD: Style = Style::new().bold();
/// What one may read or not.
pub(crate) const HINT: Style = Style::new().dimmed();
/// What is broken or refused.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// What to know.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default();
/// What is new.
pub(crate) const ADDED: Style = AnsiColor::Green.on_default();
/// What is gone.
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default();

/// Lines for people. Whatever text is added stays on its line, and control and bidirectional characters in it are
/// visible escapes: it may come from a repository.
#[derive(Debug, Default)]
pub(crate) struct Page(String);

impl Page {
    /// Adds to the line.
    pub(crate) fn text(&mut self, style: Style, text: impl Display) -> &mut Self {
        let text = text.to_string();
        // Writing to a string does not fail.
        write!(self.0, "{style}{}{style:#}", visible(&text)).ok();
        self
    }

    /// Adds to the line, in no style.
    pub(crate) fn plain(&mut self, text: impl Display) -> &mut Self {
        self.text(PLAIN, text)
    }

    /// Adds room.
    pub(crate) fn spaces(&mut self, count: usize) -> &mut Self {
        self.0.extend(std::iter::repeat_n(' ', count));
        self
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) -> &mut Self {
        self.0.push('\n');
        self
    }

    /// Adds all of another page.
    pub(crate) fn page(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// The text, with its styles.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_of_a_text_reaches_the_terminal() {
        let mut page = Page::default();
        page.plain("a\u{1b}[31mb\nc\u{202e}d").end();
        assert_eq!(page.as_str(), "a\\u{1b}[31mb\\nc\\u{202e}d\n");
    }
}
