//! Columns that stand below one another.

use anstyle::Style;
use manifold_domain::text::visible;
use unicode_width::UnicodeWidthStr;

use super::page::Page;

/// How far columns are apart.
const GAP: usize = 2;

/// Rows of cells.
#[derive(Debug, Default)]
pub(crate) struct Table(Vec<Vec<(Style, String)>>);

impl Table {
    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = (Style, String)>) {
        self.0.push(cells.into_iter().collect());
    }

    /// Adds the rows to a page, each indented by this much.
    pub(crate) fn add_to(&self, page: &mut Page, indent: usize) {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or_default();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = self.0.iter().filter_map(|row| row.get(column));
                cells.map(|(_, text)| width(text)).max().unwrap_or_default()
            })
            .collect();
        for row in &self.0 {
            page.spaces(indent);
            // What is empty at the end leaves no spaces behind.
            let last = row.iter().rposition(|(_, text)| !text.is_empty());
            for (column, (style, text)) in row.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
                page.text(*style, text);
                if Some(column) != last {
                    page.spaces(widths[column] - width(text) + GAP);
                }
            }
            page.end();
        }
    }
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    visible(text).width()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::PLAIN;

    #[test]
    fn columns_line_up_below_wide_and_escaped_text() {
        let mut table = Table::default();
        for (name, release) in [("📦", "1.0.0"), ("a\n", "1.0.1"), ("plain", "")] {
            table.row([(PLAIN, name.to_owned()), (PLAIN, release.to_owned())]);
        }
        let mut page = Page::default();
        table.add_to(&mut page, 1);
        assert_eq!(page.as_str(), " 📦     1.0.0\n a\\n    1.0.1\n plain\n");
    }
}
