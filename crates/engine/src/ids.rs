//! Between git2's object ids and the domain's.

use git2::Oid;
use manifold_domain::object::{CommitId, ObjectId};

pub(crate) trait ToDomain {
    fn to_domain(&self) -> ObjectId;
}

impl ToDomain for Oid {
    fn to_domain(&self) -> ObjectId {
        let mut bytes = [0; 20];
        bytes.copy_from_slice(self.as_bytes());
        ObjectId::from_bytes(bytes)
    }
}

pub(crate) trait ToGit {
    fn to_git(&self) -> Result<Oid, git2::Error>;
}

impl ToGit for ObjectId {
    fn to_git(&self) -> Result<Oid, git2::Error> {
        Oid::from_bytes(self.as_bytes())
    }
}

impl ToGit for CommitId {
    fn to_git(&self) -> Result<Oid, git2::Error> {
        self.0.to_git()
    }
}
