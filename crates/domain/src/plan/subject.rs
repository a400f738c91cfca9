//! The subjects of commits, word for word as Retool writes them (`docs/formats.md`).

use crate::text::{shown, visible};
use crate::version::ReleaseVersion;

/// How many characters a subject may have. It is the pull request's title too, and hosts refuse longer ones.
const LONGEST_SUBJECT: usize = 250;

/// A subject with the places where names stand, so that it can be written plainly and as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    before: &'static str,
    names: Vec<String>,
    after: String,
}

impl Subject {
    /// `Creating release for <name> (v<X.Y.Z>)`, `Creating releases for <a>, <b>`.
    pub(super) fn create_releases<'a>(releases: impl Iterator<Item = (&'a str, &'a ReleaseVersion)>) -> Self {
        let (names, versions): (Vec<_>, Vec<_>) =
            releases.map(|(name, version)| (shown(name), version)).unzip();
        match versions.as_slice() {
            [version] => Self {
                before: "Creating release for ",
                names,
                after: format!(" (v{version})"),
            },
            _ => Self {
                before: "Creating releases for ",
                names,
                after: String::new(),
            },
        }
    }

    /// `Create '<name>' release manifest`.
    pub(super) fn create_manifest(name: &str) -> Self {
        Self::of_one_manifest("Create '", name)
    }

    /// `Delete '<name>' release manifest`.
    pub(super) fn delete_manifest(name: &str) -> Self {
        Self::of_one_manifest("Delete '", name)
    }

    /// `Update '<name>' release manifest`, `Update <a>, <b> release manifests`.
    pub(super) fn update_manifests<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<_> = names.map(shown).collect();
        match names.as_slice() {
            [name] => Self::of_one_manifest("Update '", name),
            _ => Self {
                before: "Update ",
                names,
                after: " release manifests".to_owned(),
            },
        }
    }

    /// A subject that somebody wrote.
    pub(super) fn own(text: &str) -> Self {
        let mut text = visible(text).into_owned();
        if let Some((end, _)) = text.char_indices().nth(LONGEST_SUBJECT - 1) {
            text.truncate(end);
            text.push('…');
        }
        Self {
            before: "",
            names: Vec::new(),
            after: text,
        }
    }

    fn of_one_manifest(before: &'static str, name: &str) -> Self {
        Self {
            before,
            names: vec![shown(name)],
            after: "' release manifest".to_owned(),
        }
    }

    /// The subject as the commit has it: one line.
    pub(super) fn plain(&self) -> String {
        self.written(str::to_owned)
    }

    /// The subject with each name written by `name`. Names that would make it too long are only counted.
    pub(super) fn written(&self, name: impl Fn(&str) -> String) -> String {
        let (fitting, left_out) = self.names.split_at(self.fitting_names());
        let list = fitting
            .iter()
            .map(|each| name(each))
            .collect::<Vec<_>>()
            .join(", ");
        let rest = match left_out.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{}{list}{rest}{}", self.before, self.after)
    }

    /// How many names fit, at least one.
    fn fitting_names(&self) -> usize {
        let length = |text: &str| text.chars().count();
        let room = LONGEST_SUBJECT.saturating_sub(length(self.before) + length(&self.after));
        let needed: Vec<usize> = self
            .names
            .iter()
            .scan(0, |sum, name| {
                *sum += length(name) + ", ".len();
                Some(*sum)
            })
            .collect();
        if needed.last().is_none_or(|all| all - ", ".len() <= room) {
            return self.names.len();
        }
        let room = room.saturating_sub(" and 10000 more".len());
        needed.partition_point(|needed| *needed <= room).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LONGEST_NAME;
    use proptest::prelude::*;

    fn releases(names: &[&str]) -> Subject {
        let version = ReleaseVersion::new(1, 0, 3);
        Subject::create_releases(names.iter().map(|name| (*name, &version)))
    }

    #[test]
    fn each_action_has_the_subject_that_retool_writes() {
        assert_eq!(
            releases(&["Dashboard"]).plain(),
            "Creating release for Dashboard (v1.0.3)"
        );
        assert_eq!(releases(&["A", "B"]).plain(), "Creating releases for A, B");
        assert_eq!(
            Subject::create_manifest("qa").plain(),
            "Create 'qa' release manifest"
        );
        assert_eq!(
            Subject::delete_manifest("qa").plain(),
            "Delete 'qa' release manifest"
        );
        assert_eq!(
            Subject::update_manifests(["qa"].into_iter()).plain(),
            "Update 'qa' release manifest"
        );
        assert_eq!(
            Subject::update_manifests(["a", "b"].into_iter()).plain(),
            "Update a, b release manifests"
        );
    }

    #[test]
    fn a_name_with_a_newline_leaves_the_subject_on_one_line() {
        assert_eq!(releases(&["A\nB"]).plain(), r"Creating release for A\nB (v1.0.3)");
    }

    #[test]
    fn spaces_around_a_name_are_kept() {
        assert_eq!(releases(&[" A "]).plain(), "Creating release for  A  (v1.0.3)");
    }

    #[test]
    fn names_that_do_not_fit_are_counted() {
        let names: Vec<String> = (0..100)
            .map(|number| format!("Application {number:03}"))
            .collect();
        let subject = releases(&names.iter().map(String::as_str).collect::<Vec<_>>()).plain();
        assert!(subject.chars().count() <= LONGEST_SUBJECT, "{subject}");
        assert!(subject.starts_with("Creating releases for Application 000, Application 001"));
        assert!(subject.ends_with(" and 88 more"), "{subject}");
    }

    #[test]
    fn names_that_just_fit_are_all_there() {
        let room = LONGEST_SUBJECT - "Creating releases for ".len() - "a, ".len();
        let exact = "b".repeat(room.min(LONGEST_NAME));
        assert_eq!(
            releases(&["a", &exact]).plain(),
            format!("Creating releases for a, {exact}")
        );
    }

    #[test]
    fn an_endless_name_is_cut() {
        let subject = releases(&["é".repeat(1000).as_str()]).plain();
        assert!(subject.chars().count() <= LONGEST_SUBJECT);
        assert!(subject.ends_with("é… (v1.0.3)"));
    }
    proptest! {
        #[test]
        fn any_names_give_one_line_that_a_host_takes(names in proptest::collection::vec(any::<String>(), 1..30)) {
            let subject = releases(&names.iter().map(String::as_str).collect::<Vec<_>>()).plain();
            prop_assert!(subject.chars().count() <= LONGEST_SUBJECT);
            prop_assert!(!subject.contains(char::is_control));
        }
    }
}
