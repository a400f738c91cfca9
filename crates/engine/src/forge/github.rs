//! GitHub, and GitHub Enterprise.

use url::Url;

use super::{Request, names, with_query, with_segments};

pub(super) fn is_host(host: &str) -> bool {
    names(host, "github") || host.ends_with(".ghe.com")
}

/// `ssh.github.com` serves Git over the HTTPS port:
/// <https://docs.github.com/authentication/troubleshooting-ssh/using-ssh-over-the-https-port>.
pub(super) fn web_host(host: &str) -> Option<String> {
    matches!(host, "ssh.github.com" | "www.github.com").then(|| "github.com".to_owned())
}

pub(super) fn branch(page: &Url, branch: &str) -> Url {
    with_segments(page, ["tree"].into_iter().chain(branch.split('/')))
}

/// <https://docs.github.com/pull-requests/collaborating-with-pull-requests/proposing-changes-to-your-work-with-pull-requests/using-query-parameters-to-create-a-pull-request>.
/// `expand`, which the GitHub command line uses, opens the form where `quick_pull` alone shows the comparison.
pub(super) fn pull_request(page: &Url, request: &Request<'_>) -> Url {
    let comparison = format!("{}...{}", request.target, request.source);
    with_query(
        with_segments(page, ["compare", comparison.as_str()]),
        [
            ("quick_pull", "1"),
            ("expand", "1"),
            ("title", request.title),
            ("body", request.body),
        ],
    )
}
