//! Objections in sentences.

use super::Objection;
use crate::element::ElementKey;
use crate::plan::BranchName;
use crate::text::shown;
use crate::version::Release;

impl Objection {
    /// The objection as one sentence, for people who look at the branch. `name_of` gives an element's name.
    ///
    /// ```
    /// use manifold_domain::waiting::Objection;
    /// let objection = Objection::NoCommonHistory;
    /// let main = "main".parse().unwrap();
    /// assert_eq!(objection.in_words(&main, &|_| String::new()), "It has no commit in common with main.");
    /// ```
    pub fn in_words(&self, default_branch: &BranchName, name_of: &dyn Fn(&ElementKey) -> String) -> String {
        let main = shown(default_branch.as_str());
        match self {
            Self::NoCommonHistory => format!("It has no commit in common with {main}."),
            Self::ManifestUnreadable { manifest } => format!(
                "What it changes in {} cannot be told: the manifest cannot be read there, or on {main}.",
                shown(manifest.as_str())
            ),
            Self::EntryOvertaken {
                manifest,
                element,
                wanted,
                now,
            } => format!(
                "It {} {} on {}, which meanwhile {}.",
                wish(wanted.as_ref()),
                shown(&name_of(element)),
                shown(manifest.as_str()),
                became(now.as_ref())
            ),
            Self::ManifestOvertaken { manifest } => format!(
                "It changes the manifest {}, which was created, changed or deleted on {main} meanwhile.",
                shown(manifest.as_str())
            ),
            Self::ArtifactDiffers { element, version } => format!(
                "It adds {} {version}, of which {main} has another artifact.",
                shown(&name_of(element))
            ),
            Self::Unreadable { reason } => format!("It cannot be read: {reason}"),
        }
    }
}

fn wish(release: Option<&Release>) -> String {
    match release {
        Some(release) => format!("sets {release} for"),
        None => "removes the entry of".to_owned(),
    }
}

fn became(release: Option<&Release>) -> String {
    match release {
        Some(release) => format!("became {release}"),
        None => "no longer lists it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::app;
    use crate::manifest::ManifestName;

    #[test]
    fn an_overtaken_entry_says_what_was_wanted_and_what_came() {
        let overtaken = |wanted: Option<&str>, now: Option<&str>| {
            let release = |text: Option<&str>| text.map(|text| text.parse().unwrap());
            let objection = Objection::EntryOvertaken {
                manifest: ManifestName::existing("prod"),
                element: app(1),
                wanted: release(wanted),
                now: release(now),
            };
            objection.in_words(&"main".parse().unwrap(), &|_| "Dashboard".to_owned())
        };
        assert_eq!(
            overtaken(Some("1.0.3"), Some("1.0.4")),
            "It sets 1.0.3 for Dashboard on prod, which meanwhile became 1.0.4."
        );
        assert_eq!(
            overtaken(None, Some("latest")),
            "It removes the entry of Dashboard on prod, which meanwhile became latest."
        );
        assert_eq!(
            overtaken(Some("latest"), None),
            "It sets latest for Dashboard on prod, which meanwhile no longer lists it."
        );
    }
}
