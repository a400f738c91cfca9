//! Promote one instance to another, and compare two.

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::change::Direction;
use super::releases::{Instance, RepositoryHeader, Since};
use super::repositories::RepositoryId;
use super::waiting::EntryOnTheWay;

/// Asks how two instances' manifests differ.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromoteRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The instance that releases come from.
    pub source: ManifestName,
    /// The instance that they go to.
    pub target: ManifestName,
}

/// The Promote page, and the one that compares two instances: what their manifests say different things of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromotePage {
    /// The repository, and which state of it this is.
    pub header: RepositoryHeader,
    /// The instance that releases come from.
    pub source: Instance,
    /// The instance that they go to.
    pub target: Instance,
    /// The elements: those that go along first, the shortest time on the source first; then the others.
    pub lines: Vec<PromoteLine>,
    /// How many elements both manifests say the same of.
    pub same: usize,
}

/// One element that two manifests say different things of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromoteLine {
    /// The element.
    pub element: ElementKey,
    /// Its name; nothing where the repository does not have it.
    pub name: Option<String>,
    /// Its folder; nothing where the repository does not have it.
    pub folder: Option<String>,
    /// What the target's manifest says; nothing where not listed.
    pub current: Option<String>,
    /// What the source's manifest says; nothing where not listed.
    pub incoming: Option<String>,
    /// Which way the target would go.
    pub direction: Direction,
    /// Whether it goes along.
    pub choice: LineChoice,
    /// Why it does not go along unasked, a few words.
    pub reason: Option<String>,
    /// Since when the source names the release, where its history tells.
    pub since: Option<Since>,
    /// What the newest branch that is not merged makes of the target's entry.
    pub waits: Option<EntryOnTheWay>,
}

/// Whether a line of a change is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LineChoice {
    /// Ticked.
    Ticked,
    /// Not ticked, but may be.
    Left,
    /// Cannot be ticked.
    Blocked,
}
