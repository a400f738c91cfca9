//! Bitbucket Cloud, and Bitbucket Data Center, whose pages differ.

use url::Url;

use super::{Request, names, with_query, with_segments};

const CLOUD: &str = "bitbucket.org";

pub(super) fn is_host(host: &str) -> bool {
    names(host, "bitbucket") || names(host, "stash")
}

/// Data Center serves Git over HTTPS below `scm/`.
pub(super) fn is_path(path: &str) -> bool {
    in_scm(path).is_some()
}

/// `altssh.bitbucket.org` serves Git over the HTTPS port.
pub(super) fn web_host(host: &str) -> Option<String> {
    (host == "altssh.bitbucket.org").then(|| CLOUD.to_owned())
}

/// Data Center: `scm/KEY/repo` or `KEY/repo` is shown at `projects/KEY/repos/repo`, and `~jo/repo` at
/// `users/jo/repos/repo`.
pub(super) fn web_path(origin: &Url, path: &str) -> Option<String> {
    if origin.host_str() == Some(CLOUD) {
        return Some(path.to_owned());
    }
    let (before, below) = in_scm(path).unwrap_or(("", path));
    let (project, repository) = below.split_once('/')?;
    let owner = match project.strip_prefix('~') {
        Some(user) => format!("users/{user}"),
        None => format!("projects/{project}"),
    };
    Some(format!("{before}{owner}/repos/{repository}"))
}

/// What stands before and after `scm/`.
fn in_scm(path: &str) -> Option<(&str, &str)> {
    let start = match path.find("/scm/") {
        Some(slash) => slash + 1,
        None => path.starts_with("scm/").then_some(0)?,
    };
    Some((path.get(..start)?, path.get(start + "scm/".len()..)?))
}

fn is_cloud(page: &Url) -> bool {
    page.host_str() == Some(CLOUD)
}

pub(super) fn branch(page: &Url, branch: &str) -> Url {
    if is_cloud(page) {
        with_segments(page, ["branch"].into_iter().chain(branch.split('/')))
    } else {
        with_query(with_segments(page, ["browse"]), [("at", full(branch).as_str())])
    }
}

/// The addresses that Bitbucket prints after a push, and the target. Neither is documented to take a title.
pub(super) fn pull_request(page: &Url, request: &Request<'_>) -> Url {
    if is_cloud(page) {
        return with_query(
            with_segments(page, ["pull-requests", "new"]),
            [("source", request.source), ("dest", request.target), ("t", "1")],
        );
    }
    let mut form = with_segments(page, ["pull-requests"]);
    form.set_query(Some("create"));
    with_query(
        form,
        [
            ("sourceBranch", full(request.source).as_str()),
            ("targetBranch", full(request.target).as_str()),
        ],
    )
}

fn full(branch: &str) -> String {
    format!("refs/heads/{branch}")
}
