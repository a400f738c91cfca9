//! The description for machines and the page for people say what the contract says.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::contract::{CALLS, Call, Kind, SCHEMAS};
use crate::shop::{DASHBOARD, sandbox};
use crate::support::Server;

/// The fields that a schema of an object names, by name; `*` marks those that have to be there.
fn fields(schema: &Value) -> String {
    let needed = schema["required"].as_array().into_iter().flatten();
    let needed: Vec<&str> = needed.filter_map(Value::as_str).collect();
    let named = schema["properties"].as_object().into_iter().flatten();
    let named: BTreeSet<String> = named
        .map(|(name, _)| {
            let mark = if needed.contains(&name.as_str()) { "*" } else { "" };
            format!("{name}{mark}")
        })
        .collect();
    named.into_iter().collect::<Vec<_>>().join(" ")
}

/// What a schema is called.
fn name_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// A call of the document in the words of the contract: method, path, how the kind is told, scope, body, data.
fn told(method: &str, path: &str, call: &Value) -> String {
    let path = path.strip_prefix("/source_control/").unwrap();
    let parameters = call["parameters"].as_array().unwrap();
    let has = |place: &str, name: &str| {
        let is_it = |one: &&Value| one["name"] == name && one["in"] == place;
        parameters
            .iter()
            .find(is_it)
            .is_some_and(|one| name != "elementType" || one["required"] == true)
    };
    for part in ["name", "uuid"] {
        assert_eq!(has("path", part), path.contains(&format!("{{{part}}}")), "{path}");
    }
    let kind = match (
        path.contains("{uuid}"),
        has("query", "elementType"),
        call["deprecated"] == true,
    ) {
        (false, false, false) => Kind::None,
        (true, true, false) => Kind::InQuery,
        (true, false, true) => Kind::App,
        other => panic!("{path}: {other:?}"),
    };
    let description = call["description"].as_str().unwrap();
    let scope = description.trim_end_matches('.').rsplit_once(':').unwrap().1;
    let body = &call["requestBody"]["content"]["application/json"]["schema"];
    let answer = &call["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(fields(answer), "data* success*");
    assert_eq!(answer["properties"]["success"]["const"], true);
    let data = &answer["properties"]["data"];
    let data = match (name_of(data), name_of(&data["items"])) {
        (Some(name), _) => name.to_owned(),
        (None, Some(name)) => format!("[{name}]"),
        (None, None) => data["required"][0].as_str().unwrap().to_owned(),
    };
    format!("{method} {path} {kind:?} {scope} ({}) {data}", fields(body))
}

/// Every call of the document.
fn calls(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, calls)| {
            let calls = calls.as_object().unwrap().iter();
            calls.map(move |(method, call)| (method.as_str(), path.as_str(), call))
        })
}

#[test]
fn the_document_says_what_the_contract_says() {
    let document = manifold_api::document();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"], json!([{ "url": "/api/v2" }]));
    let token = &document["components"]["securitySchemes"]["token"];
    assert_eq!(
        (&token["type"], &token["scheme"]),
        (&json!("http"), &json!("bearer"))
    );
    assert_eq!(document["security"], json!([{ "token": [] }]));
    let documented: BTreeSet<String> = calls(&document)
        .map(|(method, path, call)| told(method, path, call))
        .collect();
    let contract = CALLS.iter().map(|call| {
        let Call {
            method,
            path,
            kind,
            scope,
            body,
            data,
        } = call;
        format!("{method} {path} {kind:?} {scope} ({body}) {data}")
    });
    assert_eq!(documented, contract.collect());
}

#[test]
fn the_document_names_the_fields_of_the_contract() {
    let document = manifold_api::document();
    let schemas = &document["components"]["schemas"];
    for (name, expected) in SCHEMAS {
        assert_eq!(fields(&schemas[name]), expected, "{name}");
    }
    let manifests = schemas["Manifest"]["properties"].as_object().unwrap();
    let body = "/paths/~1source_control~1manifests~1{name}/put/requestBody/content/application~1json/schema/properties/manifest";
    let manifest = document.pointer(body).unwrap();
    assert_eq!(
        fields(manifest),
        "apps name workflows",
        "what was read can be sent back"
    );
    for list in ["apps", "workflows"] {
        assert_eq!(name_of(&manifests[list]["items"]), Some("Entry"));
        assert_eq!(name_of(&manifest["properties"][list]["items"]), Some("Entry"));
    }
    let connection = schemas["Connection"]["oneOf"].as_array().unwrap();
    let connection: Vec<String> = connection.iter().map(fields).collect();
    assert_eq!(connection, ["success*", "message* success*"]);
}

#[test]
fn the_document_tells_every_refusal_in_the_one_shape() {
    let document = manifold_api::document();
    for (method, path, call) in calls(&document) {
        let is_read = method == "get";
        let mut expected = BTreeSet::from(["200", "400", "401", "403", "503"]);
        if is_read && !path.ends_with("test_connection") {
            expected.insert("304");
        }
        if !is_read {
            expected.extend(["408", "413"]);
        }
        let responses = call["responses"].as_object().unwrap();
        assert_eq!(
            responses.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            expected,
            "{method} {path}"
        );
        for (status, response) in responses.iter().filter(|(status, _)| status.as_str() >= "400") {
            assert_eq!(name_of(response), Some(status.as_str()));
            let response = &document["components"]["responses"][status];
            let schema = &response["content"]["application/json"]["schema"];
            assert_eq!(name_of(schema), Some("Refused"), "{status}");
        }
    }
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
    assert_eq!(ids.len(), CALLS.len());
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
    for Call { path, .. } in CALLS {
        assert!(
            page.text.contains(&format!("/api/v2/source_control/{path}")),
            "{path}"
        );
    }
    for foreign in [
        "http:",
        "https:",
        "<script",
        "src=",
        "style=",
        "{rows}",
        "{sections}",
    ] {
        assert!(!page.text.contains(foreign), "{foreign}");
    }
    let links = page.text.split("href=\"").skip(1);
    for link in links.map(|rest| rest.split('"').next().unwrap()) {
        let is_here = link.starts_with('#') || link == "/docs/style.css" || link == "/api/v2/openapi.json";
        assert!(is_here, "{link}");
    }
    let style = server.ask("GET", "/docs/style.css", "");
    assert_eq!(
        (style.status, style.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
    assert!(!style.text.contains("url(") && !style.text.contains("@import"));
}
