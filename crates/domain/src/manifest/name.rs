//! Names of manifests.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest name that a new manifest may have, in characters.
const LONGEST: usize = 64;

/// Words that YAML 1.1 or 1.2 reads as something else than text.
const KEYWORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

/// The name of a manifest: its file's stem, which is the instance's name.
///
/// Any stem that exists is a name ([`ManifestName::existing`]); a new one keeps to a stricter rule
/// ([`ManifestName::new`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct ManifestName(Box<str>);

/// Why a name is not allowed for a new manifest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameRefused {
    /// Nothing was typed.
    #[error("A manifest needs a name.")]
    Empty,
    /// It has this many characters.
    #[error("A manifest's name has at most {LONGEST} characters; this one has {0}.")]
    TooLong(usize),
    /// It starts with this character.
    #[error("A manifest's name starts with a letter from A to Z, not with '{}'.", .0.escape_debug())]
    Start(char),
    /// It holds this character.
    #[error("A manifest's name holds letters from A to Z, digits, '.', '_' and '-' only, not '{}'.", .0.escape_debug())]
    Character(char),
    /// It is a keyword of YAML, which would not be read as text.
    #[error("'{0}' means something else than a name in YAML. Choose another name.")]
    Keyword(String),
    /// It repeats the ending of the file.
    #[error("Leave out the ending '{0}': the file gets '.yaml' by itself.")]
    FileEnding(&'static str),
    /// Windows keeps the name for a device, whatever ending the file has: nobody could check it out there.
    #[error("Windows does not allow files named '{0}'. Choose another name.")]
    Device(String),
}

impl ManifestName {
    /// The name for a new manifest: `[A-Za-z][A-Za-z0-9._-]{0,63}` and no keyword of YAML (`docs/formats.md`).
    ///
    /// Beyond that rule it refuses what would be troublesome as the file `<name>.yaml`: a second ending, and
    /// the names of Windows's devices. A final `.` and a final `.lock` are fine, as neither ends the file's name.
    /// Whether the name is taken (ignoring case: [`ManifestName::equals_ignoring_case`]) is not decided here.
    ///
    /// ```
    /// use manifold_domain::manifest::{ManifestName, NameRefused};
    /// assert_eq!(ManifestName::new("prod-EU.2").unwrap().as_str(), "prod-EU.2");
    /// assert_eq!(ManifestName::new("a/b"), Err(NameRefused::Character('/')));
    /// assert_eq!(ManifestName::new("Off"), Err(NameRefused::Keyword("Off".to_owned())));
    /// ```
    pub fn new(text: &str) -> Result<Self, NameRefused> {
        let first = text.chars().next().ok_or(NameRefused::Empty)?;
        let length = text.chars().count();
        if length > LONGEST {
            return Err(NameRefused::TooLong(length));
        }
        if !first.is_ascii_alphabetic() {
            return Err(NameRefused::Start(first));
        }
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if let Some(other) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(NameRefused::Character(other));
        }
        if is_keyword(text) {
            return Err(NameRefused::Keyword(text.to_owned()));
        }
        let lower = text.to_ascii_lowercase();
        if let Some(ending) = [".yaml", ".yml"]
            .into_iter()
            .find(|ending| lower.ends_with(ending))
        {
            return Err(NameRefused::FileEnding(ending));
        }
        if is_device(&lower) {
            return Err(NameRefused::Device(text.to_owned()));
        }
        Ok(Self(text.into()))
    }

    /// The name of a manifest that exists under this stem.
    pub fn existing(stem: &str) -> Self {
        Self(stem.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two names differ in nothing but case: two such files cannot be checked out side by side on
    /// macOS or Windows.
    pub fn equals_ignoring_case(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

impl fmt::Display for ManifestName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether some version of YAML reads this word as something else than text.
pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.iter().any(|keyword| text.eq_ignore_ascii_case(keyword))
}

/// Whether Windows keeps this name, which is in lower case, for a device; what follows a `.` does not count.
fn is_device(lower: &str) -> bool {
    let stem = lower.split('.').next().unwrap_or(lower);
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"]
            .iter()
            .filter_map(|port| stem.strip_prefix(port))
            .any(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_names_of_real_instances_are_allowed_and_keep_their_case() {
        for name in [
            "prod",
            "Prod",
            "QA",
            "localhost",
            "x",
            "eu-west_1.blue",
            "yes-men",
            "a.",
        ] {
            assert_eq!(
                ManifestName::new(name).map(|name| name.to_string()),
                Ok(name.to_owned())
            );
        }
    }

    #[test]
    fn each_trap_is_refused_with_its_own_reason() {
        let long = "a".repeat(300);
        for (name, refused) in [
            ("", NameRefused::Empty),
            (&long, NameRefused::TooLong(300)),
            (&"ä".repeat(65), NameRefused::TooLong(65)),
            ("1st", NameRefused::Start('1')),
            (".prod", NameRefused::Start('.')),
            ("../prod", NameRefused::Start('.')),
            ("-prod", NameRefused::Start('-')),
            (" prod", NameRefused::Start(' ')),
            ("prod ", NameRefused::Character(' ')),
            ("a/b", NameRefused::Character('/')),
            (r"a\b", NameRefused::Character('\\')),
            ("a:b", NameRefused::Character(':')),
            ("a\nb", NameRefused::Character('\n')),
            ("a\0", NameRefused::Character('\0')),
            ("caf\u{e9}", NameRefused::Character('\u{e9}')),
            ("ok\u{1f680}", NameRefused::Character('\u{1f680}')),
            ("prod.yaml", NameRefused::FileEnding(".yaml")),
            ("prod.YML", NameRefused::FileEnding(".yml")),
            ("nul", NameRefused::Device("nul".to_owned())),
            ("Aux.eu", NameRefused::Device("Aux.eu".to_owned())),
            ("com1", NameRefused::Device("com1".to_owned())),
        ] {
            assert_eq!(ManifestName::new(name), Err(refused), "{name:?}");
        }
    }

    #[test]
    fn no_keyword_of_yaml_is_a_name_in_any_case() {
        for keyword in [
            "true", "False", "YES", "no", "On", "off", "null", "NULL", "y", "N",
        ] {
            assert_eq!(
                ManifestName::new(keyword),
                Err(NameRefused::Keyword(keyword.to_owned()))
            );
        }
    }

    #[test]
    fn a_refusal_shows_control_characters_as_escapes() {
        let refused = ManifestName::new("a\u{1b}b").unwrap_err();
        assert!(refused.to_string().contains(r"\u{1b}"), "{refused}");
    }

    #[test]
    fn names_that_differ_only_in_case_are_equal_ignoring_case() {
        let name = ManifestName::existing;
        assert!(name("Prod").equals_ignoring_case(&name("pROD")));
        assert!(name("\u{c4}").equals_ignoring_case(&name("\u{e4}")));
        assert!(!name("prod").equals_ignoring_case(&name("prod2")));
    }

    proptest! {
        #[test]
        fn a_new_name_fits_the_rule_and_is_text_to_yaml(text in "[A-Za-z0-9._/ -]{0,70}") {
            if let Ok(name) = ManifestName::new(&text) {
                prop_assert!(text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_alphabetic()));
                prop_assert!(!text.contains(['/', ' ']));
                let read: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
                prop_assert_eq!(read.as_str(), Some(name.as_str()));
            }
        }
    }
}
