//! Azure Repos, and Azure DevOps Server.
//!
//! Addresses: <https://learn.microsoft.com/azure/devops/repos/git/use-ssh-keys-to-authenticate> and
//! <https://learn.microsoft.com/azure/devops/release-notes/2018/sep-10-azure-devops-launch#administration>.

use url::Url;

use super::{Request, with_query, with_segments};

const CLOUD: &str = "dev.azure.com";

pub(super) fn is_host(host: &str) -> bool {
    matches!(host, CLOUD | "ssh.dev.azure.com") || host.ends_with(".visualstudio.com")
}

/// Every HTTPS address has `_git` before the repository.
pub(super) fn is_path(path: &str) -> bool {
    path.split('/').any(|segment| segment == "_git")
}

/// The hosts that serve SSH have no pages.
pub(super) fn web_host(host: &str) -> Option<String> {
    matches!(host, "ssh.dev.azure.com" | "vs-ssh.visualstudio.com").then(|| CLOUD.to_owned())
}

/// SSH: `v3/organisation/project/repo` is shown at `organisation/project/_git/repo`. Other addresses are pages.
pub(super) fn web_path(path: &str) -> Option<String> {
    if is_path(path) {
        return Some(path.to_owned());
    }
    let segments: Vec<&str> = path.split('/').collect();
    let ["v3", organisation, project, repository] = segments[..] else {
        return None;
    };
    Some(format!("{organisation}/{project}/_git/{repository}"))
}

/// `GB` stands for *Git branch*.
pub(super) fn branch(page: &Url, branch: &str) -> Url {
    with_query(page.clone(), [("version", format!("GB{branch}").as_str())])
}

/// The address that Azure Repos itself offers after a push; it takes the two branches.
pub(super) fn pull_request(page: &Url, request: &Request<'_>) -> Url {
    with_query(
        with_segments(page, ["pullrequestcreate"]),
        [("sourceRef", request.source), ("targetRef", request.target)],
    )
}
