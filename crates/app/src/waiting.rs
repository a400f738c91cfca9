//! What waits on branches that are not merged, for the window.

use std::collections::HashMap;

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use manifold_domain::object::Timestamp;
use manifold_domain::plan::{BranchName, Holder};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::waiting::{self, Waiting};
use manifold_engine::forge::WebRepository;

use crate::app::now;
use crate::open::OpenRepository;
use crate::view;
use crate::wire::error::Failure;
use crate::wire::waiting::{Branch, EntryOnTheWay, WaitingBranch, WaitingChange};

/// Makes links to branches and pull requests.
pub(crate) struct Links {
    web: Option<WebRepository>,
    target: BranchName,
}

impl Links {
    pub(crate) fn new(open: &OpenRepository) -> Result<Self, Failure> {
        Ok(Self {
            web: open.web()?,
            target: open.default_branch()?,
        })
    }

    /// A branch that waits.
    pub(crate) fn waiting(&self, branch: &waiting::WaitingBranch) -> Branch {
        self.branch(
            &branch.branch,
            &branch.author,
            branch.time,
            branch.pull_request,
            &branch.title,
        )
    }

    /// The branch that has something, and what is known of its pull request.
    pub(crate) fn holder(&self, holder: &Holder, waiting: &Waiting) -> Branch {
        match waiting.of_branch(&holder.branch) {
            Some(branch) => self.waiting(branch),
            None => self.branch(&holder.branch, &holder.author, holder.time, None, ""),
        }
    }

    /// What the newest branch that is not merged makes of an entry.
    pub(crate) fn entry(
        &self,
        waiting: &Waiting,
        manifest: &ManifestName,
        element: &ElementKey,
    ) -> Option<EntryOnTheWay> {
        let (branch, entry) = waiting.on_entry(manifest, element).next()?;
        Some(EntryOnTheWay {
            to: view::release(entry.to.as_ref()),
            branch: self.waiting(branch),
        })
    }

    /// The page of a pull request.
    pub(crate) fn pull_request(&self, number: u32) -> Option<String> {
        self.web.as_ref().map(|web| web.numbered_url(number).to_string())
    }

    fn branch(
        &self,
        name: &BranchName,
        author: &str,
        time: Timestamp,
        pull_request: Option<u32>,
        title: &str,
    ) -> Branch {
        let url = self.web.as_ref().map(|web| match pull_request {
            Some(number) => web.numbered_url(number),
            None => web.pull_request_url(name, &self.target, title, ""),
        });
        Branch {
            name: name.to_string(),
            author: author.to_owned(),
            time: time.0,
            pull_request,
            url: url.map(Into::into),
        }
    }
}

/// The branches, newest first, with what merging each would change.
pub(crate) fn branches(snapshot: &Snapshot, waiting: &Waiting, links: &Links) -> Vec<WaitingBranch> {
    let names: HashMap<ElementKey, &str> = snapshot
        .elements
        .iter()
        .map(|element| (element.key(), element.name.as_str()))
        .collect();
    let name_of = |element: &ElementKey| match names.get(element) {
        Some(name) => (*name).to_owned(),
        None => element.id.to_string(),
    };
    let now = now();
    waiting
        .branches()
        .iter()
        .map(|branch| WaitingBranch {
            branch: links.waiting(branch),
            title: branch.title.clone(),
            is_old: branch.is_old(now),
            changes: changes(&branch.changes, &name_of),
            objections: branch
                .objections
                .iter()
                .map(|objection| objection.in_words(&links.target, &name_of))
                .collect(),
        })
        .collect()
}

fn changes(changes: &waiting::Changes, name_of: &dyn Fn(&ElementKey) -> String) -> Vec<WaitingChange> {
    let manifests = changes.manifests.iter().map(|change| WaitingChange::Manifest {
        manifest: change.manifest.clone(),
        is_created: change.is_created,
        entries: change.entries,
    });
    let releases = changes.releases.iter().map(|change| WaitingChange::Release {
        element: change.element.clone(),
        name: name_of(&change.element),
        version: change.version.to_string(),
        is_removed: change.artifact.is_none(),
    });
    let entries = changes.entries.iter().map(|change| WaitingChange::Entry {
        manifest: change.manifest.clone(),
        element: change.element.clone(),
        name: name_of(&change.element),
        from: view::release(change.from.as_ref()),
        to: view::release(change.to.as_ref()),
    });
    releases.chain(manifests).chain(entries).collect()
}
