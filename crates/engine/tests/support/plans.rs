//! Plans to carry out, as `manifold_domain::plan` makes them.

use std::path::PathBuf;

use manifold_domain::element::ElementKind;
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::plan::{BranchName, EditContent, Plan, PlannedCommit, TreeEdit};
use manifold_domain::release::ReleaseMetadata;
use manifold_domain::version::ReleaseVersion;
use manifold_engine::Result;
use manifold_engine::journal::Journal;
use manifold_engine::merge::{merge, merge_preview};
use manifold_engine::operation::{Unwatched, Watch};
use manifold_engine::publish::{CreatedBranch, create_branch, push};
use manifold_engine::repository::{Identity, Mirror, RemoteAddress};
use manifold_engine::transport::{Credentials, NoCredentials};

use super::git::Sandbox;

pub const TIME: Timestamp = Timestamp(1_767_322_800);

pub fn branch(name: &str) -> BranchName {
    BranchName::try_from(name.to_owned()).unwrap()
}

pub fn address(text: &str) -> RemoteAddress {
    RemoteAddress::parse(text).unwrap()
}

pub fn identity() -> Identity {
    Identity {
        name: "Sample admin".to_owned(),
        email: "admin@example.com".to_owned(),
    }
}

/// A mirror of a sandbox's remote, fetched, with its journal.
pub struct Desk {
    pub mirror: Mirror,
    pub journal: Journal,
}

impl Desk {
    pub fn new(sandbox: &Sandbox) -> Self {
        Self::at(sandbox, &RemoteAddress::Path(sandbox.remote()))
    }

    pub fn at(sandbox: &Sandbox, remote: &RemoteAddress) -> Self {
        let desk = Self::unfetched(sandbox, remote);
        desk.mirror.fetch(&NoCredentials, &Unwatched).unwrap();
        desk
    }

    pub fn unfetched(sandbox: &Sandbox, remote: &RemoteAddress) -> Self {
        Self {
            mirror: Mirror::create_or_open(&Self::mirror_folder(sandbox), remote, None, &Unwatched).unwrap(),
            journal: Journal::open(&sandbox.path("data/journal")).unwrap(),
        }
    }

    pub fn mirror_folder(sandbox: &Sandbox) -> PathBuf {
        sandbox.path("data/mirror.git")
    }

    pub fn base(&self) -> CommitId {
        self.mirror.tip(&branch("main")).unwrap()
    }

    pub fn create(&self, plan: &Plan) -> Result<CreatedBranch> {
        create_branch(&self.mirror, &self.journal, plan, &identity(), TIME, &Unwatched)
    }

    pub fn push(&self, branch: &BranchName) -> Result<()> {
        self.push_as(branch, &NoCredentials)
    }

    pub fn push_as(&self, branch: &BranchName, credentials: &dyn Credentials) -> Result<()> {
        push(&self.mirror, &self.journal, branch, credentials, &Unwatched)
    }

    /// Merges a pushed branch into `main`.
    pub fn merge(&self, branch_to_merge: &BranchName) -> Result<CommitId> {
        self.merge_watched(branch_to_merge, &Unwatched)
    }

    pub fn merge_watched(&self, branch_to_merge: &BranchName, watch: &dyn Watch) -> Result<CommitId> {
        let preview = merge_preview(&self.mirror, branch_to_merge, &branch("main"))?;
        merge(
            &self.mirror,
            &self.journal,
            &preview,
            &identity(),
            TIME,
            &NoCredentials,
            watch,
        )
    }
}

/// A plan with one commit.
pub fn plan(base: CommitId, name: &str, edits: Vec<TreeEdit>) -> Plan {
    let commit = PlannedCommit {
        subject: "Create 'qa' release manifest".to_owned(),
        body: String::new(),
        edits,
    };
    Plan {
        base,
        branch: branch(name),
        title: commit.subject.clone(),
        commits: vec![commit],
        body: String::new(),
        meaning: Vec::new(),
        warnings: Vec::new(),
    }
}

pub fn file(path: &str, content: &str) -> TreeEdit {
    TreeEdit {
        path: path.parse().unwrap(),
        content: EditContent::File(content.as_bytes().to_vec()),
    }
}

pub fn nothing(path: &str) -> TreeEdit {
    TreeEdit {
        path: path.parse().unwrap(),
        content: EditContent::Nothing,
    }
}

/// A plan that adds the manifest `qa`.
pub fn manifest_plan(base: CommitId, name: &str) -> Plan {
    plan(
        base,
        name,
        vec![file("manifests/qa.yaml", "version: 1.0.0\nname: qa\n")],
    )
}

/// A plan that releases the sandbox's app as 1.0.1 and sets it on `prod`: two commits.
pub fn release_plan(desk: &Desk, name: &str) -> Plan {
    let base = desk.base();
    let folder = "apps/Orders/Dashboard";
    let git = desk.mirror.git();
    let commit = git.find_commit(base.to_string().parse().unwrap()).unwrap();
    let tree = commit.tree().unwrap().get_path(folder.as_ref()).unwrap().id();
    let metadata = ReleaseMetadata {
        version: ReleaseVersion::new(1, 0, 1),
        description: "Second".to_owned(),
        source: base,
        kind: ElementKind::App,
    };
    let artifact = TreeEdit {
        path: "dist/apps/6e69709c-198c-11f1-835a-73d4870770bb/1.0.1.zip"
            .parse()
            .unwrap(),
        content: EditContent::Artifact {
            folder: folder.parse().unwrap(),
            tree: tree.to_string().parse().unwrap(),
            metadata,
        },
    };
    let mut plan = plan(base, name, vec![artifact]);
    "Creating release for Dashboard (v1.0.1)".clone_into(&mut plan.commits[0].subject);
    plan.commits.push(PlannedCommit {
        subject: "Update 'prod' release manifest".to_owned(),
        body: "Fixes the totals.".to_owned(),
        edits: vec![file(
            "manifests/prod.yaml",
            "version: 1.0.0\nname: prod\napps:\n  - uuid: 6e69709c-198c-11f1-835a-73d4870770bb\n    release: 1.0.1\n",
        )],
    });
    plan
}
