//! Tokens of the programming interface, in their file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use manifold_domain::object::Timestamp;
use manifold_engine::settings::tokens::{NewToken, Scope, TokenError, Tokens, create, list, revoke};
use tempfile::TempDir;

const NOW: Timestamp = Timestamp(1_790_000_000);
const LATER: Timestamp = Timestamp(NOW.0 + 60);

fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/api-tokens.json");
    (folder, path)
}

fn new(name: &str) -> NewToken {
    NewToken {
        name: name.to_owned(),
        scopes: vec![Scope::Read],
        expires: None,
    }
}

fn make(path: &Path, new: NewToken) -> String {
    create(path, new, NOW).unwrap().1.expose().to_owned()
}

#[test]
fn a_token_is_recognised_and_stands_in_no_file() {
    let (_folder, path) = file();
    let secret = make(&path, new("pipeline"));
    assert!(!fs::read_to_string(&path).unwrap().contains(&secret));

    let tokens = Tokens::new(path.clone(), None);
    let found = tokens.find(&secret, NOW).unwrap().unwrap();
    assert_eq!(
        (found.name.as_str(), found.scopes),
        ("pipeline", vec![Scope::Read])
    );
    assert_eq!(tokens.find(&secret[..secret.len() - 1], NOW).unwrap(), None);
    let hash = serde_json::from_slice::<serde_json::Value>(&fs::read(&path).unwrap()).unwrap()["tokens"][0]
        ["sha256"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(tokens.find(&hash, NOW).unwrap(), None);
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = file();
    make(&path, new("pipeline"));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(
        fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o777,
        0o700
    );
}

#[test]
fn a_server_that_runs_follows_its_file() {
    let (_folder, path) = file();
    let tokens = Tokens::new(path.clone(), None);
    assert!(tokens.is_empty().unwrap());
    let secret = make(&path, new("pipeline"));
    assert!(tokens.find(&secret, NOW).unwrap().is_some());
    assert!(revoke(&path, "pipeline").unwrap().is_some());
    assert_eq!(tokens.find(&secret, NOW).unwrap(), None);
    assert!(revoke(&path, "pipeline").unwrap().is_none());
}

#[test]
fn a_token_that_has_ended_is_none() {
    let (_folder, path) = file();
    let secret = make(
        &path,
        NewToken {
            expires: Some(LATER),
            ..new("pipeline")
        },
    );
    let tokens = Tokens::new(path, None);
    assert!(tokens.find(&secret, NOW).unwrap().is_some());
    assert_eq!(tokens.find(&secret, LATER).unwrap(), None);
}

#[test]
fn the_environments_token_has_every_scope_and_an_empty_one_is_none() {
    let (_folder, path) = file();
    let tokens = Tokens::new(path.clone(), Some("given"));
    assert_eq!(tokens.find("given", NOW).unwrap().unwrap().scopes, Scope::ALL);
    assert_eq!(tokens.find("", NOW).unwrap(), None);
    assert_eq!(Tokens::new(path, Some("")).find("", NOW).unwrap(), None);
}

#[test]
fn a_token_that_could_not_be_told_apart_or_used_is_not_made() {
    let (_folder, path) = file();
    make(&path, new("pipeline"));
    let refused = |new| create(&path, new, NOW).unwrap_err();
    assert!(matches!(refused(new("pipeline")), TokenError::NameTaken(_)));
    for name in ["", " a", "a\nb", &"x".repeat(101)] {
        assert!(matches!(refused(new(name)), TokenError::Name), "{name}");
    }
    let scopes = Vec::new();
    assert!(matches!(
        refused(NewToken { scopes, ..new("a") }),
        TokenError::NoScope
    ));
    let expires = Some(NOW);
    assert!(matches!(
        refused(NewToken { expires, ..new("a") }),
        TokenError::Expired
    ));
    assert!(matches!(
        "releases:all".parse::<Scope>(),
        Err(TokenError::ScopeUnknown(_))
    ));
    assert_eq!(list(&path).unwrap().len(), 1);
}

#[test]
fn a_damaged_file_lets_nobody_in_and_is_not_overwritten() {
    let (_folder, path) = file();
    let secret = make(&path, new("pipeline"));
    fs::write(&path, "{").unwrap();
    assert!(Tokens::new(path.clone(), None).find(&secret, NOW).is_err());
    assert!(create(&path, new("another"), NOW).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "{");
}
