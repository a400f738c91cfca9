//! From one instance to the next: how two manifests differ, and what of that should go along.

use crate::element::ElementKey;
use crate::index::ElementIndex;
use crate::layout::TreePath;
use crate::manifest::{EntryDifference, ManifestName};
use crate::matrix::row_order;
use crate::plan::{BranchName, ManifestChange, Refusal, readable};
use crate::snapshot::Snapshot;
use crate::text::shown;
use crate::version::Release;
use crate::waiting::Waiting;

/// One element that two instances' manifests say different things of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The element.
    pub element: ElementKey,
    /// Its name, where the repository has it.
    pub name: Option<String>,
    /// Its folder, where the repository has it.
    pub folder: Option<TreePath>,
    /// What the target's manifest names; nothing where it does not list the element.
    pub current: Option<Release>,
    /// What the source's manifest names; nothing where it does not list the element.
    pub incoming: Option<Release>,
    /// Whether it goes along.
    pub choice: Choice,
}

/// Whether an element goes along when an instance is promoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ticked: a higher version, whose artifact is there.
    Upgrade,
    /// Not ticked, but may be.
    Left(Reason),
    /// Cannot be ticked: the source names a release that has no artifact.
    ArtifactMissing,
}

/// Why an element does not go along unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The target does not list it.
    NewOnTarget,
    /// The target names a higher version.
    TargetIsAhead,
    /// The source names `latest`: the target would follow the default branch.
    SourceFollows,
    /// The target names `latest`: it would stop to follow the default branch.
    TargetFollows,
    /// The source does not list it: the entry would be removed.
    OnlyOnTarget,
    /// A branch that is not merged changes this entry of the target already ([`Waiting::on_entry`] says which).
    Waits,
    /// The repository does not have the element.
    ElementUnknown,
}

/// What would go from the manifest `source` to the manifest `target`, in the order of the matrix: only elements of which
/// they say different things. Comparing two instances is the same question.
///
/// Refused where one of the manifests is not there or cannot be read.
pub fn lines(
    snapshot: &Snapshot,
    waiting: &Waiting,
    source: &ManifestName,
    target: &ManifestName,
) -> Result<Vec<Line>, Refusal> {
    let (_, from) = readable(snapshot, source, "source")?;
    let (_, to) = readable(snapshot, target, "target")?;
    let elements = ElementIndex::new(&snapshot.elements);
    let mut differences = to.differences_to(from);
    differences.sort_by_cached_key(|difference| row_order(&difference.element, &elements));
    let line = |EntryDifference {
                    element,
                    from: current,
                    to: incoming,
                }| {
        let known = elements.get(&element);
        let choice = match (&current, &incoming) {
            (_, Some(incoming)) if snapshot.is_missing(&element, incoming) => Choice::ArtifactMissing,
            _ if waiting.on_entry(target, &element).next().is_some() => Choice::Left(Reason::Waits),
            (_, Some(_)) if known.is_none() => Choice::Left(Reason::ElementUnknown),
            (current, incoming) => by_release(current.as_ref(), incoming.as_ref()),
        };
        Line {
            name: known.map(|element| element.name.clone()),
            folder: known.map(|element| element.folder.clone()),
            element,
            current,
            incoming,
            choice,
        }
    };
    Ok(differences.into_iter().map(line).collect())
}

/// What the two releases alone say.
fn by_release(current: Option<&Release>, incoming: Option<&Release>) -> Choice {
    Choice::Left(match (current, incoming) {
        (_, None) => Reason::OnlyOnTarget,
        (None, _) => Reason::NewOnTarget,
        (_, Some(Release::Latest)) => Reason::SourceFollows,
        (Some(Release::Latest), _) => Reason::TargetFollows,
        (Some(Release::Version(current)), Some(Release::Version(incoming))) if incoming > current => {
            return Choice::Upgrade;
        }
        _ => Reason::TargetIsAhead,
    })
}

impl Line {
    /// The change of the target that this line is, as an intent has it.
    pub fn wanted(&self, target: &ManifestName) -> ManifestChange {
        ManifestChange {
            manifest: target.clone(),
            element: self.element.clone(),
            release: self.incoming.clone(),
        }
    }
}

impl Reason {
    /// The reason in a few words, such as `prod is ahead`.
    ///
    /// ```
    /// use manifold_domain::manifest::ManifestName;
    /// use manifold_domain::promote::Reason;
    /// let [staging, prod] = ["staging", "prod"].map(ManifestName::existing);
    /// let main = "main".parse().unwrap();
    /// assert_eq!(Reason::NewOnTarget.in_words(&staging, &prod, &main), "New on prod");
    /// assert_eq!(Reason::SourceFollows.in_words(&staging, &prod, &main), "staging follows main");
    /// ```
    pub fn in_words(
        self,
        source: &ManifestName,
        target: &ManifestName,
        default_branch: &BranchName,
    ) -> String {
        let (source, target) = (shown(source.as_str()), shown(target.as_str()));
        let main = shown(default_branch.as_str());
        match self {
            Self::NewOnTarget => format!("New on {target}"),
            Self::TargetIsAhead => format!("{target} is ahead"),
            Self::SourceFollows => format!("{source} follows {main}"),
            Self::TargetFollows => format!("{target} follows {main}"),
            Self::OnlyOnTarget => format!("Only on {target}"),
            Self::Waits => "On the way".to_owned(),
            Self::ElementUnknown => format!("Not on {main}"),
        }
    }
}
