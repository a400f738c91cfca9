//! The web pages of what hosts a repository: where a branch is shown and a pull request is opened.
//!
//! Only addresses are made here; nothing is asked of a host.

mod azure_repos;
mod bitbucket;
mod code_commit;
mod gitea;
mod github;
mod gitlab;

use manifold_domain::plan::BranchName;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::repository::RemoteAddress;

/// The longest address that is made, in bytes: hosts answer longer ones with *414 URI Too Long*. A pull request's
/// text that would make it longer is left out.
const LONGEST_ADDRESS: usize = 8_000;

/// What hosts a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Forge {
    /// GitHub, or GitHub Enterprise.
    GitHub,
    /// GitLab.
    GitLab,
    /// Bitbucket Cloud, or Bitbucket Data Center.
    Bitbucket,
    /// Azure Repos, or Azure DevOps Server.
    AzureRepos,
    /// AWS `CodeCommit`.
    CodeCommit,
    /// Gitea, or Forgejo.
    Gitea,
    /// Nothing with web pages.
    None,
}

impl Forge {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
            Self::Bitbucket => "Bitbucket",
            Self::AzureRepos => "Azure Repos",
            Self::CodeCommit => "AWS CodeCommit",
            Self::Gitea => "Gitea",
            Self::None => "no web page",
        }
    }

    /// What a pull request is called there.
    pub const fn term(self) -> &'static str {
        match self {
            Self::GitLab => "merge request",
            _ => "pull request",
        }
    }
}

/// A repository on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebRepository {
    forge: Forge,
    origin: Url,
    page: Url,
}

/// What a pull request is opened with.
struct Request<'a> {
    source: &'a str,
    target: &'a str,
    title: &'a str,
    body: &'a str,
}

impl WebRepository {
    /// The repository's web pages, as far as its address tells: those of makers' own hosts for sure, those of
    /// others by a telling name or path. Nothing where the address tells nothing.
    ///
    /// ```
    /// use manifold_engine::forge::WebRepository;
    /// use manifold_engine::repository::RemoteAddress;
    /// let address = RemoteAddress::parse("git@github.com:acme/retool.git").unwrap();
    /// let web = WebRepository::guess(&address).unwrap();
    /// assert_eq!(web.repository_url().as_str(), "https://github.com/acme/retool");
    /// ```
    pub fn guess(address: &RemoteAddress) -> Option<Self> {
        let host = address.host()?;
        let path = address.repository_path()?;
        let guesses = [
            (Forge::GitHub, github::is_host(host)),
            (Forge::GitLab, gitlab::is_host(host)),
            (
                Forge::Bitbucket,
                bitbucket::is_host(host) || bitbucket::is_path(path),
            ),
            (
                Forge::AzureRepos,
                azure_repos::is_host(host) || azure_repos::is_path(path),
            ),
            (Forge::CodeCommit, code_commit::is_host(host)),
            (Forge::Gitea, gitea::is_host(host)),
        ];
        let (forge, _) = guesses.into_iter().find(|(_, is_it)| *is_it)?;
        Self::new(forge, guess_origin(forge, address, host)?, address)
    }

    /// The web pages of the repository at this address, on this forge with this web origin: scheme, host, port, and
    /// the path that all its pages share where there is one. Nothing where an address of this kind cannot be there.
    pub fn new(forge: Forge, origin: Url, address: &RemoteAddress) -> Option<Self> {
        if !matches!(origin.scheme(), "https" | "http") {
            return None;
        }
        let path = address.repository_path()?;
        let path = match forge {
            Forge::GitHub | Forge::GitLab | Forge::Gitea => path.to_owned(),
            Forge::Bitbucket => bitbucket::web_path(&origin, path)?,
            Forge::AzureRepos => azure_repos::web_path(path)?,
            Forge::CodeCommit => code_commit::web_path(path)?,
            Forge::None => return None,
        };
        let page = below(&origin, &path);
        Some(Self { forge, origin, page })
    }

    /// What hosts it.
    pub fn forge(&self) -> Forge {
        self.forge
    }

    /// Where the web pages are.
    pub fn origin(&self) -> &Url {
        &self.origin
    }

    /// The repository's own page.
    pub fn repository_url(&self) -> Url {
        self.page.clone()
    }

    /// The page of a branch.
    pub fn branch_url(&self, branch: &BranchName) -> Url {
        let branch = branch.as_str();
        match self.forge {
            Forge::GitHub => github::branch(&self.page, branch),
            Forge::GitLab => gitlab::branch(&self.page, branch),
            Forge::Bitbucket => bitbucket::branch(&self.page, branch),
            Forge::AzureRepos => azure_repos::branch(&self.page, branch),
            Forge::CodeCommit => code_commit::branch(&self.page, branch),
            Forge::Gitea => gitea::branch(&self.page, branch),
            Forge::None => self.repository_url(),
        }
    }

    /// The page of the pull request with this number.
    ///
    /// ```
    /// use manifold_engine::forge::WebRepository;
    /// use manifold_engine::repository::RemoteAddress;
    /// let address = RemoteAddress::parse("git@github.com:acme/retool.git").unwrap();
    /// let web = WebRepository::guess(&address).unwrap();
    /// assert_eq!(web.numbered_url(214).as_str(), "https://github.com/acme/retool/pull/214");
    /// ```
    pub fn numbered_url(&self, number: u32) -> Url {
        let number = number.to_string();
        let segments: &[&str] = match self.forge {
            Forge::GitHub => &["pull", &number],
            Forge::GitLab => &["-", "merge_requests", &number],
            Forge::Bitbucket => &["pull-requests", &number],
            Forge::AzureRepos => &["pullrequest", &number],
            Forge::CodeCommit => return code_commit::numbered(&self.page, &number),
            Forge::Gitea => &["pulls", &number],
            Forge::None => &[],
        };
        with_segments(&self.page, segments.iter().copied())
    }

    /// The page that opens a pull request from `source` into `target`, filled in as far as the host lets an address
    /// do so.
    pub fn pull_request_url(&self, source: &BranchName, target: &BranchName, title: &str, body: &str) -> Url {
        let request = Request {
            source: source.as_str(),
            target: target.as_str(),
            title,
            body,
        };
        let url = self.request_url(&request);
        if url.as_str().len() <= LONGEST_ADDRESS {
            return url;
        }
        self.request_url(&Request { body: "", ..request })
    }

    fn request_url(&self, request: &Request<'_>) -> Url {
        match self.forge {
            Forge::GitHub => github::pull_request(&self.page, request),
            Forge::GitLab => gitlab::merge_request(&self.page, request),
            Forge::Bitbucket => bitbucket::pull_request(&self.page, request),
            Forge::AzureRepos => azure_repos::pull_request(&self.page, request),
            Forge::CodeCommit => code_commit::pull_request(&self.page, request),
            Forge::Gitea => gitea::pull_request(&self.page, request),
            Forge::None => self.repository_url(),
        }
    }

    /// Whether a link belongs to this host: the same scheme, host and port, and no user in it. Only such links are
    /// opened in the browser.
    pub fn owns(&self, url: &Url) -> bool {
        url.origin() == self.origin.origin() && url.username().is_empty() && url.password().is_none()
    }
}

/// Where the web pages are, judged by where the repository is.
fn guess_origin(forge: Forge, address: &RemoteAddress, host: &str) -> Option<Url> {
    let known = match forge {
        Forge::GitHub => github::web_host(host),
        Forge::GitLab => gitlab::web_host(host),
        Forge::Bitbucket => bitbucket::web_host(host),
        Forge::AzureRepos => azure_repos::web_host(host),
        Forge::CodeCommit => code_commit::web_host(host),
        Forge::Gitea | Forge::None => None,
    };
    if let Some(known) = known {
        return Url::parse(&format!("https://{known}")).ok();
    }
    match address {
        RemoteAddress::Https(url) => Url::parse(&url.origin().ascii_serialization()).ok(),
        // The port is SSH's: web pages are elsewhere.
        _ if host.contains(':') => Url::parse(&format!("https://[{host}]")).ok(),
        _ => Url::parse(&format!("https://{host}")).ok(),
    }
}

/// Whether one part of a host's name is this word, as in `gitlab.example.com` or `my-gitlab.example.com`.
fn names(host: &str, word: &str) -> bool {
    host.split(['.', '-']).any(|part| part == word)
}

/// The page at this path. The path may be percent-encoded already, as it is in an HTTPS address.
fn below(origin: &Url, path: &str) -> Url {
    let mut page = origin.clone();
    page.set_query(None);
    page.set_fragment(None);
    let base = origin.path().trim_matches('/');
    let is_below_base = base.is_empty() || path.starts_with(&format!("{base}/"));
    page.set_path(&if is_below_base {
        path.to_owned()
    } else {
        format!("{base}/{path}")
    });
    page
}

/// The page with more segments, each encoded whole: a slash in one becomes `%2F`.
fn with_segments<'a>(page: &Url, segments: impl IntoIterator<Item = &'a str>) -> Url {
    let mut url = page.clone();
    // Every http(s) URL has a path, so this never fails (`WebRepository::new` lets no other in).
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

/// The page with a query; pairs with an empty value are left out.
fn with_query<'a>(mut page: Url, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Url {
    let filled = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    page.query_pairs_mut().extend_pairs(filled);
    page
}
