//! The description for machines and the page for people say what the contract says.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::shop::{DASHBOARD, sandbox};
use crate::support::Server;

/// The contract: method, path, scope, what a body may hold (`*`: has to), and what the data is.
const CONTRACT: &[(&str, &str, &str, &str, &str)] = &[
    ("get", "manifests", "read", "", "manifests"),
    ("get", "manifests/{name}", "read", "", "manifest"),
    (
        "put",
        "manifests/{name}",
        "write",
        "commit_message manifest",
        "Pushed",
    ),
    (
        "post",
        "manifests/{name}/delete",
        "write",
        "commit_message",
        "Pushed",
    ),
    (
        "put",
        "manifests/{name}/{uuid}?elementType",
        "write",
        "commit_message release*",
        "Pushed",
    ),
    (
        "post",
        "manifests/{name}/{uuid}/delete?elementType",
        "write",
        "commit_message",
        "Pushed",
    ),
    (
        "put",
        "manifests/{name}/apps/{uuid} deprecated",
        "write",
        "commit_message release*",
        "Pushed",
    ),
    (
        "post",
        "manifests/{name}/apps/{uuid}/delete deprecated",
        "write",
        "commit_message",
        "Pushed",
    ),
    ("get", "releases/{uuid}?elementType", "read", "", "[Release]"),
    (
        "post",
        "releases/{uuid}?elementType",
        "write",
        "commit_message release_description release_version*",
        "Pushed",
    ),
    ("get", "releases/apps/{uuid} deprecated", "read", "", "[Release]"),
    (
        "post",
        "releases/apps/{uuid} deprecated",
        "write",
        "commit_message release_description release_version*",
        "Pushed",
    ),
    ("get", "test_connection", "read", "", "Connection"),
];

/// A call of the document in the words of the contract.
fn told(method: &str, path: &str, call: &Value) -> (String, String, String, String, String) {
    let mut address = path.strip_prefix("/source_control/").unwrap().to_owned();
    let parameters = call["parameters"].as_array().unwrap();
    if parameters
        .iter()
        .any(|one| one["name"] == "elementType" && one["in"] == "query" && one["required"] == true)
    {
        address += "?elementType";
    }
    if call["deprecated"] == true {
        address += " deprecated";
    }
    let scope = call["description"]
        .as_str()
        .unwrap()
        .trim_end_matches('.')
        .rsplit_once(':')
        .unwrap()
        .1;
    let body = &call["requestBody"]["content"]["application/json"]["schema"];
    let needed: Vec<&str> = body["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let fields = body["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| {
            let mark = if needed.contains(&name.as_str()) { "*" } else { "" };
            format!("{name}{mark}")
        });
    let fields: BTreeSet<String> = fields.collect();
    let fields: Vec<String> = fields.into_iter().collect();
    let answer = &call["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(answer["required"], serde_json::json!(["success", "data"]));
    let data = &answer["properties"]["data"];
    let named = |schema: &Value| {
        schema["$ref"]
            .as_str()
            .map(|name| name.rsplit('/').next().unwrap().to_owned())
    };
    let data = named(data)
        .or_else(|| named(&data["items"]).map(|name| format!("[{name}]")))
        .unwrap_or_else(|| data["required"][0].as_str().unwrap().to_owned());
    (
        method.to_owned(),
        address,
        scope.to_owned(),
        fields.join(" "),
        data,
    )
}

#[test]
fn the_document_says_what_the_contract_says() {
    let document = manifold_api::document();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"][0]["url"], "/api/v2");
    let paths = document["paths"].as_object().unwrap();
    let calls = paths.iter().flat_map(|(path, calls)| {
        calls
            .as_object()
            .unwrap()
            .iter()
            .map(move |(method, call)| told(method, path, call))
    });
    let calls: BTreeSet<_> = calls.collect();
    let contract = CONTRACT.iter().map(|(method, path, scope, body, data)| {
        (
            (*method).to_owned(),
            (*path).to_owned(),
            (*scope).to_owned(),
            (*body).to_owned(),
            (*data).to_owned(),
        )
    });
    assert_eq!(calls, contract.collect());
}

#[test]
fn every_reference_of_the_document_leads_somewhere_and_no_name_is_given_twice() {
    let document = manifold_api::document();
    let (mut waiting, mut ids) = (vec![&document], BTreeSet::new());
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(reference)) = object.get("$ref") {
                    let place = reference.strip_prefix('#').unwrap();
                    assert!(document.pointer(place).is_some(), "{reference}");
                }
                if let Some(Value::String(id)) = object.get("operationId") {
                    assert!(ids.insert(id.clone()), "{id}");
                }
                waiting.extend(object.values());
            }
            Value::Array(list) => waiting.extend(list),
            _ => {}
        }
    }
    assert_eq!(ids.len(), CONTRACT.len());
}

#[test]
fn every_call_of_the_document_is_answered_and_no_other() {
    let server = Server::of(sandbox());
    let document = server.ask("GET", "/api/v2/openapi.json", "").json();
    assert_eq!(document, manifold_api::document());
    for (path, calls) in document["paths"].as_object().unwrap() {
        let address = format!("/api/v2{path}")
            .replace("{name}", "dev")
            .replace("{uuid}", DASHBOARD);
        for method in ["get", "put", "post", "delete", "patch"] {
            let known = calls.get(method).is_some();
            // Without a token: a call that there is asks for one, and does nothing.
            let reply = server.ask_with(&method.to_uppercase(), &address, &[("Authorization", "")], "");
            reply.refusal(if known { 401 } else { 405 });
        }
    }
}

#[test]
fn the_page_names_every_call_and_takes_nothing_from_elsewhere() {
    let server = Server::of(sandbox());
    let page = server.ask_with("GET", "/docs", &[("Authorization", "")], "");
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self'"),
        "{policy}"
    );
    for (_, path, ..) in CONTRACT {
        let path = path.split(['?', ' ']).next().unwrap();
        assert!(
            page.text.contains(&format!("/api/v2/source_control/{path}")),
            "{path}"
        );
    }
    for foreign in ["http:", "https:", "<script", "style=", "{rows}", "{sections}"] {
        assert!(!page.text.contains(foreign), "{foreign}");
    }
    let style = server.ask("GET", "/docs/style.css", "");
    assert_eq!(
        (style.status, style.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
    assert!(!style.text.contains("url("));
}
