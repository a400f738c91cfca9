use crate::App;
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::{
    artifact, change, element, manifest, operation, preferences, releases, repositories, source_control,
};
impl App {
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn start(&self, _: Nothing) -> Result<repositories::Start, Failure> {
        Ok(repositories::Start { version: "0.1.0".into(), repositories: vec![], open: None, notices: vec![],
            preferences: preferences::Preferences { theme: preferences::Theme::System, density: preferences::Density::Comfortable, fetch_interval_minutes: 5 } })
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn open_sample(
        &self,
        _: repositories::OpenSampleRequest,
    ) -> Result<repositories::Opened, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn pick_folder(&self, _: Nothing) -> Result<repositories::Picked, Failure> {
        Ok(repositories::Picked { path: self.host.pick_folder().map(|p| p.display().to_string()) })
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn pick_file(&self, _: Nothing) -> Result<repositories::Picked, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn open_folder(
        &self,
        _: repositories::OpenFolderRequest,
    ) -> Result<repositories::Opened, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn connect(&self, _: repositories::ConnectRequest) -> Result<repositories::Opened, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn open_repository(
        &self,
        _: repositories::RepositoryOperationRequest,
    ) -> Result<repositories::Opened, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn fetch(
        &self,
        _: repositories::RepositoryOperationRequest,
    ) -> Result<repositories::Fetched, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn forget_repository(&self, _: source_control::ForgetRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn trust_host_key(&self, _: repositories::TrustHostKeyRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn open_link(&self, _: repositories::OpenLinkRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn cancel(&self, _: operation::CancelRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn releases(
        &self,
        _: repositories::RepositoryRequest,
    ) -> Result<releases::ReleasesPage, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn cell(&self, _: releases::CellRequest) -> Result<releases::CellDetails, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn change_draft(&self, _: releases::ChangeDraftRequest) -> Result<releases::Draft, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn replace_draft(&self, _: releases::ReplaceDraftRequest) -> Result<releases::Draft, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn set_instances(&self, _: releases::SetInstancesRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn plan(&self, _: change::PlanRequest) -> Result<change::PlanReply, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn publish(&self, _: change::PublishRequest) -> Result<change::PublishReply, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn retry_push(&self, _: change::BranchRequest) -> Result<change::RetryReply, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn discard_branch(&self, _: change::BranchRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn merge_preview(&self, _: change::BranchRequest) -> Result<change::MergePreview, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn merge(&self, _: change::BranchRequest) -> Result<change::Merged, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn element(&self, _: element::ElementRequest) -> Result<element::ElementPage, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn create_release(
        &self,
        _: element::ElementRequest,
    ) -> Result<element::CreateReleasePage, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn manifest(&self, _: manifest::ManifestRequest) -> Result<manifest::ManifestPage, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn artifact(&self, _: artifact::ArtifactRequest) -> Result<artifact::ArtifactReply, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn file(&self, _: artifact::FileRequest) -> Result<artifact::FileView, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn changes(&self, _: artifact::ChangesRequest) -> Result<artifact::Changes, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn difference(&self, _: artifact::DifferenceRequest) -> Result<artifact::Difference, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn save_file(&self, _: artifact::FileRequest) -> Result<artifact::Saved, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn save_zip(&self, _: artifact::ArtifactRequest) -> Result<artifact::Saved, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn source_control(
        &self,
        _: repositories::RepositoryRequest,
    ) -> Result<source_control::SourceControlPage, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn save_connection(
        &self,
        _: source_control::SaveConnectionRequest,
    ) -> Result<source_control::SaveConnectionReply, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn save_token(&self, _: source_control::SaveTokenRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn test_connection(
        &self,
        _: repositories::RepositoryOperationRequest,
    ) -> Result<source_control::TestReply, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
    #[allow(missing_docs, clippy::unused_async)]
    pub async fn set_preferences(&self, _: preferences::SetPreferencesRequest) -> Result<Nothing, Failure> {
        Err(Failure::new("stub", "Not there yet."))
    }
}
