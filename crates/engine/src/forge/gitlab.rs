//! GitLab, with groups in groups.

use url::Url;

use super::{Request, names, with_query, with_segments};

pub(super) fn is_host(host: &str) -> bool {
    names(host, "gitlab")
}

/// `altssh.gitlab.com` serves Git over the HTTPS port.
pub(super) fn web_host(host: &str) -> Option<String> {
    (host == "altssh.gitlab.com").then(|| "gitlab.com".to_owned())
}

pub(super) fn branch(page: &Url, branch: &str) -> Url {
    with_segments(page, ["-", "tree"].into_iter().chain(branch.split('/')))
}

/// The address that GitLab prints after a push, with the fields of its form:
/// <https://docs.gitlab.com/user/project/merge_requests/creating_merge_requests/>.
pub(super) fn merge_request(page: &Url, request: &Request<'_>) -> Url {
    with_query(
        with_segments(page, ["-", "merge_requests", "new"]),
        [
            ("merge_request[source_branch]", request.source),
            ("merge_request[target_branch]", request.target),
            ("merge_request[title]", request.title),
            ("merge_request[description]", request.body),
        ],
    )
}
