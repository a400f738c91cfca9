//! Gitea and Forgejo, whose pages are alike.

use url::Url;

use super::{Request, names, with_query, with_segments};

pub(super) fn is_host(host: &str) -> bool {
    host == "codeberg.org" || names(host, "gitea") || names(host, "forgejo")
}

pub(super) fn branch(page: &Url, branch: &str) -> Url {
    with_segments(page, ["src", "branch"].into_iter().chain(branch.split('/')))
}

/// Fields as on GitHub, since Gitea 1.24 (<https://github.com/go-gitea/gitea/pull/34537>); older ones pass them over.
/// `expand` opens the form there too.
pub(super) fn pull_request(page: &Url, request: &Request<'_>) -> Url {
    let comparison = format!("{}...{}", request.target, request.source);
    with_query(
        with_segments(page, ["compare", comparison.as_str()]),
        [
            ("expand", "1"),
            ("quick_pull", "1"),
            ("title", request.title),
            ("body", request.body),
        ],
    )
}
