//! How a command ends: its exit code, and why it stopped where it did not get through.

use std::process::ExitCode;

use manifold_app::wire::change::RefusalView;
use manifold_app::wire::error::Failure;
use manifold_domain::plan::RefusalCode;
use serde_json::json;

use crate::output::json as text_of;
use crate::output::{ERROR, HINT, Page, print_error, print_text};

/// What the program says to the one that called it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Refused, or problems were found.
    Refused = 1,
    /// It was called in a way that it does not understand, or cannot ask what it has to.
    Usage = 2,
    /// Something failed.
    Failed = 3,
    /// Ctrl C, with nothing under way that could be put in order: what a shell says of a program that it ends.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The repository as it is does not allow it: every reason.
    Refused(Vec<RefusalView>),
    /// The call itself: one sentence.
    Usage(String),
    /// Something failed.
    Failed(Box<Failure>),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(Box::new(failure))
    }
}

impl Stop {
    /// What the call names is not there, or is not told apart: one sentence.
    pub(crate) fn not_found(field: &str, message: String) -> Self {
        Self::Refused(vec![RefusalView {
            code: RefusalCode::NotFound,
            message,
            field: Some(field.to_owned()),
            folder: None,
        }])
    }

    /// Says why: on standard error, or as JSON on standard output.
    pub(crate) fn report(self, is_json: bool) -> Exit {
        let exit = self.exit();
        let reported = if is_json {
            print_text(&text_of::pretty(&self.json()))
        } else {
            print_error(&self.page())
        };
        reported.map_or(Exit::Failed, |()| exit)
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Refused(_) => Exit::Refused,
            Self::Usage(_) => Exit::Usage,
            // What the application refuses before there is a plan.
            Self::Failed(failure) if matches!(&*failure.code, "notFound" | "refused" | "readOnly") => {
                Exit::Refused
            }
            Self::Failed(_) => Exit::Failed,
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Self::Refused(refusals) => json!({ "refused": refusals }),
            Self::Usage(message) => json!({ "failure": Failure::new("usage", message) }),
            Self::Failed(failure) => json!({ "failure": failure }),
        }
    }

    fn page(&self) -> Page {
        let mut page = Page::default();
        match self {
            Self::Refused(refusals) => {
                for refusal in refusals {
                    page.text(ERROR, "refused: ").plain(&refusal.message).end();
                    if refusal.code == RefusalCode::NothingChanged {
                        page.text(HINT, "To release it all the same, add --accept-unchanged.")
                            .end();
                    }
                }
            }
            Self::Usage(message) => {
                page.text(ERROR, "error: ").plain(message).end();
            }
            Self::Failed(failure) => {
                page.text(ERROR, "error: ").plain(&failure.message).end();
                for line in [&failure.unchanged, &failure.hint].into_iter().flatten() {
                    page.text(HINT, line).end();
                }
            }
        }
        page
    }
}
