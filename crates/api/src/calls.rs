//! The one table of calls. Routes, the description for machines and the page for people are made from it.

mod manifests;
mod releases;

use manifold_app::App;
use manifold_app::tokens::Scope;
use manifold_app::wire::error::Failure;
use manifold_app::wire::repositories::RepositoryId;
use manifold_domain::element::ElementKind;
use manifold_domain::plan::Intent;
use manifold_domain::snapshot::Snapshot;
use serde_json::Value;

use crate::answer::Answer;
use crate::asked::Asked;

/// The path that all calls begin with.
pub(crate) const BASE: &str = "/api/v2";

/// One thing that can be asked.
pub(crate) struct Call {
    /// The method, in lower case.
    pub(crate) method: &'static str,
    /// The path below [`BASE`]. Its parts are `{name}`, a manifest's, and `{uuid}`, an element's.
    pub(crate) path: &'static str,
    /// What programs that are made from the description call it.
    pub(crate) id: &'static str,
    /// What it does, in a line.
    pub(crate) summary: &'static str,
    /// How the kind of the element is told, where there is an element.
    pub(crate) element: Element,
    /// What it takes.
    pub(crate) body: Body,
    /// What it answers.
    pub(crate) data: Data,
    /// What is done.
    pub(crate) work: Work,
}

/// How the kind of an element is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    /// There is none.
    None,
    /// By `elementType` in the query.
    InQuery,
    /// It is an app: the call is a deprecated one, from before workflows had releases.
    App,
}

/// What the body holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// Nothing is read.
    None,
    /// `commit_message`.
    Message,
    /// `manifest`, `commit_message`.
    Manifest,
    /// `release`, `commit_message`.
    Entry,
    /// `release_version`, `release_description`, `commit_message`.
    Release,
}

/// What the answer's `data` is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Data {
    Manifests,
    Manifest,
    Releases,
    Pushed,
    Connection,
}

/// What is done for a call.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// Something is read of the default branch.
    Read(fn(&Reading<'_>) -> Answer<Value>),
    /// Something is made of the default branch and pushed.
    Write(fn(&Asked) -> Answer<Wish>),
    /// It is tried whether the remote can be reached.
    Test,
}

/// What a request wants of the default branch, whatever that says.
pub(crate) type Wish = Box<dyn FnOnce(&Snapshot) -> Result<Intent, Failure> + Send>;

/// Where something is read.
pub(crate) struct Reading<'a> {
    pub(crate) app: &'a App,
    pub(crate) repository: &'a RepositoryId,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) asked: &'a Asked,
}

impl Call {
    /// What a token has to allow.
    pub(crate) fn scope(&self) -> Scope {
        match self.work {
            Work::Read(_) | Work::Test => Scope::Read,
            Work::Write(_) => Scope::Write,
        }
    }

    /// Whether another call does the same and more.
    pub(crate) fn is_deprecated(&self) -> bool {
        self.element == Element::App
    }

    /// The kind of the element, where the path tells it.
    pub(crate) fn kind(&self) -> Option<ElementKind> {
        (self.element == Element::App).then_some(ElementKind::App)
    }
}

/// Every call.
pub(crate) const CALLS: &[Call] = &[
    Call {
        method: "get",
        path: "/source_control/manifests",
        id: "listManifests",
        summary: "List the manifests. One that cannot be read is left out.",
        element: Element::None,
        body: Body::None,
        data: Data::Manifests,
        work: Work::Read(manifests::list),
    },
    Call {
        method: "get",
        path: "/source_control/manifests/{name}",
        id: "getManifest",
        summary: "Get a manifest.",
        element: Element::None,
        body: Body::None,
        data: Data::Manifest,
        work: Work::Read(manifests::get),
    },
    Call {
        method: "put",
        path: "/source_control/manifests/{name}",
        id: "setManifest",
        summary: "Create a manifest, or replace its apps and workflows.",
        element: Element::None,
        body: Body::Manifest,
        data: Data::Pushed,
        work: Work::Write(manifests::set),
    },
    Call {
        method: "post",
        path: "/source_control/manifests/{name}/delete",
        id: "deleteManifest",
        summary: "Delete a manifest.",
        element: Element::None,
        body: Body::Message,
        data: Data::Pushed,
        work: Work::Write(manifests::delete),
    },
    Call {
        method: "put",
        path: "/source_control/manifests/{name}/{uuid}",
        id: "setManifestEntry",
        summary: "Set the release that a manifest names for an element. A manifest that is missing is created.",
        element: Element::InQuery,
        body: Body::Entry,
        data: Data::Pushed,
        work: Work::Write(manifests::set_entry),
    },
    Call {
        method: "post",
        path: "/source_control/manifests/{name}/{uuid}/delete",
        id: "deleteManifestEntry",
        summary: "Remove an element from a manifest.",
        element: Element::InQuery,
        body: Body::Message,
        data: Data::Pushed,
        work: Work::Write(manifests::delete_entry),
    },
    Call {
        method: "put",
        path: "/source_control/manifests/{name}/apps/{uuid}",
        id: "setManifestApp",
        summary: "Set the release that a manifest names for an app.",
        element: Element::App,
        body: Body::Entry,
        data: Data::Pushed,
        work: Work::Write(manifests::set_entry),
    },
    Call {
        method: "post",
        path: "/source_control/manifests/{name}/apps/{uuid}/delete",
        id: "deleteManifestApp",
        summary: "Remove an app from a manifest.",
        element: Element::App,
        body: Body::Message,
        data: Data::Pushed,
        work: Work::Write(manifests::delete_entry),
    },
    Call {
        method: "get",
        path: "/source_control/releases/{uuid}",
        id: "listReleases",
        summary: "List the releases of an element, newest first.",
        element: Element::InQuery,
        body: Body::None,
        data: Data::Releases,
        work: Work::Read(releases::list),
    },
    Call {
        method: "post",
        path: "/source_control/releases/{uuid}",
        id: "createRelease",
        summary: "Create a release of an element as it is on the default branch.",
        element: Element::InQuery,
        body: Body::Release,
        data: Data::Pushed,
        work: Work::Write(releases::create),
    },
    Call {
        method: "get",
        path: "/source_control/releases/apps/{uuid}",
        id: "listAppReleases",
        summary: "List the releases of an app, newest first.",
        element: Element::App,
        body: Body::None,
        data: Data::Releases,
        work: Work::Read(releases::list),
    },
    Call {
        method: "post",
        path: "/source_control/releases/apps/{uuid}",
        id: "createAppRelease",
        summary: "Create a release of an app as it is on the default branch.",
        element: Element::App,
        body: Body::Release,
        data: Data::Pushed,
        work: Work::Write(releases::create),
    },
    Call {
        method: "get",
        path: "/source_control/test_connection",
        id: "testConnection",
        summary: "Try whether the remote can be reached.",
        element: Element::None,
        body: Body::None,
        data: Data::Connection,
        work: Work::Test,
    },
];
