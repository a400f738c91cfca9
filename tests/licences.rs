//! What is shipped may be shipped.

use std::collections::BTreeSet;

use spdx::{Expression, LicenseReq, ParseMode};

use crate::support::workspace::packages;

const RULES: &str = include_str!("../deny.toml");

fn allowed() -> BTreeSet<String> {
    let rules: toml::Table = toml::from_str(RULES).unwrap();
    let allowed = rules["licenses"]["allow"].as_array().unwrap();
    allowed
        .iter()
        .map(|licence| licence.as_str().unwrap().to_owned())
        .collect()
}

fn is_allowed(licence: &str, allowed: &BTreeSet<String>) -> bool {
    // Some crates still write `MIT/Apache-2.0`.
    Expression::parse_mode(licence, ParseMode::LAX)
        .is_ok_and(|expression| expression.evaluate(|one: &LicenseReq| allowed.contains(&one.to_string())))
}

#[test]
fn every_crate_has_a_licence_that_deny_toml_allows() {
    let allowed = allowed();
    let refused: Vec<String> = packages()
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| format!("{} {}", package["name"], package["license"]))
        .collect();
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn every_crate_comes_from_this_repository_or_the_public_registry() {
    let elsewhere: Vec<String> = packages()
        .iter()
        .filter_map(|package| package["source"].as_str())
        .filter(|source| *source != "registry+https://github.com/rust-lang/crates.io-index")
        .map(str::to_owned)
        .collect();
    assert_eq!(elsewhere, Vec::<String>::new());
}
