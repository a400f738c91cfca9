//! What a commit's message tells of its pull request.
//!
//! The forms are those in which the hosts write the messages of merges; a person may have written anything else.

/// How many bytes of a title are kept.
const LONGEST: usize = 1_000;

/// The title of a change, and the number of its pull request where it is told.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) pull_request: Option<u32>,
}

impl Title {
    pub(super) fn of(message: &[u8]) -> Self {
        let message = String::from_utf8_lossy(message);
        let mut lines = message.lines().map(str::trim);
        let subject = lines.next().unwrap_or_default();
        let is_told = |line: &&str| !line.is_empty() && !is_trailer(line);
        let (text, pull_request) = match merged(subject) {
            // The host puts the pull request's title below, where there is one.
            Some(Merged { title: None, number }) => (lines.clone().find(is_told).unwrap_or(subject), number),
            Some(Merged {
                title: Some(title),
                number,
            }) => (title, number),
            None => match squashed(subject) {
                Some((title, number)) => (title, Some(number)),
                None => (subject, None),
            },
        };
        Self {
            text: text[..text.floor_char_boundary(LONGEST)].to_owned(),
            pull_request: pull_request.or_else(|| lines.rev().find_map(merge_request)),
        }
    }
}

/// What the subject of a merge tells.
struct Merged<'a> {
    /// The title, where it is not below the subject.
    title: Option<&'a str>,
    number: Option<u32>,
}

fn merged(subject: &str) -> Option<Merged<'_>> {
    let titled = |(title, number)| Merged {
        title: Some(title),
        number: Some(number),
    };
    let below = |number| Merged { title: None, number };
    if let Some(rest) = subject.strip_prefix("Merge pull request ") {
        // GitHub and Bitbucket write `#214 from …`, Gitea and Forgejo `'Title' (#214) from …`.
        if let Some(rest) = rest.strip_prefix('#') {
            return Some(below(Some(leading_number(rest)?.0)));
        }
        let (title, rest) = rest.strip_prefix('\'')?.rsplit_once("' (#")?;
        return Some(titled((title, leading_number(rest)?.0)));
    }
    // Azure Repos and Bitbucket Data Center.
    for prefix in ["Merged PR ", "Pull request #"] {
        if let Some(rest) = subject.strip_prefix(prefix) {
            let (number, rest) = leading_number(rest)?;
            return Some(titled((rest.strip_prefix(": ")?, number)));
        }
    }
    // Bitbucket.
    if let Some(rest) = subject.strip_prefix("Merged in ") {
        let (_, rest) = rest.rsplit_once("(pull request #")?;
        return Some(below(Some(leading_number(rest)?.0)));
    }
    // GitLab, which tells the number at the end; a merge made here, whose title is below; Git itself, which tells nothing.
    subject.starts_with("Merge branch '").then(|| below(None))
}

/// `Title (#214)`, as hosts name a squashed pull request.
fn squashed(subject: &str) -> Option<(&str, u32)> {
    let (title, number) = subject.strip_suffix(')')?.rsplit_once(" (#")?;
    Some((title, number.parse().ok()?))
}

/// `See merge request group/repository!12`, GitLab's.
fn merge_request(line: &str) -> Option<u32> {
    let (_, number) = line.strip_prefix("See merge request ")?.rsplit_once('!')?;
    number.parse().ok()
}

/// Lines that hosts and Git put below a merge's subject and that are no title.
fn is_trailer(line: &str) -> bool {
    [
        "See merge request ",
        "Merge in ",
        "* commit '",
        "Approved-by: ",
        "# Conflicts:",
        "Signed-off-by: ",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}

/// The number at the start, and what follows it.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, text: &str, pull_request: Option<u32>) {
        let expected = Title {
            text: text.to_owned(),
            pull_request,
        };
        assert_eq!(Title::of(message.as_bytes()), expected, "{message}");
    }

    #[test]
    fn each_host_tells_the_title_of_a_merge_in_its_own_way() {
        let github = "Merge pull request #214 from shop/builder/x\n\nUpdate 'prod' release manifest\n";
        check(github, "Update 'prod' release manifest", Some(214));
        let gitlab =
            "Merge branch 'builder/x' into 'main'\n\nUpdate 'prod'\n\nWhy\n\nSee merge request group/shop!12";
        check(gitlab, "Update 'prod'", Some(12));
        let bitbucket =
            "Merged in builder/x (pull request #12)\n\nUpdate 'prod'\n\nApproved-by: Sample admin";
        check(bitbucket, "Update 'prod'", Some(12));
        check("Merged PR 123: Update 'prod'", "Update 'prod'", Some(123));
        let gitea = "Merge pull request 'Update 'prod'' (#7) from builder/x into main\n\nReviewed-on: x";
        check(gitea, "Update 'prod'", Some(7));
        let data_center = "Pull request #9: Update 'prod'\n\nMerge in SHOP/shop from builder/x to main";
        check(data_center, "Update 'prod'", Some(9));
        let made_here = "Merge branch 'builder/x'\n\nUpdate 'prod'\n";
        check(made_here, "Update 'prod'", None);
        check("Update 'prod' (#214)\n\n* one\n* two", "Update 'prod'", Some(214));
    }

    #[test]
    fn a_merge_that_tells_no_title_keeps_its_subject() {
        check(
            "Merge pull request #214 from a/b",
            "Merge pull request #214 from a/b",
            Some(214),
        );
        let gitlab = "Merge branch 'x' into 'main'\n\nSee merge request group/shop!12";
        check(gitlab, "Merge branch 'x' into 'main'", Some(12));
        check("Merge branch 'x' into main", "Merge branch 'x' into main", None);
        check("Merge branch 'x'", "Merge branch 'x'", None);
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for subject in [
            "Update 'prod'",
            "Revert \"Update 'prod' (#214)\"",
            "Update (#214) 'prod'",
            "Update 'prod' (#)",
            "Update 'prod' (#99999999999)",
            "Merge pull request 214 from a/b",
            "Merged PR x: y",
            "",
        ] {
            check(subject, subject, None);
        }
        check(
            "Revert \"Update (#214)\" (#220)",
            "Revert \"Update (#214)\"",
            Some(220),
        );
    }

    #[test]
    fn a_title_without_end_is_cut_between_characters() {
        let title = Title::of("ä".repeat(5_000).as_bytes());
        assert_eq!(title.text, "ä".repeat(500));
    }

    proptest::proptest! {
        #[test]
        fn any_message_has_a_title(message in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            Title::of(&message);
        }
    }
}
