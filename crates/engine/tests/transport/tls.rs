//! Remotes behind HTTPS with a certificate that the system does not know.

use manifold_engine::operation::Unwatched;
use manifold_engine::repository::Mirror;
use manifold_engine::{Error, ErrorCode, Result};

use crate::support::TestCredentials;
use crate::support::git::http::{GitHost, Rules};
use crate::support::git::tls::Authority;
use crate::support::git::{Sandbox, write};
use crate::support::plans::{address, branch};

/// A host whose certificate, for this name, is the authority's.
fn host(sandbox: &Sandbox, authority: &Authority, name: &str) -> GitHost {
    let rules = Rules {
        tls: Some(authority.certify(name)),
        ..Rules::default()
    };
    GitHost::start(&sandbox.root(), rules)
}

/// Fetches into a new mirror, trusting the certificates of a file.
fn fetch(sandbox: &Sandbox, url: &str, ca_file: Option<&str>) -> Result<Mirror> {
    let folder = sandbox.path(&format!("mirror-{}", ca_file.unwrap_or("none")));
    let mirror = Mirror::create_or_open(&folder, &address(url), None, &Unwatched)?;
    let credentials = TestCredentials {
        ca_file: ca_file.map(|name| sandbox.path(name)),
        ..TestCredentials::default()
    };
    mirror.fetch(&credentials, &Unwatched)?;
    Ok(mirror)
}

#[test]
fn a_private_certificate_is_trusted_only_with_the_file_of_its_own_authority() {
    let sandbox = Sandbox::new();
    let ours = Authority::new();
    ours.write(&sandbox.path("ours.pem"));
    Authority::new().write(&sandbox.path("others.pem"));
    let host = host(&sandbox, &ours, "127.0.0.1");

    let url = host.url("remote.git");

    for file in [None, Some("others.pem")] {
        let refused = fetch(&sandbox, &url, file).err().unwrap();
        assert!(
            matches!(refused, Error::CertificateInvalid { .. }),
            "{file:?}: {refused:?}"
        );
        assert!(refused.hint().contains("certificate authority"));
    }
    assert_eq!(
        host.requests(),
        [""; 0],
        "nothing is sent to a host that is not trusted"
    );

    let mirror = fetch(&sandbox, &url, Some("ours.pem")).unwrap();
    assert_eq!(mirror.default_branch(None).unwrap(), branch("main"));
}

#[test]
fn a_trusted_certificate_for_another_name_is_refused() {
    let sandbox = Sandbox::new();
    let ours = Authority::new();
    ours.write(&sandbox.path("ours.pem"));
    let host = host(&sandbox, &ours, "git.example.com");
    let refused = |name: &str| {
        let url = host.url("remote.git").replace("127.0.0.1", name);
        fetch(&sandbox, &url, Some("ours.pem")).err().unwrap()
    };
    let by_name = refused("localhost");
    assert_eq!(by_name.code(), ErrorCode::CertificateOfAnotherHost, "{by_name:?}");
    let by_number = refused("127.0.0.1");
    assert_eq!(by_number.code(), ErrorCode::CertificateInvalid, "{by_number:?}");
    assert!(by_number.to_string().contains("another name"), "{by_number}");
    assert_eq!(host.requests(), [""; 0]);
}

#[test]
fn a_file_without_certificates_is_named() {
    let sandbox = Sandbox::new();
    write(&sandbox.path("notes.txt"), "no certificate");
    let host = host(&sandbox, &Authority::new(), "127.0.0.1");
    for file in ["notes.txt", "missing.pem"] {
        let refused = fetch(&sandbox, &host.url("remote.git"), Some(file))
            .err()
            .unwrap();
        let Error::CertificateFile { file: named, .. } = &refused else {
            panic!("{refused:?}")
        };
        assert_eq!(*named, sandbox.path(file));
    }
}
