//! Asking whoever sits at the terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use manifold_app::wire::error::Failure;

use crate::output::{HEAD, Page, print_error};
use crate::stop::Stop;

/// Whether somebody agrees; nothing where there is nobody to ask: without a terminal, and in JSON.
pub(crate) fn agrees(question: &str, is_json: bool) -> Result<Option<bool>, Stop> {
    if is_json || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    let mut page = Page::default();
    page.text(HEAD, question).plain(" [y/N] ");
    print_error(&page)?;
    let mut answer = String::new();
    io::stderr()
        .flush()
        .and_then(|()| io::stdin().lock().read_line(&mut answer))
        .map_err(|error| Failure::new("io", format!("The answer could not be read: {error}.")))?;
    Ok(Some(matches!(answer.trim(), "y" | "Y" | "yes")))
}
