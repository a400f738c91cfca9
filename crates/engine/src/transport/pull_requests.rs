//! Numbers of pull requests, as Git hosts tell them in the names of references.

use std::collections::BTreeMap;

use git2::Oid;

/// Which commit each pull request of a remote is at, by number.
///
/// Hosts keep a reference for each, closed ones too: `refs/pull/<N>/head` (GitHub, Gitea, Forgejo),
/// `refs/merge-requests/<N>/head` (GitLab) and `refs/pull-requests/<N>/from` (Bitbucket Data Center). The `…/merge` that some
/// have beside it is a merge that the host tried, and no commit of a person's.
pub(super) fn listed<'n>(references: impl Iterator<Item = (&'n str, Oid)>) -> BTreeMap<u32, Oid> {
    references
        .filter_map(|(name, id)| Some((number(name)?, id)))
        .collect()
}

fn number(reference: &str) -> Option<u32> {
    let (kind, rest) = reference.strip_prefix("refs/")?.split_once('/')?;
    let (number, end) = rest.split_once('/')?;
    let is_head = matches!(
        (kind, end),
        ("pull" | "merge-requests", "head") | ("pull-requests", "from")
    );
    // `parse` would take a sign too.
    let is_number = is_head && number.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_references_of_each_kind_of_host_tell_the_number() {
        assert_eq!(number("refs/pull/214/head"), Some(214));
        assert_eq!(number("refs/merge-requests/12/head"), Some(12));
        assert_eq!(number("refs/pull-requests/7/from"), Some(7));
    }

    #[test]
    fn other_references_tell_none() {
        for other in [
            "refs/pull/214/merge",
            "refs/pull-requests/7/to",
            "refs/pull/x/head",
            "refs/pull/+1/head",
            "refs/pull/99999999999/head",
            "refs/heads/pull/1/head",
            "refs/heads/main",
            "HEAD",
        ] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
