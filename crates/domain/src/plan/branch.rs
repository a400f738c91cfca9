//! Names of branches.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::{is_deceptive, visible};

/// The short name of a branch, without `refs/heads/`.
///
/// Anything that `git check-ref-format refs/heads/<name>` allows, so that every branch of a remote has one.
///
/// ```
/// use manifold_domain::plan::BranchName;
/// assert!("reviewer/fix-1".parse::<BranchName>().is_ok());
/// for refused in ["", "a..b", "a b", "a/", ".a", "a.lock", "a@{1}"] {
///     assert!(refused.parse::<BranchName>().is_err(), "{refused}");
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct BranchName(Box<str>);

/// Why Git does not allow a text as a branch's name (`git help check-ref-format`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotABranchName {
    /// Nothing at all.
    #[error("A branch needs a name.")]
    Empty,
    /// A character that no ref may hold.
    #[error("A branch name cannot contain {}.", character_in_words(*.0))]
    Character(char),
    /// `..` or `@{`, which mean something else to Git.
    #[error("A branch name cannot contain '{0}'.")]
    Sequence(&'static str),
    /// A slash at the start, at the end, or next to another.
    #[error("A branch name cannot start or end with a slash, or have two in a row.")]
    Slash,
    /// A part between slashes that starts with a dot.
    #[error("No part of a branch name can start with a dot.")]
    LeadingDot,
    /// A dot at the very end.
    #[error("A branch name cannot end with a dot.")]
    TrailingDot,
    /// A part between slashes that ends in `.lock`.
    #[error("No part of a branch name can end with '.lock'.")]
    Lock,
}

fn character_in_words(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        character => format!("'{}'", visible(character.encode_utf8(&mut [0; 4]))),
    }
}

/// Four random bytes that end an automatic branch name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchToken(pub [u8; 4]);

/// What a branch is made for; the word stands in its automatic name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchPurpose {
    /// `createReleaseArtifact`: releases, with or without the manifests that should name them.
    CreateRelease,
    /// `updateReleaseManifest`: manifests alone.
    UpdateManifest,
}

impl BranchPurpose {
    const fn word(self) -> &'static str {
        match self {
            Self::CreateRelease => "createReleaseArtifact",
            Self::UpdateManifest => "updateReleaseManifest",
        }
    }
}

/// What opens an automatic name where the e-mail address gives nothing.
const FALLBACK_USER: &str = "manifold";

/// How many bytes of an e-mail's local part go into a name: as many as RFC 5321 lets it have.
const LONGEST_USER: usize = 64;

/// How many bytes one part of a new name may have: with `.lock` it must still fit into a file's name.
const LONGEST_PART: usize = 200;

impl BranchName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name that Retool would give: `<user>/<purpose>-commit-<8 hex>`.
    ///
    /// `<user>` is the local part of the e-mail address, reduced to what a ref may hold, or `manifold` where
    /// nothing remains.
    ///
    /// ```
    /// use manifold_domain::plan::{BranchName, BranchPurpose, BranchToken};
    /// let token = BranchToken([0x12, 0xab, 0x00, 0xff]);
    /// let name = BranchName::automatic(BranchPurpose::CreateRelease, "builder@example.com", token);
    /// assert_eq!(name.as_str(), "builder/createReleaseArtifact-commit-12ab00ff");
    /// ```
    pub fn automatic(purpose: BranchPurpose, email: &str, token: BranchToken) -> Self {
        let user = user_of(email);
        let digits = u32::from_be_bytes(token.0);
        Self(format!("{user}/{}-commit-{digits:08x}", purpose.word()).into())
    }

    /// Whether Git cannot keep both branches: they are one, or one would be a folder where the other is a file.
    pub(super) fn is_in_the_way_of(&self, other: &Self) -> bool {
        let holds = |outer: &str, inner: &str| {
            inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        holds(&self.0, &other.0) || holds(&other.0, &self.0)
    }

    /// Why this name should not be given to a new branch although Git has room for it: its commands read
    /// `-x`, `@` and `HEAD` as something else, and a very long name does not fit on disk.
    pub(super) fn objection_to_new(&self) -> Option<&'static str> {
        if self.0.starts_with('-') {
            Some("A branch name cannot start with a dash.")
        } else if matches!(self.as_str(), "@" | "HEAD") {
            Some("This name means the current commit to Git. Choose another one.")
        } else if self.0.split('/').any(|part| part.len() > LONGEST_PART) {
            Some("This branch name is too long. Choose a shorter one.")
        } else {
            None
        }
    }
}

/// The local part of an e-mail address, reduced to what one part of a ref may hold.
fn user_of(email: &str) -> String {
    let local = email.rsplit_once('@').map_or(email, |(local, _)| local);
    let mut user = String::new();
    for character in local.chars() {
        let is_allowed = !is_forbidden(character) && !is_deceptive(character) && character != '/';
        let makes_sequence = matches!(
            (user.chars().next_back(), character),
            (Some('.'), '.') | (Some('@'), '{')
        );
        let opens_badly = user.is_empty() && matches!(character, '.' | '-');
        if is_allowed && !makes_sequence && !opens_badly && user.len() + character.len_utf8() <= LONGEST_USER
        {
            user.push(character);
        }
    }
    while let Some(shorter) = user.strip_suffix(".lock").or_else(|| user.strip_suffix('.')) {
        user.truncate(shorter.len());
    }
    if user.is_empty() {
        FALLBACK_USER.to_owned()
    } else {
        user
    }
}

/// Whether no ref may hold this character anywhere.
const fn is_forbidden(character: char) -> bool {
    matches!(
        character,
        '\0'..=' ' | '\x7f' | '~' | '^' | ':' | '?' | '*' | '[' | '\\'
    )
}

impl FromStr for BranchName {
    type Err = NotABranchName;

    fn from_str(text: &str) -> Result<Self, NotABranchName> {
        if text.is_empty() {
            return Err(NotABranchName::Empty);
        }
        if let Some(character) = text.chars().find(|character| is_forbidden(*character)) {
            return Err(NotABranchName::Character(character));
        }
        if let Some(sequence) = ["..", "@{"].into_iter().find(|sequence| text.contains(sequence)) {
            return Err(NotABranchName::Sequence(sequence));
        }
        if text.ends_with('.') {
            return Err(NotABranchName::TrailingDot);
        }
        for part in text.split('/') {
            if part.is_empty() {
                return Err(NotABranchName::Slash);
            }
            if part.starts_with('.') {
                return Err(NotABranchName::LeadingDot);
            }
            // Git compares bytes here: `.LOCK` is allowed.
            if part.as_bytes().ends_with(b".lock") {
                return Err(NotABranchName::Lock);
            }
        }
        Ok(Self(text.into()))
    }
}

impl TryFrom<String> for BranchName {
    type Error = NotABranchName;

    fn try_from(text: String) -> Result<Self, NotABranchName> {
        text.parse()
    }
}

impl From<BranchName> for String {
    fn from(name: BranchName) -> Self {
        name.0.into()
    }
}

impl fmt::Display for BranchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOKEN: BranchToken = BranchToken([0, 1, 2, 0xff]);

    fn automatic(email: &str) -> String {
        BranchName::automatic(BranchPurpose::UpdateManifest, email, TOKEN).to_string()
    }

    #[test]
    fn a_branch_is_in_the_way_of_itself_and_of_those_inside_it() {
        let is_in_the_way = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|name| name.parse::<BranchName>().unwrap());
            assert_eq!(one.is_in_the_way_of(&other), other.is_in_the_way_of(&one));
            one.is_in_the_way_of(&other)
        };
        assert!(is_in_the_way("reviewer/fix", "reviewer/fix"));
        assert!(is_in_the_way("reviewer", "reviewer/fix/1"));
        assert!(!is_in_the_way("reviewer/fix", "reviewer/fix-1"));
        assert!(!is_in_the_way("reviewer", "builder/reviewer"));
    }

    #[test]
    fn what_git_refuses_is_refused_with_the_reason() {
        let refused = |text: &str| text.parse::<BranchName>().unwrap_err();
        assert_eq!(refused(""), NotABranchName::Empty);
        for character in [' ', '~', '^', ':', '?', '*', '[', '\\', '\n', '\x7f'] {
            assert_eq!(
                refused(&format!("a{character}b")),
                NotABranchName::Character(character)
            );
        }
        assert_eq!(refused("a..b"), NotABranchName::Sequence(".."));
        assert_eq!(refused("a@{b"), NotABranchName::Sequence("@{"));
        for slashes in ["/a", "a/", "a//b"] {
            assert_eq!(refused(slashes), NotABranchName::Slash);
        }
        assert_eq!(refused("a/.b"), NotABranchName::LeadingDot);
        assert_eq!(refused("a."), NotABranchName::TrailingDot);
        assert_eq!(refused("a.lock/b"), NotABranchName::Lock);
    }

    #[test]
    fn what_git_allows_is_allowed() {
        for allowed in [
            "main", "a/b/c", "a.b", "a./b", "@", "a@b", "é📦", "a.LOCK", "-a", "#1", "{}",
        ] {
            assert!(allowed.parse::<BranchName>().is_ok(), "{allowed}");
        }
    }

    #[test]
    fn a_refused_character_is_named_visibly() {
        assert_eq!(
            "a b".parse::<BranchName>().unwrap_err().to_string(),
            "A branch name cannot contain a space."
        );
        assert_eq!(
            "a\nb".parse::<BranchName>().unwrap_err().to_string(),
            r"A branch name cannot contain '\n'."
        );
    }

    #[test]
    fn the_local_part_of_the_address_opens_an_automatic_name() {
        assert_eq!(
            automatic("sample.builder+x@example.com"),
            "sample.builder+x/updateReleaseManifest-commit-000102ff"
        );
        assert_eq!(
            automatic("\"a b/c\"@d@example.com"),
            "\"abc\"@d/updateReleaseManifest-commit-000102ff"
        );
    }

    #[test]
    fn an_address_that_gives_nothing_falls_back() {
        for empty in ["", "@example.com", "...@example.com", "\u{202e}@example.com"] {
            assert!(automatic(empty).starts_with("manifold/"), "{empty}");
        }
    }

    #[test]
    fn names_that_git_commands_misread_are_not_for_new_branches() {
        let objection = |name: &str| name.parse::<BranchName>().unwrap().objection_to_new();
        for misread in ["-x", "@", "HEAD", &"x".repeat(201)] {
            assert!(objection(misread).is_some(), "{misread}");
        }
        assert_eq!(objection("fix/dashboard"), None);
    }

    proptest! {
        #[test]
        fn any_address_gives_an_allowed_name(email in any::<String>()) {
            prop_assert!(automatic(&email).parse::<BranchName>().is_ok());
        }

        #[test]
        fn an_address_made_of_traps_gives_an_allowed_name(email in "[.@{/a~ -]{0,6}(\\.lock)?[.@{/a]{0,3}(\\.lock){0,3}(@x)?") {
            let name: BranchName = automatic(&email).parse().unwrap();
            prop_assert_eq!(name.objection_to_new(), None);
            prop_assert_eq!(name.as_str().matches('/').count(), 1);
        }
    }
}
