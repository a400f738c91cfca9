//! The page for people, made from the table of calls: one page and one style, and nothing from elsewhere.

use crate::calls::{BASE, Body, CALLS, Call, Data, Element};
use crate::routes::DOCUMENT;

/// Where the style is.
pub(crate) const STYLE_PATH: &str = "/docs/style.css";
/// The style.
pub(crate) const STYLE: &str = include_str!("docs/style.css");
/// What a browser may do with what comes from here: show text in our style.
pub(crate) const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page.
pub(crate) fn page() -> String {
    let rows: String = CALLS.iter().map(row).collect();
    let sections: String = CALLS.iter().map(section).collect();
    PAGE.replace("{document}", DOCUMENT)
        .replace("{style}", STYLE_PATH)
        .replace("{rows}", &rows)
        .replace("{sections}", &sections)
}

fn row(call: &Call) -> String {
    format!(
        "<tr><td><code>{}</code></td><td><a href=\"#{}\"><code>{}</code></a>{}</td><td>{}</td></tr>\n",
        call.method.to_uppercase(),
        call.id,
        shown_path(call),
        old(call),
        escaped(call.summary)
    )
}

fn section(call: &Call) -> String {
    let body = body(call.body).map_or_else(String::new, |body| {
        format!("<dt>Body</dt><dd><pre>{}</pre></dd>\n", escaped(body))
    });
    format!(
        "<section id=\"{}\">\n<h2><code>{} {}</code>{}</h2>\n<p>{}</p>\n<dl>\n\
         <dt>Scope</dt><dd><code>{}</code></dd>\n{body}<dt>Data</dt><dd><pre>{}</pre></dd>\n</dl>\n</section>\n",
        call.id,
        call.method.to_uppercase(),
        shown_path(call),
        old(call),
        escaped(call.summary),
        call.scope(),
        escaped(data(call.data)),
    )
}

fn old(call: &Call) -> &'static str {
    if call.is_deprecated() {
        " <small>deprecated</small>"
    } else {
        ""
    }
}

const PAGE: &str = include_str!("docs/page.html");

fn shown_path(call: &Call) -> String {
    let query = if call.element == Element::InQuery {
        "?elementType=PAGE|WORKFLOW"
    } else {
        ""
    };
    escaped(&format!("{BASE}{}{query}", call.path))
}

fn body(body: Body) -> Option<&'static str> {
    match body {
        Body::None => None,
        Body::Message => Some(r#"{"commit_message"?: "…"}"#),
        Body::Manifest => Some(
            r#"{"manifest"?: {"apps"?: [{"uuid", "release"}], "workflows"?: [{"uuid", "release"}]}, "commit_message"?: "…"}"#,
        ),
        Body::Entry => Some(r#"{"release": "1.0.3" or "latest", "commit_message"?: "…"}"#),
        Body::Release => {
            Some(r#"{"release_version": "1.0.3", "release_description"?: "…", "commit_message"?: "…"}"#)
        }
    }
}

fn data(data: Data) -> &'static str {
    match data {
        Data::Manifests => r#"{"manifests": [{"name", "apps"?: [{"uuid", "release"}], "workflows"?: […]}]}"#,
        Data::Manifest => r#"{"manifest": {"name", "apps"?: [{"uuid", "release"}], "workflows"?: […]}}"#,
        Data::Releases => {
            r#"[{"release_version": "1.0.3", "release_description"?: "…", "created_at": "2026-01-02T03:04:05Z"}]"#
        }
        Data::Pushed => r#"{"commit_sha": "…", "branch_name": "…", "url": "…"}"#,
        Data::Connection => r#"{"success": true} or {"success": false, "message": "…"}"#,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
