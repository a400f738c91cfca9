//! Addresses of web pages, for every host and every way to write a repository's address.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use manifold_domain::plan::BranchName;
use manifold_engine::forge::{Forge, WebRepository};
use manifold_engine::repository::RemoteAddress;
use url::Url;

fn address(text: &str) -> RemoteAddress {
    RemoteAddress::parse(text).unwrap()
}

fn web(text: &str) -> WebRepository {
    WebRepository::guess(&address(text)).unwrap_or_else(|| panic!("nothing is guessed of {text}"))
}

fn branch(name: &str) -> BranchName {
    BranchName::try_from(name.to_owned()).unwrap()
}

/// The pull request page for a plain branch, with title and text.
fn request(web: &WebRepository) -> String {
    let url = web.pull_request_url(&branch("jo/x-1"), &branch("main"), "Set A & B", "One\nTwo");
    url.to_string()
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table")]
fn every_way_to_write_an_address_leads_to_the_same_pages() {
    for (forge, page, addresses) in [
        (
            Forge::GitHub,
            "https://github.com/acme/retool",
            &[
                "https://github.com/acme/retool.git",
                "https://jo@github.com/acme/retool",
                "https://github.com/acme/retool/",
                "git@github.com:acme/retool.git",
                "ssh://git@ssh.github.com:443/acme/retool.git",
            ][..],
        ),
        (
            Forge::GitHub,
            "https://acme.ghe.com/acme/retool",
            &[
                "https://acme.ghe.com/acme/retool.git",
                "git@acme.ghe.com:acme/retool.git",
            ],
        ),
        (
            Forge::GitLab,
            "https://gitlab.com/acme/tools/internal/retool",
            &[
                "https://gitlab.com/acme/tools/internal/retool.git",
                "git@gitlab.com:acme/tools/internal/retool.git",
                "ssh://git@altssh.gitlab.com:443/acme/tools/internal/retool.git",
            ],
        ),
        (
            Forge::GitLab,
            "http://my-gitlab.example.com:8080/acme/retool",
            &["http://my-gitlab.example.com:8080/acme/retool.git"],
        ),
        (
            Forge::GitLab,
            "https://gitlab.example.com/acme/retool",
            &["ssh://git@gitlab.example.com:2222/acme/retool.git"],
        ),
        (
            Forge::Bitbucket,
            "https://bitbucket.org/acme/retool",
            &[
                "https://jo@bitbucket.org/acme/retool.git",
                "git@bitbucket.org:acme/retool.git",
                "ssh://git@altssh.bitbucket.org:443/acme/retool.git",
            ],
        ),
        (
            Forge::Bitbucket,
            "https://bitbucket.example.com/projects/ACME/repos/retool",
            &[
                "https://bitbucket.example.com/scm/ACME/retool.git",
                "ssh://git@bitbucket.example.com:7999/ACME/retool.git",
            ],
        ),
        (
            Forge::Bitbucket,
            "https://git.example.com/code/users/jo/repos/retool",
            &["https://git.example.com/code/scm/~jo/retool.git"],
        ),
        (
            Forge::AzureRepos,
            "https://dev.azure.com/acme/Internal%20tools/_git/retool",
            &[
                "https://acme@dev.azure.com/acme/Internal%20tools/_git/retool",
                "git@ssh.dev.azure.com:v3/acme/Internal%20tools/retool",
                "acme@vs-ssh.visualstudio.com:v3/acme/Internal tools/retool",
            ],
        ),
        (
            Forge::AzureRepos,
            "https://acme.visualstudio.com/DefaultCollection/tools/_git/retool",
            &["https://acme.visualstudio.com/DefaultCollection/tools/_git/retool"],
        ),
        (
            Forge::AzureRepos,
            "https://tfs.example.com/tfs/Main/tools/_git/retool",
            &["https://tfs.example.com/tfs/Main/tools/_git/retool"],
        ),
        (
            Forge::CodeCommit,
            "https://eu-central-1.console.aws.amazon.com/codesuite/codecommit/repositories/retool",
            &[
                "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/retool",
                "ssh://APKAEXAMPLE@git-codecommit.eu-central-1.amazonaws.com/v1/repos/retool",
                "https://git-codecommit-fips.eu-central-1.amazonaws.com/v1/repos/retool",
            ],
        ),
        (
            Forge::CodeCommit,
            "https://cn-north-1.console.amazonaws.cn/codesuite/codecommit/repositories/retool",
            &["https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/retool"],
        ),
        (
            Forge::Gitea,
            "https://codeberg.org/acme/retool",
            &[
                "https://codeberg.org/acme/retool.git",
                "git@codeberg.org:acme/retool.git",
            ],
        ),
        (
            Forge::Gitea,
            "https://forgejo.example.com:3000/acme/retool",
            &["https://forgejo.example.com:3000/acme/retool.git"],
        ),
    ] {
        for text in addresses {
            let web = web(text);
            assert_eq!(
                (web.forge(), web.repository_url().as_str()),
                (forge, page),
                "{text}"
            );
        }
    }
}

#[test]
fn nothing_is_guessed_of_an_address_that_tells_nothing() {
    for text in [
        "/srv/git/retool.git",
        "file:///srv/git/retool.git",
        "https://git.example.com/acme/retool.git",
        "jo@10.0.0.5:retool.git",
        // A name that merely contains the word is another one.
        "https://notgithub.example.com/acme/retool",
        "https://git-codecommit.eu-central-1.example.com/v1/repos/retool",
        "https://dev.azure.com/acme",
    ] {
        assert_eq!(WebRepository::guess(&address(text)), None, "{text}");
    }
}

#[test]
fn a_pull_request_is_filled_in_as_far_as_the_host_takes_it() {
    for (text, expected) in [
        (
            "https://github.com/acme/retool",
            "https://github.com/acme/retool/compare/main...jo%2Fx-1?quick_pull=1&expand=1&title=Set+A+%26+B&body=One%0ATwo",
        ),
        (
            "https://gitlab.com/acme/tools/retool",
            "https://gitlab.com/acme/tools/retool/-/merge_requests/new?merge_request%5Bsource_branch%5D=jo%2Fx-1&merge_request%5Btarget_branch%5D=main&merge_request%5Btitle%5D=Set+A+%26+B&merge_request%5Bdescription%5D=One%0ATwo",
        ),
        (
            "https://bitbucket.org/acme/retool",
            "https://bitbucket.org/acme/retool/pull-requests/new?source=jo%2Fx-1&dest=main&t=1",
        ),
        (
            "https://bitbucket.example.com/scm/ACME/retool.git",
            "https://bitbucket.example.com/projects/ACME/repos/retool/pull-requests?create&sourceBranch=refs%2Fheads%2Fjo%2Fx-1&targetBranch=refs%2Fheads%2Fmain",
        ),
        (
            "git@ssh.dev.azure.com:v3/acme/tools/retool",
            "https://dev.azure.com/acme/tools/_git/retool/pullrequestcreate?sourceRef=jo%2Fx-1&targetRef=main",
        ),
        (
            "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/retool",
            "https://eu-central-1.console.aws.amazon.com/codesuite/codecommit/repositories/retool/pull-requests/new/refs/heads/main/.../refs/heads/jo/x-1?region=eu-central-1",
        ),
        (
            "https://codeberg.org/acme/retool",
            "https://codeberg.org/acme/retool/compare/main...jo%2Fx-1?expand=1&quick_pull=1&title=Set+A+%26+B&body=One%0ATwo",
        ),
    ] {
        assert_eq!(request(&web(text)), expected);
    }
}

#[test]
fn a_branch_has_a_page() {
    for (text, expected) in [
        (
            "https://github.com/acme/retool",
            "https://github.com/acme/retool/tree/jo/x-1",
        ),
        (
            "https://gitlab.com/acme/retool",
            "https://gitlab.com/acme/retool/-/tree/jo/x-1",
        ),
        (
            "https://bitbucket.org/acme/retool",
            "https://bitbucket.org/acme/retool/branch/jo/x-1",
        ),
        (
            "https://bitbucket.example.com/scm/ACME/retool.git",
            "https://bitbucket.example.com/projects/ACME/repos/retool/browse?at=refs%2Fheads%2Fjo%2Fx-1",
        ),
        (
            "https://dev.azure.com/acme/tools/_git/retool",
            "https://dev.azure.com/acme/tools/_git/retool?version=GBjo%2Fx-1",
        ),
        (
            "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/retool",
            "https://eu-central-1.console.aws.amazon.com/codesuite/codecommit/repositories/retool/browse/refs/heads/jo/x-1?region=eu-central-1",
        ),
        (
            "https://codeberg.org/acme/retool",
            "https://codeberg.org/acme/retool/src/branch/jo/x-1",
        ),
    ] {
        assert_eq!(web(text).branch_url(&branch("jo/x-1")).as_str(), expected);
    }
}

#[test]
fn no_character_of_a_branch_name_can_change_what_an_address_means() {
    let hostile = "a#b&c=d%2Fe+f;g\"h<i>/ü🚚";
    for text in [
        "https://github.com/acme/retool",
        "https://gitlab.com/acme/retool",
        "https://bitbucket.org/acme/retool",
        "https://bitbucket.example.com/scm/ACME/retool.git",
        "https://dev.azure.com/acme/tools/_git/retool",
        "https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/retool",
        "https://codeberg.org/acme/retool",
    ] {
        let web = web(text);
        for url in [
            web.branch_url(&branch(hostile)),
            web.pull_request_url(&branch(hostile), &branch("main"), "", ""),
        ] {
            assert_eq!(url.fragment(), None, "{url}");
            assert!(url.as_str().is_ascii(), "{url}");
            assert!(web.owns(&url), "{url}");
            assert_eq!(Url::parse(url.as_str()).unwrap(), url);
            // What the host reads back is the branch, whole: in a path segment or in a query.
            let in_query = url.query_pairs().any(|(_, value)| value.contains(hostile));
            let in_path = url.path().contains("a%23b&c=d%252Fe+f;g%22h%3Ci%3E");
            assert!(in_query || in_path, "{url}");
            assert!(!url.query_pairs().any(|(key, _)| key == "c"), "{url}");
        }
    }
}

#[test]
fn a_text_too_long_for_an_address_is_left_out() {
    let long = "x".repeat(10_000);
    let url =
        web("https://github.com/acme/retool").pull_request_url(&branch("x"), &branch("main"), "Title", &long);
    assert!(url.as_str().ends_with("&title=Title"), "{url}");
}

#[test]
fn a_host_of_one_s_own_is_what_the_connection_says() {
    let origin = |text: &str| Url::parse(text).unwrap();
    let plain = address("git@git.example.com:acme/retool.git");
    let web = WebRepository::new(Forge::Gitea, origin("https://code.example.com:8443"), &plain).unwrap();
    assert_eq!(
        web.repository_url().as_str(),
        "https://code.example.com:8443/acme/retool"
    );
    // A forge below a path: SSH addresses leave the path out, HTTPS addresses have it already.
    let below = origin("https://example.com/gitlab/");
    for text in [
        "git@example.com:acme/retool.git",
        "https://example.com/gitlab/acme/retool.git",
    ] {
        let web = WebRepository::new(Forge::GitLab, below.clone(), &address(text)).unwrap();
        assert_eq!(
            web.repository_url().as_str(),
            "https://example.com/gitlab/acme/retool"
        );
    }
    assert_eq!(
        WebRepository::new(Forge::None, origin("https://example.com"), &plain),
        None
    );
    assert_eq!(
        WebRepository::new(Forge::GitHub, origin("file:///etc"), &plain),
        None
    );
    assert_eq!(
        WebRepository::new(Forge::CodeCommit, origin("https://example.com"), &plain),
        None
    );
}

#[test]
fn only_links_of_the_same_scheme_host_and_port_are_owned() {
    let web = web("https://github.com/acme/retool");
    let owns = |text: &str| web.owns(&Url::parse(text).unwrap());
    assert!(owns("https://github.com/other/thing?x#y"));
    for foreign in [
        "http://github.com/acme/retool",
        "https://github.com:8443/acme/retool",
        "https://github.com.example.com/acme/retool",
        "https://github.com@example.com/acme/retool",
        "https://jo:secret@github.com/acme/retool",
        "https://gist.github.com/acme",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
    ] {
        assert!(!owns(foreign), "{foreign}");
    }
}
