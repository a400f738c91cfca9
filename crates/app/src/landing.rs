//! Where a pushed branch goes: identity, sign-in and the web page of the remote.

use manifold_domain::plan::BranchName;
use manifold_engine::forge::WebRepository;
use manifold_engine::repository::{self, FolderKind, Identity};
use manifold_engine::settings::PULL_REQUEST_TEMPLATE;

use crate::open::OpenRepository;
use crate::wire::error::Failure;
use crate::wire::releases::Landing;

impl OpenRepository {
    /// The remote's web page: as the connection says, else guessed from the address.
    pub(crate) fn web(&self) -> Result<Option<WebRepository>, Failure> {
        let connection = self.connection()?;
        let guess = WebRepository::guess(self.address());
        let forge = connection.forge.or(guess.as_ref().map(WebRepository::forge));
        let origin = connection
            .web_origin
            .or(guess.as_ref().map(|web| web.origin().clone()));
        Ok(match (forge, origin) {
            (Some(forge), Some(origin)) => WebRepository::new(forge, origin, self.address()),
            _ => None,
        })
    }

    /// How a pushed branch gets into the default branch.
    pub(crate) fn landing(&self) -> Result<Landing, Failure> {
        if let Some(web) = self.web()? {
            let forge = web.forge();
            return Ok(Landing::PullRequest {
                forge: forge.name().to_owned(),
                term: forge.term().to_owned(),
            });
        }
        let Some(folder) = self.address().folder() else {
            return Ok(Landing::OwnerMerges);
        };
        Ok(match repository::inspect_folder(folder) {
            Ok(FolderKind::Bare) => Landing::MergeHere,
            Ok(_) | Err(_) => Landing::OwnerMerges,
        })
    }

    /// The page that opens a pull request, prefilled; nothing where the remote has no web page.
    pub(crate) fn pull_request_url(
        &self,
        branch: &BranchName,
        title: &str,
        body: &str,
    ) -> Result<Option<String>, Failure> {
        let target = self.default_branch()?;
        let web = self.web()?;
        Ok(web.map(|web| web.pull_request_url(branch, &target, title, body).to_string()))
    }

    /// The pull request's text, with `{title}` and `{changes}`.
    pub(crate) fn pull_request_template(&self) -> Result<String, Failure> {
        let chosen = self.connection()?.pull_request_template;
        Ok(chosen.unwrap_or_else(|| PULL_REQUEST_TEMPLATE.to_owned()))
    }

    /// Who commits: as the connection says, else as the program's environment does, else as Git is configured.
    pub(crate) fn identity(&self) -> Result<Identity, Failure> {
        let connection = self.connection()?;
        let environment = self.environment();
        let configured = repository::configured_identity(connection.folder.as_deref())?;
        let (name, email) = configured.map(|identity| (identity.name, identity.email)).unzip();
        let (name, email) = (
            (connection.committer_name)
                .or(environment.committer_name.clone())
                .or(name),
            (connection.committer_email)
                .or(environment.committer_email.clone())
                .or(email),
        );
        match (name, email) {
            (Some(name), Some(email)) => Ok(Identity { name, email }),
            _ => Err(Failure::new(
                "identityMissing",
                "Manifold does not know whose name the commit should carry.",
            )
            .with_unchanged("Nothing was pushed.")
            .with_hint("Set a name and an e-mail address in Source control, Commit identity.")),
        }
    }
}
