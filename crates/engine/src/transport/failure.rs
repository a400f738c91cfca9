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
    // libssh2 calls a key of an unsupported form what it cannot decrypt.
    if error.class() == ErrorClass::Ssh
        && says("private key")
        && let Some(key) = conversation.unlocked_key()
    {
        return Error::PassphraseWrong { key };
    }
    match (error.class(), error.code()) {
        (ErrorClass::Ssl, _) if says("hostname does not match") => Error::CertificateOfAnotherHost { host },
        // What libgit2 also says of a certificate with names alone, where the address is a number.
        (ErrorClass::Ssl, ErrorCode::Eof) => Error::CertificateInvalid {
            host,
            reason: "it was made for another name, or the connection ended too early".to_owned(),
        },
        // What OpenSSL found lies deeper than libgit2 looks.
        (ErrorClass::Ssl, _) if message == "the SSL certificate is invalid" => Error::CertificateInvalid {
            host,
            reason: "it has expired, or no authority has signed it that this computer trusts".to_owned(),
        },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Unwatched;
    use crate::transport::NoCredentials;

    #[test]
    fn what_libgit2_says_of_a_network_becomes_what_a_person_can_act_on() {
        use crate::ErrorCode as Code;
        let address = RemoteAddress::parse("https://git.example.com/team/apps.git").unwrap();
        let unresolved = "failed to resolve address for git.example.com: Name or service not known";
        let cases = [
            (
                ErrorClass::Net,
                ErrorCode::GenericError,
                unresolved,
                Code::NetworkUnreachable,
            ),
            (
                ErrorClass::Os,
                ErrorCode::GenericError,
                "failed to connect to git.example.com: Connection refused",
                Code::NetworkUnreachable,
            ),
            (
                ErrorClass::Net,
                ErrorCode::Timeout,
                "failed to connect to git.example.com: Operation timed out",
                Code::NetworkUnreachable,
            ),
            (
                ErrorClass::Ssl,
                ErrorCode::Certificate,
                "the SSL certificate is invalid",
                Code::CertificateInvalid,
            ),
            (
                ErrorClass::Http,
                ErrorCode::GenericError,
                "unexpected http status code: 404",
                Code::RepositoryNotFound,
            ),
            (
                ErrorClass::Http,
                ErrorCode::GenericError,
                "unexpected http status code: 403",
                Code::AccessDenied,
            ),
            (
                ErrorClass::Http,
                ErrorCode::GenericError,
                "unexpected http status code: 502",
                Code::NetworkUnreachable,
            ),
        ];
        for (class, code, message, expected) in cases {
            let conversation = Conversation::new(&address, &NoCredentials, &Unwatched);
            let explained = explain(git2::Error::new(code, class, message), &address, &conversation);
            assert_eq!(explained.code(), expected, "{message}: {explained:?}");
        }
    }
}
