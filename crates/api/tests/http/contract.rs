//! The contract of the Source Control API, call by call.

/// One call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    /// In lower case.
    pub(crate) method: &'static str,
    /// Below `/api/v2/source_control/`.
    pub(crate) path: &'static str,
    /// How the kind of the element is told, where there is an element.
    pub(crate) kind: Kind,
    /// `read` or `write`.
    pub(crate) scope: &'static str,
    /// What a body may hold; `*` marks what it has to.
    pub(crate) body: &'static str,
    /// What the data is.
    pub(crate) data: &'static str,
}

impl Call {
    /// Its address, with a manifest's name and an app's uuid.
    pub(crate) fn address(&self, name: &str, uuid: &str) -> String {
        let path = self.path.replace("{name}", name).replace("{uuid}", uuid);
        let query = if self.kind == Kind::InQuery {
            "?elementType=PAGE"
        } else {
            ""
        };
        format!("/api/v2/source_control/{path}{query}")
    }
}

/// How the kind of an element is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// There is no element.
    None,
    /// By `elementType` in the query.
    InQuery,
    /// It is an app: the call is deprecated.
    App,
}

const fn call(
    method: &'static str,
    path: &'static str,
    kind: Kind,
    scope: &'static str,
    body: &'static str,
    data: &'static str,
) -> Call {
    Call {
        method,
        path,
        kind,
        scope,
        body,
        data,
    }
}

const ENTRY: &str = "commit_message release*";
const RELEASE: &str = "commit_message release_description release_version*";

/// Every call.
#[rustfmt::skip]
pub(crate) const CALLS: [Call; 13] = [
    call("get", "manifests", Kind::None, "read", "", "manifests"),
    call("get", "manifests/{name}", Kind::None, "read", "", "manifest"),
    call("put", "manifests/{name}", Kind::None, "write", "commit_message manifest", "Pushed"),
    call("post", "manifests/{name}/delete", Kind::None, "write", "commit_message", "Pushed"),
    call("put", "manifests/{name}/{uuid}", Kind::InQuery, "write", ENTRY, "Pushed"),
    call("post", "manifests/{name}/{uuid}/delete", Kind::InQuery, "write", "commit_message", "Pushed"),
    call("put", "manifests/{name}/apps/{uuid}", Kind::App, "write", ENTRY, "Pushed"),
    call("post", "manifests/{name}/apps/{uuid}/delete", Kind::App, "write", "commit_message", "Pushed"),
    call("get", "releases/{uuid}", Kind::InQuery, "read", "", "[Release]"),
    call("post", "releases/{uuid}", Kind::InQuery, "write", RELEASE, "Pushed"),
    call("get", "releases/apps/{uuid}", Kind::App, "read", "", "[Release]"),
    call("post", "releases/apps/{uuid}", Kind::App, "write", RELEASE, "Pushed"),
    call("get", "test_connection", Kind::None, "read", "", "Connection"),
];

/// The fields of what crosses; `*` marks those that are always there.
pub(crate) const SCHEMAS: [(&str, &str); 5] = [
    ("Entry", "release* uuid*"),
    ("Manifest", "apps name* workflows"),
    ("Pushed", "branch_name* commit_sha* url*"),
    ("Refused", "message* success*"),
    ("Release", "created_at* release_description release_version*"),
];
