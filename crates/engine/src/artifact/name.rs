//! Which names an entry may have: the same rule for what is written and for what is read.

use manifold_domain::layout::TreePath;

use super::limits::{MAX_PATH_DEPTH, MAX_PATH_LENGTH};

/// Why an entry may not have its name. Completes the sentence "‹name› is refused: …".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Nothing at all, or only a slash.
    #[error("the name is empty")]
    Empty,
    /// `/etc/passwd`
    #[error("the path is absolute")]
    Absolute,
    /// `C:/Windows`, and `C:name` as well: both leave the folder on Windows.
    #[error("the path begins with a drive letter")]
    DriveLetter,
    /// `../../etc`
    #[error("the path climbs out of its folder with '..'")]
    ParentFolder,
    /// A separator on Windows, a character elsewhere.
    #[error("the path holds a backslash")]
    Backslash,
    /// Ends the name for some programs and not for others.
    #[error("the path holds a NUL character")]
    Nul,
    /// `a//b`, `./a`: a second name for a file that has one.
    #[error("the path has an empty part or the part '.'")]
    NotNormal,
    /// More than [`MAX_PATH_LENGTH`] bytes.
    #[error("the path is longer than {MAX_PATH_LENGTH} bytes")]
    TooLong,
    /// More than [`MAX_PATH_DEPTH`] segments.
    #[error("the path has more than {MAX_PATH_DEPTH} parts")]
    TooDeep,
    /// Only on writing: a zip holds text, and Git's bytes are none.
    #[error("the name is not UTF-8")]
    NotUtf8,
}

/// Checks the path of an entry, without the slash that ends a folder's name.
pub(super) fn check(path: &[u8]) -> Result<(), NameProblem> {
    check_bounds(path)?;
    if path.contains(&0) {
        return Err(NameProblem::Nul);
    }
    if path.contains(&b'\\') {
        return Err(NameProblem::Backslash);
    }
    match path {
        [] => return Err(NameProblem::Empty),
        [b'/', ..] => return Err(NameProblem::Absolute),
        [letter, b':', ..] if letter.is_ascii_alphabetic() => return Err(NameProblem::DriveLetter),
        _ => {}
    }
    for segment in path.split(|byte| *byte == b'/') {
        match segment {
            b".." => return Err(NameProblem::ParentFolder),
            b"." | b"" => return Err(NameProblem::NotNormal),
            _ => {}
        }
    }
    Ok(())
}

/// Checks length and depth alone: what may be shown, whatever it is called.
pub(super) fn check_bounds(path: &[u8]) -> Result<(), NameProblem> {
    if path.len() > MAX_PATH_LENGTH {
        Err(NameProblem::TooLong)
    } else if path.split(|byte| *byte == b'/').count() > MAX_PATH_DEPTH {
        Err(NameProblem::TooDeep)
    } else {
        Ok(())
    }
}

/// The path for a message, cut where it is longer than any path may be.
pub(super) fn quotable(path: &[u8]) -> TreePath {
    TreePath::from_bytes(&path[..path.len().min(MAX_PATH_LENGTH)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unsafe_name_is_told_apart() {
        for (name, problem) in [
            (&b""[..], NameProblem::Empty),
            (b"/etc/passwd", NameProblem::Absolute),
            (b"C:/Windows", NameProblem::DriveLetter),
            (b"c:name", NameProblem::DriveLetter),
            (b"..", NameProblem::ParentFolder),
            (b"src/../../x", NameProblem::ParentFolder),
            (b"src\\page", NameProblem::Backslash),
            (b"src\0", NameProblem::Nul),
            (b"./src", NameProblem::NotNormal),
            (b"src//page", NameProblem::NotNormal),
        ] {
            assert_eq!(check(name), Err(problem), "{}", name.escape_ascii());
        }
    }

    #[test]
    fn names_that_people_really_use_are_allowed() {
        for name in [
            "main.rsx",
            "..hidden",
            "src/a..b",
            " lead",
            "%20",
            "it's (new): 🙂.rsx",
            "12:30.sql",
        ] {
            assert_eq!(check(name.as_bytes()), Ok(()), "{name}");
        }
    }

    #[test]
    fn length_and_depth_are_bounded_at_the_last_allowed_one() {
        assert_eq!(check(&[b'x'; MAX_PATH_LENGTH]), Ok(()));
        assert_eq!(check(&[b'x'; MAX_PATH_LENGTH + 1]), Err(NameProblem::TooLong));
        assert_eq!(check(["x"; MAX_PATH_DEPTH].join("/").as_bytes()), Ok(()));
        assert_eq!(
            check(["x"; MAX_PATH_DEPTH + 1].join("/").as_bytes()),
            Err(NameProblem::TooDeep)
        );
    }
}
