//! What reaches the terminal, and how: no text of a repository gets there but through [`Page`] or [`json`].

mod dates;
mod difference;
pub(crate) mod json;
mod page;
mod table;

use std::io::{self, ErrorKind, Write};

use manifold_app::wire::error::Failure;

pub(crate) use dates::{date, timestamp};
pub(crate) use difference::{add_difference, change_mark};
pub(crate) use page::{ADDED, ERROR, HEAD, HINT, PLAIN, Page, REMOVED, WARNING};
pub(crate) use table::Table;

use crate::stop::{Exit, Stop};

/// What a command has to say.
pub(crate) struct Answer {
    /// For people, and for a program that asks for no JSON.
    pub(crate) body: Body,
    /// The same as JSON; `null` where all of it was said before.
    pub(crate) json: serde_json::Value,
    /// Whether that is good news.
    pub(crate) exit: Exit,
}

/// What goes to standard output.
pub(crate) enum Body {
    /// Text for people.
    Page(Page),
    /// Text of a format of its own, in which nothing is left that a terminal would act on.
    Text(String),
    /// A file's content, to the byte, whatever is in it.
    Bytes(Vec<u8>),
}

impl Answer {
    /// The answer of a command that is done.
    pub(crate) fn done(page: Page, json: serde_json::Value) -> Self {
        Self {
            body: Body::Page(page),
            json,
            exit: Exit::Done,
        }
    }

    /// Prints it.
    pub(crate) fn print(self, is_json: bool) -> Result<Exit, Stop> {
        match self.body {
            _ if is_json && self.json.is_null() => {}
            _ if is_json => print_text(&json::pretty(&self.json))?,
            Body::Page(page) => print(&page)?,
            Body::Text(text) => print_text(&text)?,
            Body::Bytes(bytes) => written(io::stdout().write_all(&bytes))?,
        }
        Ok(self.exit)
    }
}

/// Prints to standard output, in colour where that is a terminal and `NO_COLOR` does not ask for none.
pub(crate) fn print(page: &Page) -> Result<(), Stop> {
    written(anstream::stdout().write_all(page.as_str().as_bytes()))
}

/// The same to standard error.
pub(crate) fn print_error(page: &Page) -> Result<(), Stop> {
    written(anstream::stderr().write_all(page.as_str().as_bytes()))
}

/// Prints text that is safe as it is.
pub(crate) fn print_text(text: &str) -> Result<(), Stop> {
    written(io::stdout().write_all(text.as_bytes()))
}

/// A reader that has read enough, such as `head`, is no failure.
fn written(result: io::Result<()>) -> Result<(), Stop> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new("io", format!("The answer could not be written: {error}.")).into())
        }
        _ => Ok(()),
    }
}
