//! The description of the interface in `OpenAPI` 3.1, made from the table of calls.

use manifold_app::tokens::Scope;
use serde_json::{Map, Value, json};

use crate::calls::{BASE, Body, CALLS, Call, Data, Element};

/// Of a uuid, a version and a release, as `manifold-domain` reads them; a test holds the two against each other.
pub(crate) const UUID: &str = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";
const NUMBER: &str = "(0|[1-9][0-9]*)";

fn version() -> String {
    format!(r"^{NUMBER}\.{NUMBER}\.{NUMBER}$")
}

fn release() -> String {
    format!(r"^(latest|{NUMBER}\.{NUMBER}\.{NUMBER})$")
}

/// The description.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for call in CALLS {
        let path = paths.entry(call.path).or_insert_with(|| json!({}));
        path[call.method] = operation(call);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Source Control API",
            "version": "2.12.0",
            "summary": "Manifests and releases of a Source Control repository.",
            "description": "Every request works on the default branch as the remote has it at that moment. Every write makes a branch of its own and pushes it, to be merged by a pull request.",
        },
        "servers": [{ "url": BASE }],
        "security": [{ "token": [] }],
        "tags": [
            { "name": "Manifests" },
            { "name": "Releases" },
            { "name": "Connection" },
        ],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": format!("A token, with the scope {} or {}.", Scope::Read, Scope::Write) },
            },
            "headers": {
                "RequestId": { "description": "Names the request in the server's log: what the client sent, or a random text.", "schema": { "type": "string" } },
            },
            "responses": refusals(),
            "schemas": schemas(),
        },
    })
}

fn operation(call: &Call) -> Value {
    let mut responses = json!({
        "200": {
            "description": "Done.",
            "headers": headers(call),
            "content": { "application/json": { "schema": answer(data(call.data)) } },
        },
    });
    let is_write = call.scope() == Scope::Write;
    if has_tag(call) {
        responses["304"] =
            json!({ "description": "The answer is still the one with the tag in If-None-Match." });
    }
    let all = ["400", "401", "403", "503"];
    let of_bodies = ["408", "413"];
    for status in all.into_iter().chain(of_bodies.into_iter().filter(|_| is_write)) {
        responses[status] = json!({ "$ref": format!("#/components/responses/{status}") });
    }
    let mut operation = json!({
        "operationId": call.id,
        "summary": call.summary,
        "description": format!("Needs the scope {}.", call.scope()),
        "tags": [tag(call)],
        "parameters": parameters(call),
        "responses": responses,
    });
    if call.is_deprecated() {
        operation["deprecated"] = json!(true);
    }
    if let Some((schema, is_needed)) = body(call.body) {
        operation["requestBody"] =
            json!({ "required": is_needed, "content": { "application/json": { "schema": schema } } });
    }
    operation
}

fn has_tag(call: &Call) -> bool {
    call.method == "get" && call.data != Data::Connection
}

fn tag(call: &Call) -> &'static str {
    if call.path.starts_with("/source_control/manifests") {
        "Manifests"
    } else if call.data == Data::Connection {
        "Connection"
    } else {
        "Releases"
    }
}

fn headers(call: &Call) -> Value {
    let mut headers = json!({ "X-Request-Id": { "$ref": "#/components/headers/RequestId" } });
    if has_tag(call) {
        headers["ETag"] =
            json!({ "description": "Changes when the answer does.", "schema": { "type": "string" } });
    }
    if call.scope() == Scope::Write {
        headers["Idempotent-Replayed"] = json!({
            "description": "There where an earlier request with the same Idempotency-Key did what is answered.",
            "schema": { "const": "true" },
        });
    }
    headers
}

fn parameters(call: &Call) -> Vec<Value> {
    let mut parameters = Vec::new();
    if call.path.contains("{name}") {
        parameters.push(json!({
            "name": "name", "in": "path", "required": true,
            "description": "The manifest's name.",
            "schema": { "type": "string", "minLength": 1 },
        }));
    }
    if call.element != Element::None {
        parameters.push(json!({
            "name": "uuid", "in": "path", "required": true,
            "description": "The element's uuid, as the repository has it.",
            "schema": { "$ref": "#/components/schemas/Uuid" },
        }));
    }
    if call.element == Element::InQuery {
        parameters.push(json!({
            "name": "elementType", "in": "query", "required": true,
            "description": "Whether it is an app or a workflow.",
            "schema": { "enum": ["PAGE", "WORKFLOW"] },
        }));
    }
    if has_tag(call) {
        parameters.push(json!({
            "name": "If-None-Match", "in": "header", "required": false,
            "description": "The ETag of an answer that is known.",
            "schema": { "type": "string" },
        }));
    }
    if call.scope() == Scope::Write {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A text of the client's for this write. Sent again, it is answered as before, and nothing is done; a branch of which it is not known whether the remote took it is looked for first.",
            "schema": { "type": "string", "pattern": "^[!-~]{1,255}$" },
        }));
    }
    parameters
}

/// What a body holds, and whether there has to be one.
fn body(body: Body) -> Option<(Value, bool)> {
    let message = json!({ "type": "string", "description": "The commit's message; without it, it gets one by itself." });
    let (mut properties, needed) = match body {
        Body::None => return None,
        Body::Message => (json!({}), vec![]),
        Body::Manifest => (
            json!({ "manifest": {
                "type": "object",
                "description": "May be left out where there is no such manifest yet. A list that is left out is empty. Everything else in the file is kept.",
                "properties": {
                    "name": { "type": "string", "description": "If it is there, it is the name in the path." },
                    "apps": { "type": "array", "items": reference("Entry") },
                    "workflows": { "type": "array", "items": reference("Entry") },
                },
            } }),
            vec![],
        ),
        Body::Entry => (json!({ "release": reference("ReleaseName") }), vec!["release"]),
        Body::Release => (
            json!({
                "release_version": reference("Version"),
                "release_description": { "type": "string", "description": "What is new." },
            }),
            vec!["release_version"],
        ),
    };
    properties["commit_message"] = message;
    let mut schema = json!({ "type": "object", "properties": properties });
    if !needed.is_empty() {
        schema["required"] = json!(needed);
    }
    Some((schema, !needed.is_empty()))
}

fn data(data: Data) -> Value {
    match data {
        Data::Manifests => object(&[(
            "manifests",
            json!({ "type": "array", "items": reference("Manifest") }),
        )]),
        Data::Manifest => object(&[("manifest", reference("Manifest"))]),
        Data::Releases => json!({ "type": "array", "items": reference("Release") }),
        Data::Pushed => reference("Pushed"),
        Data::Connection => reference("Connection"),
    }
}

fn answer(data: Value) -> Value {
    object(&[("success", json!({ "const": true })), ("data", data)])
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

/// An object that has all of these.
fn object(properties: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

fn schemas() -> Value {
    let text = |description: &str| json!({ "type": "string", "description": description });
    json!({
        "Uuid": { "type": "string", "pattern": UUID },
        "Version": { "type": "string", "pattern": version(), "examples": ["1.0.3"] },
        "ReleaseName": { "type": "string", "pattern": release(), "examples": ["1.0.3", "latest"], "description": "A version, or 'latest': the element as it is on the default branch." },
        "Entry": object(&[("uuid", reference("Uuid")), ("release", reference("ReleaseName"))]),
        "Manifest": {
            "type": "object",
            "properties": {
                "name": text("The name of the instance."),
                "apps": { "type": "array", "items": reference("Entry") },
                "workflows": { "type": "array", "items": reference("Entry") },
            },
            "required": ["name"],
        },
        "Release": {
            "type": "object",
            "properties": {
                "release_version": reference("Version"),
                "release_description": text("What was new."),
                "created_at": { "type": "string", "format": "date-time", "description": "When it was made, in UTC." },
            },
            "required": ["release_version", "created_at"],
        },
        "Pushed": object(&[
            ("commit_sha", json!({ "type": "string", "pattern": "^[0-9a-f]{40}$" })),
            ("branch_name", text("The branch that was pushed.")),
            ("url", text("The page that makes the pull request; empty where the host has no web page.")),
        ]),
        "Connection": {
            "oneOf": [
                object(&[("success", json!({ "const": true }))]),
                object(&[("success", json!({ "const": false })), ("message", text("Why the remote cannot be reached."))]),
            ],
        },
        "Refused": object(&[("success", json!({ "const": false })), ("message", text("Why, in a sentence or two."))]),
    })
}

fn refusals() -> Value {
    let refusals = [
        (
            "400",
            "The request is wrong, or cannot be carried out as things are. Nothing was pushed.",
            None,
        ),
        (
            "401",
            "There is no valid token.",
            Some(("WWW-Authenticate", "Bearer")),
        ),
        ("403", "The token does not have the scope.", None),
        ("408", "The body did not arrive in time.", None),
        ("413", "The body is larger than 1 MiB.", None),
        (
            "503",
            "Too much is under way, this took too long, or the remote did not say whether it took the branch.",
            Some(("Retry-After", "After how many seconds to try again.")),
        ),
    ];
    let mut responses = Map::new();
    for (status, description, header) in refusals {
        let mut headers = json!({ "X-Request-Id": { "$ref": "#/components/headers/RequestId" } });
        if let Some((name, description)) = header {
            headers[name] = json!({ "description": description, "schema": { "type": "string" } });
        }
        let response = json!({
            "description": description,
            "headers": headers,
            "content": { "application/json": { "schema": reference("Refused") } },
        });
        responses.insert(status.to_owned(), response);
    }
    Value::Object(responses)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;
    use manifold_domain::element::ElementId;
    use manifold_domain::version::{Release, ReleaseVersion};
    use proptest::prelude::*;
    use proptest::string::string_regex;

    /// Any text that a pattern describes; numbers of more than 64 bits, which no version has, are left out.
    fn texts(pattern: &str) -> impl Strategy<Value = String> {
        let inner = pattern.trim_start_matches('^').trim_end_matches('$');
        let texts = string_regex(inner).unwrap();
        texts.prop_filter("numbers fit", |text| {
            text.split(['.', '-']).all(|part| part.len() < 20)
        })
    }

    proptest! {
        #[test]
        fn what_the_description_allows_can_be_read(
            uuid in texts(UUID),
            version in texts(&version()),
            release in texts(&release()),
        ) {
            prop_assert!(uuid.parse::<ElementId>().is_ok(), "{uuid}");
            prop_assert!(version.parse::<ReleaseVersion>().is_ok(), "{version}");
            prop_assert!(release.parse::<Release>().is_ok(), "{release}");
        }
    }
}
