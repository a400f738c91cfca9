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
        Self::Failed(Box::new(hinted(failure)))
    }
}

/// A failure of the application with what to do next in this program, where its own hint speaks of a window.
fn hinted(failure: Failure) -> Failure {
    let hint = match &*failure.code {
        "identityMissing" => "Set GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, or Git's user.name and user.email.",
        "noDefaultBranch" => "Name the branch that Retool uses with --branch.",
        "notFound" => "It may have been renamed or removed: manifold status lists what there is.",
        "passphraseNeeded" => "Add the key to the SSH agent, then call this again.",
        "pushRefused" => {
            "Read what the remote says; an owner of the repository can tell more. Then call this again."
        }
        "refused" => {
            return Failure {
                hint: None,
                ..failure
            };
        }
        _ => return failure,
    };
    failure.with_hint(hint)
}

/// Whether the repository as it is does not allow what failed: the application says so before there is a plan, or of an
/// artifact or a folder that it does not read.
fn is_refusal(failure: &Failure) -> bool {
    matches!(
        &*failure.code,
        "artifactRefused" | "folderRefused" | "notFound" | "readOnly" | "refused"
    )
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

    /// The arguments are not those of any command: what is wrong, without the usage that a person is shown below it.
    pub(crate) fn misread(error: &clap::Error) -> Self {
        let text = error.to_string();
        let wrong = text.split("\n\n").next().unwrap_or_default();
        Self::Usage(wrong.trim_start_matches("error: ").trim_end().to_owned())
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
            Self::Failed(failure) if is_refusal(failure) => Exit::Refused,
            Self::Failed(_) => Exit::Failed,
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Self::Refused(refusals) => json!({ "refused": refusals }),
            Self::Usage(message) => json!({ "failure": Failure::new("usage", message) }),
            Self::Failed(failure) if is_refusal(failure) => {
                let refusal = json!({ "code": failure.code, "message": failure.message, "field": null, "folder": null });
                json!({ "refused": [refusal] })
            }
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
                let head = if is_refusal(failure) {
                    "refused: "
                } else {
                    "error: "
                };
                page.text(ERROR, head).plain(&failure.message).end();
                for line in [&failure.unchanged, &failure.hint].into_iter().flatten() {
                    page.text(HINT, line).end();
                }
            }
        }
        page
    }
}
