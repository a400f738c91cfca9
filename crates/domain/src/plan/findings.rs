//! What is found while an intent is planned, gathered until all of it is known.

use super::{
    BranchName, BranchPurpose, Meaning, Plan, PlanAnswer, PlanContext, PlannedCommit, Refusal, RefusalCode,
    Warning, WarningCode, body,
};
use crate::index::ElementIndex;
use crate::layout::TreePath;
use crate::plan::subject::Subject;
use crate::text::{shown, tidy};

/// An intent's planning: what it works on, and what it has found so far.
pub(super) struct Findings<'a> {
    pub(super) context: &'a PlanContext<'a>,
    pub(super) elements: ElementIndex<'a>,
    pub(super) meaning: Vec<Meaning>,
    refusals: Vec<Refusal>,
    pub(super) warnings: Vec<Warning>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(context: &'a PlanContext<'a>) -> Self {
        Self {
            context,
            elements: ElementIndex::new(&context.snapshot.elements),
            meaning: Vec::new(),
            refusals: Vec::new(),
            warnings: Vec::new(),
        }
    }

    pub(super) fn refuse(&mut self, code: RefusalCode, field: &'static str, message: impl Into<String>) {
        self.refusals.push(Refusal {
            code,
            message: message.into(),
            field: Some(field),
            folder: None,
        });
    }

    pub(super) fn refuse_element(
        &mut self,
        code: RefusalCode,
        field: Option<&'static str>,
        folder: &TreePath,
        message: impl Into<String>,
    ) {
        self.refusals.push(Refusal {
            code,
            message: message.into(),
            field,
            folder: Some(folder.clone()),
        });
    }

    /// What was found, unless it is a refusal.
    pub(super) fn accept<T>(&mut self, found: Result<T, Refusal>) -> Option<T> {
        found.map_err(|refusal| self.refusals.push(refusal)).ok()
    }

    pub(super) fn warn(&mut self, code: WarningCode, message: String) {
        self.warnings.push(Warning {
            code,
            message,
            branch: None,
        });
    }

    /// The plan, where nothing was refused. `why` is tidied text, for the pull request.
    pub(super) fn answer(
        mut self,
        purpose: BranchPurpose,
        subject: &Subject,
        why: &str,
        mut commits: Vec<PlannedCommit>,
    ) -> PlanAnswer {
        let branch = self.branch(purpose);
        if !self.refusals.is_empty() {
            return PlanAnswer::Refused(self.refusals);
        }
        if self.meaning.is_empty() {
            return PlanAnswer::Refused(vec![Refusal {
                code: RefusalCode::NoChange,
                message: "Nothing would change: everything already is as chosen.".to_owned(),
                field: None,
                folder: None,
            }]);
        }
        let written = self
            .context
            .message
            .map(tidy)
            .filter(|message| !message.is_empty());
        let own = written.map(|message| {
            let (first, rest) = message.split_once('\n').unwrap_or((&message, ""));
            if let Some(commit) = commits.first_mut() {
                first.clone_into(&mut commit.subject);
                rest.trim_start().clone_into(&mut commit.body);
            }
            Subject::own(first)
        });
        let subject = own.as_ref().unwrap_or(subject);
        // A branch whose push is tried again is on its way itself.
        self.warnings
            .retain(|warning| warning.branch.as_ref() != Some(&branch));
        PlanAnswer::Planned(Plan {
            base: self.context.snapshot.commit,
            branch,
            title: subject.plain(),
            body: body::pull_request(self.context.template, subject, why, &self.meaning),
            commits,
            meaning: self.meaning,
            warnings: self.warnings,
        })
    }

    /// The answer where something was refused before anything could be planned.
    pub(super) fn refused(self) -> PlanAnswer {
        PlanAnswer::Refused(self.refusals)
    }

    /// The branch's name: as typed, else as Retool would name it.
    fn branch(&mut self, purpose: BranchPurpose) -> BranchName {
        let context = self.context;
        let Some(typed) = context.branch else {
            return BranchName::automatic(purpose, context.email, context.token);
        };
        if let Some(objection) = typed.objection_to_new() {
            self.refuse(RefusalCode::NameNotAllowed, "branch", objection);
        }
        if typed == context.default_branch {
            let message = format!("{typed} is the default branch. Changes go onto a branch of their own.");
            self.refuse(RefusalCode::NameTaken, "branch", message);
        } else if let Some(other) = context
            .elsewhere
            .branches
            .iter()
            .find(|other| typed.is_in_the_way_of(other))
        {
            let message = format!(
                "There is already a branch {}. Choose another name.",
                shown(other.as_str())
            );
            self.refuse(RefusalCode::NameTaken, "branch", message);
        }
        typed.clone()
    }
}
