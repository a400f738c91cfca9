//! Problems as annotations of GitHub Actions:
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>.

use manifold_app::wire::releases::ProblemView;
use manifold_domain::problem::Severity;
use manifold_domain::text::visible;

/// One line a problem.
pub(super) fn annotations(problems: &[ProblemView]) -> String {
    problems.iter().map(annotation).collect()
}

fn annotation(problem: &ProblemView) -> String {
    let level = match problem.severity {
        Severity::Broken => "error",
        Severity::Attention => "warning",
    };
    let place = problem.position.map_or_else(String::new, |position| {
        format!(",line={},col={}", position.line, position.column)
    });
    format!(
        "::{level} file={}{place},title=Manifold::{}\n",
        property(&problem.path),
        data(&problem.message)
    )
}

/// Text after the second pair of colons.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// A value before it, where colons and commas divide.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use manifold_domain::problem::{Position, ProblemCode};

    #[test]
    fn a_hostile_path_stays_one_value_of_one_annotation() {
        let problem = ProblemView {
            code: ProblemCode::ManifestInvalid,
            severity: Severity::Broken,
            path: "manifests/a,b: 100%\n::error::x.yaml".to_owned(),
            position: Some(Position { line: 3, column: 5 }),
            message: "relese:\nwhat?".to_owned(),
            element: None,
            manifest: None,
        };
        assert_eq!(
            annotations(&[problem]),
            "::error file=manifests/a%2Cb%3A 100%25\\n%3A%3Aerror%3A%3Ax.yaml,line=3,col=5,title=Manifold::relese:\\nwhat?\n"
        );
    }
}
