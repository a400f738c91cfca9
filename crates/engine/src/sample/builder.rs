//! From the script of the sample to commits.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::str::FromStr;

use git2::build::TreeUpdateBuilder;
use git2::{Commit, FileMode, ObjectType, Oid, Repository, Signature, Time, Tree};
use manifold_domain::element::ElementKey;
use manifold_domain::layout::{TreePath, artifact_path, manifest_path};
use manifold_domain::manifest::{ManifestName, canonical};
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::release::ReleaseMetadata;
use manifold_domain::version::{Release, ReleaseVersion};

use super::elements::Element;
use super::history::{Change, Person, PullRequest};
use crate::ids::ToDomain;
use crate::{Error, Result, artifact};

const MINUTE: i64 = 60;
/// How long after its first commit a pull request is merged, in minutes.
const REVIEW: i64 = 25;
/// How far apart the commits of one pull request are, in minutes.
const BETWEEN_COMMITS: i64 = 2;

/// Who merges in a browser is the author of the merge; the Git host is its committer.
const GIT_HOST: (&str, &str) = ("Sample Git host", "noreply@example.com");

/// What one branch says, as far as the next commit needs it.
#[derive(Clone)]
struct State {
    tip: Oid,
    revisions: BTreeMap<&'static str, u32>,
    manifests: BTreeMap<&'static str, BTreeMap<ElementKey, Release>>,
}

/// Writes the sample into an empty bare repository.
pub(super) struct Builder<'repo> {
    repository: &'repo Repository,
    now: Timestamp,
    main: State,
    /// The number of the next pull request.
    number: u32,
}

/// What one change makes of a tree, and the commit's subject.
struct Edit {
    subject: String,
    /// Path and content; nothing removes what is there.
    files: Files,
}

type Files = Vec<(TreePath, Option<Vec<u8>>)>;

impl<'repo> Builder<'repo> {
    /// Starts the repository with the files that every repository under Source Control has.
    pub(super) fn begin(repository: &'repo Repository, now: Timestamp, minutes_ago: i64) -> Result<Self> {
        let mut builder = Self {
            repository,
            now,
            main: State {
                tip: Oid::ZERO_SHA1,
                revisions: BTreeMap::new(),
                manifests: BTreeMap::new(),
            },
            number: 1,
        };
        let file = |path: &str, text: &str| (TreePath::from_bytes(path.as_bytes()), Some(text.into()));
        let edit = Edit {
            subject: "Initial commit".to_owned(),
            files: vec![
                file(".gitattributes", include_str!("files/gitattributes")),
                file(".retool/protected-apps.yaml", "version: 2.0.0"),
                file("README.md", include_str!("files/README.md")),
            ],
        };
        let empty = repository.find_tree(repository.treebuilder(None)?.write()?)?;
        let tree = builder.tree(&empty, &edit)?;
        let admin = builder.signature(Person::Admin.identity(), minutes_ago)?;
        builder.main.tip = builder.commit(&admin, &admin, &edit.subject, tree, &[])?;
        builder.point("main", builder.main.tip)?;
        Ok(builder)
    }

    /// Makes a pull request and merges it as a Git host does.
    pub(super) fn merge(&mut self, request: &PullRequest) -> Result<()> {
        let pushed = self.push(request)?;
        let merged_at = request.minutes_ago - REVIEW;
        let tree = self.repository.find_commit(pushed.state.tip)?.tree_id();
        let tip = self.commit(
            &self.signature(request.by.merger().identity(), merged_at)?,
            &self.signature(GIT_HOST, merged_at)?,
            &format!(
                "Merge pull request #{} from sample/{}\n\n{}",
                self.number - 1,
                pushed.branch,
                pushed.title
            ),
            tree,
            &[self.main.tip, pushed.state.tip],
        )?;
        self.main = State { tip, ..pushed.state };
        self.point("main", tip)
    }

    /// Makes a pull request and leaves its branch waiting. Its number is in a ref, as GitHub has it.
    pub(super) fn leave_open(&mut self, request: &PullRequest) -> Result<()> {
        let number = self.number;
        let pushed = self.push(request)?;
        self.point(&pushed.branch, pushed.state.tip)?;
        self.refer(&format!("refs/pull/{number}/head"), pushed.state.tip)
    }

    fn push(&mut self, request: &PullRequest) -> Result<Pushed> {
        let base = self.main.tip;
        let mut state = self.main.clone();
        let mut title = None;
        for (change, earlier) in request.changes.iter().zip(0..) {
            let minutes_ago = request.minutes_ago - BETWEEN_COMMITS * earlier;
            let author = self.signature(request.by.identity(), minutes_ago)?;
            let edit = self.edit(change, base, &mut state, author.when())?;
            let before = self.repository.find_commit(state.tip)?.tree()?;
            let tree = self.tree(&before, &edit)?;
            state.tip = self.commit(&author, &author, &edit.subject, tree, &[state.tip])?;
            title.get_or_insert(edit.subject);
        }
        let branch = branch_name(request, self.number)?;
        self.number += 1;
        Ok(Pushed {
            state,
            branch,
            title: title.unwrap_or_default(),
        })
    }

    fn edit(&self, change: &Change, base: Oid, state: &mut State, when: Time) -> Result<Edit> {
        match change {
            Change::Protect(element) => Ok(Edit {
                subject: format!("Protecting {} {}", element.kind().word(), element.name),
                files: save(element, state),
            }),
            Change::Save(element, message) => Ok(Edit {
                subject: (*message).to_owned(),
                files: save(element, state),
            }),
            Change::Delete(element) => Ok(Edit {
                subject: format!("Delete {} {}", element.kind().word(), element.name),
                files: delete(element, state),
            }),
            Change::Release(element, version, description) => {
                self.release(element, version, description, base, when)
            }
            Change::CreateManifest(name) => {
                state.manifests.insert(name, BTreeMap::new());
                Ok(Edit {
                    subject: format!("Create '{name}' release manifest"),
                    files: vec![manifest(name, &BTreeMap::new())],
                })
            }
            Change::Set(name, changes) => {
                let entries = state.manifests.entry(name).or_default();
                for (element, release) in *changes {
                    entries.insert(key(element)?, parse(release)?);
                }
                Ok(Edit {
                    subject: format!("Update '{name}' release manifest"),
                    files: vec![manifest(name, entries)],
                })
            }
        }
    }

    fn release(
        &self,
        element: &Element,
        version: &str,
        description: &str,
        base: Oid,
        when: Time,
    ) -> Result<Edit> {
        let folder = self
            .repository
            .find_commit(base)?
            .tree()?
            .get_path(Path::new(element.folder))?;
        let version: ReleaseVersion = parse(version)?;
        let metadata = ReleaseMetadata {
            version: version.clone(),
            description: description.to_owned(),
            source: CommitId(base.to_domain()),
            kind: element.kind(),
        };
        let zip = artifact::pack(
            self.repository,
            folder.id().to_domain(),
            &metadata,
            Timestamp(when.seconds()),
        )
        .map_err(in_script)?;
        let path = artifact_path(&key(element)?, &version)
            .ok_or_else(|| in_script("Manifold does not release new-style apps"))?;
        Ok(Edit {
            subject: format!("Creating release for {} (v{version})", element.name),
            files: vec![(path, Some(zip))],
        })
    }

    fn signature(&self, (name, email): (&str, &str), minutes_ago: i64) -> Result<Signature<'static>> {
        let time = Time::new(self.now.0 - minutes_ago * MINUTE, 0);
        Ok(Signature::new(name, email, &time)?)
    }

    fn tree(&self, before: &Tree<'_>, edit: &Edit) -> Result<Oid> {
        let mut update = TreeUpdateBuilder::new();
        for (path, content) in &edit.files {
            match content {
                Some(bytes) => update.upsert(path.as_bytes(), self.repository.blob(bytes)?, FileMode::Blob),
                None => update.remove(path.as_bytes()),
            };
        }
        Ok(update.create_updated(self.repository, before)?)
    }

    fn commit(
        &self,
        author: &Signature<'_>,
        committer: &Signature<'_>,
        message: &str,
        tree: Oid,
        parents: &[Oid],
    ) -> Result<Oid> {
        let tree = self.repository.find_tree(tree)?;
        let parents = parents
            .iter()
            .map(|parent| self.repository.find_commit(*parent))
            .collect::<Result<Vec<_>, _>>()?;
        let parents: Vec<&Commit<'_>> = parents.iter().collect();
        Ok(self
            .repository
            .commit(None, author, committer, message, &tree, &parents)?)
    }

    fn point(&self, branch: &str, commit: Oid) -> Result<()> {
        self.refer(&format!("refs/heads/{branch}"), commit)
    }

    fn refer(&self, name: &str, commit: Oid) -> Result<()> {
        self.repository.reference(name, commit, true, "sample")?;
        Ok(())
    }
}

/// A pull request's branch, pushed.
struct Pushed {
    state: State,
    branch: String,
    title: String,
}

/// The next revision of an element. Every file of the one before is in it.
fn save(element: &'static Element, state: &mut State) -> Files {
    let before = state.revisions.get(element.folder).copied().unwrap_or_default();
    state.revisions.insert(element.folder, before + 1);
    element
        .files(before + 1)
        .into_iter()
        .map(|(path, text)| (path_in(element, &path), Some(text.into_bytes())))
        .collect()
}

fn delete(element: &'static Element, state: &mut State) -> Files {
    let last = state.revisions.remove(element.folder).unwrap_or_default();
    element
        .files(last)
        .into_iter()
        .map(|(path, _)| (path_in(element, &path), None))
        .collect()
}

fn path_in(element: &Element, path: &str) -> TreePath {
    TreePath::from_bytes(element.folder.as_bytes()).join(path)
}

fn manifest(name: &str, entries: &BTreeMap<ElementKey, Release>) -> (TreePath, Option<Vec<u8>>) {
    let name = ManifestName::existing(name);
    let entries: Vec<(ElementKey, Release)> = entries.clone().into_iter().collect();
    (
        manifest_path(&name),
        Some(canonical(&name, &entries).into_bytes()),
    )
}

/// The branch as Retool would name it; the digits that are random there come from the number here.
fn branch_name(request: &PullRequest, number: u32) -> Result<String> {
    let (_, email) = request.by.identity();
    let user = email.split('@').next().unwrap_or(email);
    let action = match request.changes.first() {
        Some(Change::Release(..)) => "createReleaseArtifact-commit",
        Some(Change::CreateManifest(_) | Change::Set(..)) => "updateReleaseManifest-commit",
        Some(Change::Protect(_)) => "protect-commit",
        Some(Change::Save(..) | Change::Delete(_)) | None => "update",
    };
    let digits = Oid::hash_object(ObjectType::Blob, &number.to_be_bytes())?.to_string();
    Ok(format!("{user}/{action}-{}", &digits[..8]))
}

fn key(element: &Element) -> Result<ElementKey> {
    Ok(ElementKey {
        kind: element.kind(),
        id: parse(element.uuid)?,
    })
}

fn parse<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(text: &str) -> Result<T> {
    text.parse().map_err(in_script)
}

/// A mistake in the script, which the tests would have found.
fn in_script(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::io("Reading the sample's script")(io::Error::new(io::ErrorKind::InvalidData, reason))
}
