//! The text of a pull request.
