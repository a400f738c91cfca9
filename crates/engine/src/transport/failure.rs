//! From libgit2's failures to ours.

use git2::{ErrorClass, ErrorCode};

use super::callbacks::Conversation;
use super::server_text::visible;
use crate::Error;
use crate::repository::RemoteAddress;

/// What a failed operation with a remote means. libgit2 has few codes for networks, so its texts are read too.
pub(super) fn explain(error: git2::Error, address: &RemoteAddress, conversation: &Conversation<'_>) -> Error {
    if let Some(failure) = conversation.take_failure() {
        return failure;
    }
    let host = address.name();
    let message = error.message();
    let says = |text: &str| message.contains(text);
    match (error.class(), error.code()) {
        (_, ErrorCode::Certificate) | (ErrorClass::Ssl, _) => Error::CertificateInvalid {
            host,
            reason: visible(message),
        },
        (_, ErrorCode::Auth) => Error::AuthenticationFailed { host },
        (_, ErrorCode::Owner) => Error::RepositoryOfAnotherUser {
            path: address.folder().map(Into::into).unwrap_or_default(),
        },
        (ErrorClass::Http, _) if says("status code: 401") => Error::AuthenticationFailed { host },
        (ErrorClass::Http, _) if says("status code: 403") => Error::AccessDenied { host },
        (ErrorClass::Http, _) if says("status code: 404") || says("status code: 410") => not_found(address),
        (ErrorClass::Http | ErrorClass::Net, _) if says("redirect") => Error::RedirectRefused { host },
        (ErrorClass::Net, ErrorCode::NotFound) => not_found(address),
        (ErrorClass::Net | ErrorClass::Ssh, _)
            if says("not found") || says("does not exist") || says("does not appear to be") =>
        {
            not_found(address)
        }
        (ErrorClass::Ssh, _) if says("agent") || says("authenticat") || says("key") => {
            Error::AuthenticationFailed { host }
        }
        (ErrorClass::Net | ErrorClass::Http | ErrorClass::Ssh | ErrorClass::Os, _) => {
            Error::NetworkUnreachable {
                host,
                reason: visible(message),
            }
        }
        _ => Error::Git(error),
    }
}

fn not_found(address: &RemoteAddress) -> Error {
    Error::RepositoryNotFound {
        address: address.to_string(),
    }
}
