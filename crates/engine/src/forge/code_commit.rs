//! AWS `CodeCommit`, shown in the AWS console.
//!
//! Hosts: <https://docs.aws.amazon.com/codecommit/latest/userguide/regions.html>.

use url::Url;

use super::{Request, with_query, with_segments};

pub(super) fn is_host(host: &str) -> bool {
    region(host).is_some()
}

/// The console of the host's region and partition.
pub(super) fn web_host(host: &str) -> Option<String> {
    let region = region(host)?;
    Some(if host.ends_with("amazonaws.com.cn") {
        format!("{region}.console.amazonaws.cn")
    } else if region.starts_with("us-gov-") {
        format!("{region}.console.amazonaws-us-gov.com")
    } else {
        format!("{region}.console.aws.amazon.com")
    })
}

/// `git-codecommit.eu-central-1.amazonaws.com` is in `eu-central-1`.
fn region(host: &str) -> Option<&str> {
    let (service, rest) = host.split_once('.')?;
    let (region, domain) = rest.split_once('.')?;
    let is_service = matches!(service, "git-codecommit" | "git-codecommit-fips");
    (is_service && matches!(domain, "amazonaws.com" | "amazonaws.com.cn")).then_some(region)
}

/// `v1/repos/repo` is shown at `codesuite/codecommit/repositories/repo`.
pub(super) fn web_path(path: &str) -> Option<String> {
    let repository = path.strip_prefix("v1/repos/")?;
    Some(format!("codesuite/codecommit/repositories/{repository}"))
}

pub(super) fn branch(page: &Url, branch: &str) -> Url {
    let segments = ["browse", "refs", "heads"].into_iter().chain(branch.split('/'));
    with_region(with_segments(page, segments))
}

/// The address of the console's own form; it takes the two branches.
pub(super) fn pull_request(page: &Url, request: &Request<'_>) -> Url {
    let segments = ["pull-requests", "new", "refs", "heads"]
        .into_iter()
        .chain(request.target.split('/'))
        .chain(["...", "refs", "heads"])
        .chain(request.source.split('/'));
    with_region(with_segments(page, segments))
}

/// The page of the pull request with this number.
pub(super) fn numbered(page: &Url, number: &str) -> Url {
    with_region(with_segments(page, ["pull-requests", number, "details"]))
}

/// The console shows the region that was used last where the address names none.
fn with_region(page: Url) -> Url {
    let host = page.host_str().unwrap_or_default().to_owned();
    let region = host.split_once(".console.").map_or("", |(region, _)| region);
    with_query(page, [("region", region)])
}
